"""Rendering ahead: while it is quiet, what will be said soon is said to nobody, by a voice that remembers."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from assistant.edges.voices.voice import Voice, VoiceError
from assistant.language.parts import parts

_QUIET_SECONDS = 1.5  # after what was said last
_LOOK_SECONDS = 0.25
_RESTS = 1.0  # as long as it worked: half of one core at most
_NICE = 10


class Ahead:
    """`prepare` names what may be said, the soonest first. Works on a thread of its own while `is_quiet()`."""

    def __init__(self, voice: Voice, is_quiet: Callable[[], bool]) -> None:
        self._voice, self._is_quiet = voice, is_quiet
        self._wanted: list[str] = []
        self._lock = threading.Lock()
        self._closed, self._woken = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="voice-ahead", daemon=True)
        self._thread.start()

    def prepare(self, texts: Iterable[str], speed: float) -> None:
        """Instead of what was named before."""
        with self._lock:
            self._speed = speed
            self._wanted = list(dict.fromkeys(part for text in texts for part in parts(text)))[::-1]
        self._woken.set()

    def close(self) -> None:
        self._closed.set()
        self._woken.set()
        self._thread.join()

    def _run(self) -> None:
        if sys.platform == "linux":  # where a thread can be nice to the others
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        quiet_since = time.monotonic()
        while not self._closed.is_set():
            if not self._is_quiet():
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since >= _QUIET_SECONDS and not self._render_next():
                self._woken.clear()
                self._woken.wait()
                continue
            self._closed.wait(_LOOK_SECONDS)

    def _render_next(self) -> bool:
        """Whether there was one to be rendered; those that are kept already take no time."""
        began_at = time.monotonic()
        while text := self._next():
            try:
                for _ in self._voice.speak(text, self._speed):
                    pass
            except VoiceError:
                return False  # told when it is to be heard
            if (took := time.monotonic() - began_at) > _LOOK_SECONDS / 5:
                self._closed.wait(took * _RESTS)
                return True
        return False

    def _next(self) -> str | None:
        with self._lock:
            return self._wanted.pop() if self._wanted and not self._closed.is_set() else None
