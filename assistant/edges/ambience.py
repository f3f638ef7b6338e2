"""How loud the kitchen is, heard while we are silent, and how much louder our voice has to be for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

import numpy as np

from assistant.edges.microphone import Block, Microphone

_REMEMBERED_SECONDS = 10.0
_ENOUGH_SECONDS = 2.0
_NOISE_QUANTILE = 20  # percent: what goes on all the time, not the words and clatter above it
_QUIET_DECIBELS = -45.0  # of full scale; up to there a microphone hears a quiet kitchen
# A cook's words reach a microphone at some -25; with less than 5 dB between, one command in ten is taken for another.
_LOUD_DECIBELS, _QUIETER_DECIBELS = -30.0, -35.0
_RISE, _MOST_DECIBELS = 0.5, 6.0  # people raise their voice by half of what the noise rises by (Lombard)


class Ambience:
    """`heard` is for the ears' thread, `gain` for any. `is_quiet`: whether nothing of ours sounds."""

    def __init__(self) -> None:
        self.is_quiet: Callable[[], bool] = lambda: True
        self._levels: deque[tuple[float, float]] = deque()  # RMS and seconds of each block
        self._seconds = 0.0
        self._gain = 1.0
        self._loud = False
        self.on_loud: Callable[[bool], None] = lambda loud: None  # called where that changes

    def gain(self) -> float:
        """What our voice is to be multiplied by: 1 to 2."""
        return self._gain

    def heard(self, block: Block) -> None:
        if not block.samples or not self.is_quiet():
            return
        samples = np.frombuffer(block.samples, "<i2").astype(np.float32) / np.float32(32768)
        self._levels.append((float(np.sqrt(np.square(samples).mean())), block.seconds))
        self._seconds += block.seconds
        while self._seconds > _REMEMBERED_SECONDS:
            self._seconds -= self._levels.popleft()[1]
        if self._seconds >= _ENOUGH_SECONDS:
            noise = float(np.percentile([level for level, _ in self._levels], _NOISE_QUANTILE))
            self._gain = gain_over(noise)
            self._judge(decibels(noise))

    def _judge(self, noise_decibels: float) -> None:
        loud = noise_decibels > (_QUIETER_DECIBELS if self._loud else _LOUD_DECIBELS)
        if loud != self._loud:
            self._loud = loud
            self.on_loud(loud)


def decibels(level: float) -> float:
    """Of full scale."""
    return float(20 * np.log10(max(level, 1e-6)))


def gain_over(noise: float) -> float:
    """For noise of that RMS of full scale."""
    above = decibels(noise) - _QUIET_DECIBELS
    return float(10 ** (min(_MOST_DECIBELS, max(0.0, _RISE * above)) / 20))


class MeasuredMicrophone:
    """Another microphone, whose noise is measured on its way."""

    def __init__(self, microphone: Microphone, ambience: Ambience) -> None:
        self._microphone, self._ambience = microphone, ambience

    def blocks(self) -> Iterator[Block]:
        for block in self._microphone.blocks():
            self._ambience.heard(block)
            yield block

    def close(self) -> None:
        self._microphone.close()
