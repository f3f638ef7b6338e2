"""The voice that every system has, through pyttsx3."""

from __future__ import annotations

import sys
import threading
import time
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from assistant.edges.scratch import scratch_folder
from assistant.edges.sounds import Samples, trimmed
from assistant.edges.voices.voice import VoiceError, leveled

_WORDS_PER_MINUTE = 165  # espeak's own 175 and pyttsx3's 200 are fast for someone with hands full
# espeak's British voice with a short pause after each word was understood better than its American one, which swallows
# "one" and the middle of "water" (docs/measures.md). Slower speech, other timbres and more treble brought nothing more.
_ESPEAK_VOICES = ("gmw/en", "en")  # the first that is there
_WORD_GAP = 7  # espeak-ng's parameter espeakWORDGAP (speak_lib.h), which pyttsx3 has no property for
_WORD_GAP_CENTISECONDS = 4  # at espeak's normal speed; it goes with the speed. Heard as some 80 ms
_RENDER_SECONDS = 20.0  # far above the 0.1 s that a minute of speech takes
_TRIES = 3
NAME = "pyttsx3"


class SystemVoice:
    """pyttsx3: the voice that every system has (espeak-ng, NSSpeechSynthesizer, SAPI5).

    Its `say` loses text, its `stop` blocks and its `runAndWait` returns early on Linux, so each sentence is saved to a
    file by the one thread that owns the engine, which waits for `finished-utterance`.
    """

    name = NAME

    def __init__(self) -> None:
        self.rate = 22050
        self._speed = 0.0
        self._engine: Any = None
        self._espeak: Any = None
        self._owner = ThreadPoolExecutor(1, "voice")
        self._finished = threading.Event()
        self._scratch = ExitStack()
        self._file = self._scratch.enter_context(scratch_folder("assistant-voice-")) / "sentence.wav"
        try:
            self.rate = self._owner.submit(self._start).result()
        except Exception as problem:  # pyttsx3 lets through whatever its drivers raise
            self.close()
            raise VoiceError(
                f"No voice could be started ({problem}); install espeak-ng, or use --voice text to read instead."
            ) from problem

    @property
    def version(self) -> str:
        """The system's voice may change unnoticed, but not without its driver."""
        return f"{version('pyttsx3')} {self._engine.driver_name} {_ESPEAK_VOICES[0]} {_WORD_GAP_CENTISECONDS}"

    def can_say(self, text: str, speed: float, within_seconds: float) -> bool:
        return True

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        if any(character.isalnum() for character in text):
            yield leveled(self._owner.submit(self._render_at, text, speed).result(), self.rate)

    def close(self) -> None:
        self._owner.shutdown(wait=True)
        self._scratch.close()

    def _start(self) -> int:
        import pyttsx3

        self._engine = pyttsx3.init()
        driver: ModuleType | None = sys.modules.get(f"pyttsx3.drivers.{self._engine.driver_name}")
        if driver:
            driver.print = lambda *_, **__: None  # type: ignore[attr-defined]  # it reports to standard output
        self._espeak = sys.modules.get("pyttsx3.drivers._espeak")
        self._engine.connect("finished-utterance", lambda **_: self._finished.set())
        _, rate = self._render("ready")  # espeak takes no settings before its first words
        if self._espeak:
            self._speak_clearly()
        return rate

    def _speak_clearly(self) -> None:
        """What of this espeak cannot do is left as it is."""
        for name in _ESPEAK_VOICES:
            with suppress(Exception):  # pyttsx3 lets through whatever espeak makes of a name
                self._set("voice", name)
                break
        with suppress(Exception):
            self._espeak.SetParameter(_WORD_GAP, _WORD_GAP_CENTISECONDS, 0)
            self._settle()

    def _render_at(self, text: str, speed: float) -> Samples:
        if speed != self._speed:
            self._set("rate", round(_WORDS_PER_MINUTE * speed))
            self._speed = speed
        for _ in range(_TRIES):
            samples, _ = self._render(text)
            if len(samples):
                return samples
        raise VoiceError("The system's voice makes no sound; use --voice text, or install espeak-ng anew.")

    def _render(self, text: str) -> tuple[Samples, int]:
        self._finished.clear()
        self._file.unlink(missing_ok=True)
        self._engine.save_to_file(text, str(self._file))
        self._engine.runAndWait()
        if not self._finished.wait(_RENDER_SECONDS) or not self._file.exists():
            raise VoiceError("The system's voice does not answer; use --voice text, or install espeak-ng anew.")
        self._settle()
        return _read(self._file)

    def _set(self, name: str, value: str | int) -> None:
        self._engine.setProperty(name, value)
        self._settle()

    def _settle(self) -> None:
        """espeak works through a queue of its own; pyttsx3 would empty it, and so lose a setting or a sentence."""
        deadline = time.monotonic() + _RENDER_SECONDS
        while self._espeak and self._espeak.IsPlaying() and time.monotonic() < deadline:
            time.sleep(0.001)


def _read(path: Path) -> tuple[Samples, int]:
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        frames = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, file.getnchannels())
    return trimmed(frames.mean(axis=1, dtype=np.float32) / np.float32(32768), rate), rate
