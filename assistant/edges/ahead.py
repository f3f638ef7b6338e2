"""Rendering ahead: while nothing else is to be rendered, what may be said some time is said to nobody, by a voice that
remembers."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from assistant.edges.voices.voice import Voice, VoiceError
from assistant.language.parts import parts

_QUIET_SECONDS = 0.5  # after what was rendered last
_LOOK_SECONDS = 0.1
_RESTS = 1.0  # as long as it worked: half of one core at most
_NICE = 10
_LOADS_SECONDS = 10.0  # so long a voice is waited for, lest another one does its work
_REMEMBERED = 2000  # parts that were rendered


class Ahead:
    """`prepare` names what may be said, the soonest first. Works on a thread of its own while `is_quiet()`."""

    def __init__(self, voice: Voice, is_quiet: Callable[[], bool]) -> None:
        self._voice, self._is_quiet = voice, is_quiet
        self._wanted: Iterator[str] = iter(())
        self._speed = 1.0
        self._done: set[tuple[str, float, str]] = set()  # by which voice, how fast, and what
        self._lock = threading.Lock()
        self._closed, self._woken = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="voice-ahead", daemon=True)
        self._thread.start()

    def prepare(self, texts: Iterable[str], speed: float) -> None:
        """Instead of what was named before. The texts are taken one by one, on that thread."""
        with self._lock:
            self._wanted, self._speed = (part for text in texts for part in parts(text)), speed
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
            elif time.monotonic() - quiet_since >= _QUIET_SECONDS:
                self._woken.clear()
                if not self._render_next():
                    self._woken.wait()
                    continue
            self._closed.wait(_LOOK_SECONDS)

    def _render_next(self) -> bool:
        """Whether there was one to be rendered; those that are kept already take no time."""
        began_at = time.monotonic()
        while (next_ := self._next()) is not None:
            text, speed = next_
            try:
                self._render(text, speed)
            except VoiceError:
                return False  # told when it is to be heard
            if (took := time.monotonic() - began_at) > _LOOK_SECONDS / 2:
                self._closed.wait(took * _RESTS)
                return True
        return False

    def _render(self, text: str, speed: float) -> None:
        of = (self._voice.name, speed, text)
        if of in self._done:
            return
        self._voice.can_say(text, speed, _LOADS_SECONDS)
        for _ in self._voice.speak(text, speed):
            pass
        if len(self._done) >= _REMEMBERED:
            self._done.clear()
        self._done.add(of)

    def _next(self) -> tuple[str, float] | None:
        with self._lock:
            wanted, speed = self._wanted, self._speed
        text = None if self._closed.is_set() else next(wanted, None)
        return None if text is None else (text, speed)
