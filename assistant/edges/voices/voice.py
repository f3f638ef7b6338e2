"""What every voice is: pyttsx3's, the natural one, and those that stand in front of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from assistant.edges.sounds import Samples
from assistant.errors import MissingError

LEVEL = 0.12  # RMS of full scale while a word sounds, for every voice and sentence
_PEAK = 0.95
_FRAME_SECONDS = 0.02
_SOUNDING = 0.01  # power, of the loudest frame: what is softer is a pause


class VoiceError(MissingError):
    """No voice, or it stopped working."""


class Voice(Protocol):
    """One sentence a call, from any thread; whoever stops iterating has cancelled the rest."""

    @property
    def name(self) -> str:
        """How a cook chooses it."""

    @property
    def version(self) -> str:
        """Changes with whatever changes its sound."""

    @property
    def rate(self) -> int:
        """Samples a second."""

    def can_say(self, text: str, speed: float, within_seconds: float) -> bool:
        """Whether it can begin to render this so soon; it may still be loading. Waits no longer, raises nothing."""

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        """Pieces of float32 mono at `rate` and at LEVEL, without silence around; `speed` 1.0 is normal.

        Raises VoiceError.
        """

    def close(self) -> None: ...


class VoiceInFront:
    """One that stands in front of another, and is called as that one is; what it does otherwise, it overrides."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    @property
    def name(self) -> str:
        return self._voice.name

    @property
    def version(self) -> str:
        return self._voice.version

    @property
    def rate(self) -> int:
        return self._voice.rate

    def can_say(self, text: str, speed: float, within_seconds: float) -> bool:
        return self._voice.can_say(text, speed, within_seconds)

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        return self._voice.speak(text, speed)

    def close(self) -> None:
        self._voice.close()


def leveled(samples: Samples, rate: int) -> Samples:
    """As loud as every other sentence, measured where it sounds; a sharp peak may keep it softer."""
    frame = round(_FRAME_SECONDS * rate)
    if len(samples) < frame:
        return samples
    power = np.square(samples[: len(samples) // frame * frame].reshape(-1, frame)).mean(axis=1)
    loudest, peak = float(power.max()), float(np.abs(samples).max())
    if not loudest:
        return samples
    sounding = float(np.sqrt(power[power >= _SOUNDING * loudest].mean()))
    return samples * np.float32(min(LEVEL / sounding, _PEAK / peak))
