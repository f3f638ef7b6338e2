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
_RISE, _MOST_DECIBELS = 0.5, 6.0  # people raise their voice by half of what the noise rises by (Lombard)


class Ambience:
    """`heard` is for the ears' thread, `gain` for any. `is_quiet`: whether nothing of ours sounds."""

    def __init__(self) -> None:
        self.is_quiet: Callable[[], bool] = lambda: True
        self._levels: deque[tuple[float, float]] = deque()  # RMS and seconds of each block
        self._seconds = 0.0
        self._gain = 1.0

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
            self._gain = gain_over(float(np.percentile([level for level, _ in self._levels], _NOISE_QUANTILE)))


def gain_over(noise: float) -> float:
    """For noise of that RMS of full scale."""
    above = 20 * np.log10(max(noise, 1e-6)) - _QUIET_DECIBELS
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
