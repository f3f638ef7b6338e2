"""How loud kitchen and cook are, heard while we are silent, and how much louder our voice has to be for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.config import VOICE_DECIBELS
from assistant.edges.microphone import BLOCK_SECONDS, RATE, Block, Microphone
from assistant.edges.sounds import Samples

_REMEMBERED_SECONDS = 10.0
_ENOUGH_SECONDS = 2.0
_NOISE_QUANTILE = 20  # percent: what goes on all the time, not the words and clatter above it
_BLOCK = round(BLOCK_SECONDS * RATE)
_WORD_QUANTILE = 98  # a short word fills some four percent of what is remembered
# By decibels of full scale a cook's words reach the microphone at `voice`. Up to 20 below them a kitchen is quiet; with
# less than 5 between, one command in ten is taken for another.
_QUIET_BELOW, _LOUD_BELOW, _QUIETER_BELOW = 20.0, 5.0, 10.0
_RISE, _MOST_DECIBELS = 0.5, 6.0  # people raise their voice by half of what the noise rises by (Lombard)


@dataclass(frozen=True, slots=True)
class Levels:
    """Of the last seconds, in decibels of full scale: what goes on all the time, and the loudest words."""

    noise_decibels: float
    voice_decibels: float


class Ambience:
    """`heard` is for the ears' thread, `gain` and `levels` for any. `is_quiet`: whether nothing of ours sounds.

    `voice_decibels`: how loud the cook's words are where the microphone is, by which a kitchen is loud or quiet.
    """

    def __init__(self, voice_decibels: float = VOICE_DECIBELS) -> None:
        self._voice_decibels = voice_decibels
        self.levels: Levels | None = None  # None: too little was heard
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
            noise, words = _quantiles([level for level, _ in self._levels])
            self.levels = Levels(decibels(noise), decibels(words))
            self._gain = gain_over(noise, self._voice_decibels)
            self._judge(decibels(noise))

    def _judge(self, noise_decibels: float) -> None:
        loud = noise_decibels > self._voice_decibels - (_QUIETER_BELOW if self._loud else _LOUD_BELOW)
        if loud != self._loud:
            self._loud = loud
            self.on_loud(loud)


def levels_of(samples: Samples) -> Levels:
    """Of a recording at RATE, as `Ambience` would measure it."""
    whole = samples[: len(samples) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    noise, words = _quantiles(np.sqrt(np.square(whole).mean(axis=1)))
    return Levels(decibels(noise), decibels(words))


def _quantiles(levels: Sequence[float] | Samples) -> tuple[float, float]:
    """Of the RMS of each block: the noise, and the loudest words."""
    noise, words = np.percentile(np.asarray(levels), (_NOISE_QUANTILE, _WORD_QUANTILE))
    return float(noise), float(words)


def decibels(level: float) -> float:
    """Of full scale."""
    return float(20 * np.log10(max(level, 1e-6)))


def gain_over(noise: float, voice_decibels: float = VOICE_DECIBELS) -> float:
    """For noise of that RMS of full scale."""
    above = decibels(noise) - (voice_decibels - _QUIET_BELOW)
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
