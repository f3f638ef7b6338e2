"""How loud a microphone is, told along the way to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from assistant.edges.microphone import BLOCK_SECONDS, Block, Microphone

_EVERY_BLOCKS = round(0.25 / BLOCK_SECONDS)
_QUIETEST_DB, _LOUDEST_DB = -60.0, -10.0  # of full scale: a silent kitchen, and a voice close by


class MeteredMicrophone:
    """A microphone whose loudness is told four times a second, 0 to 1 by ear; the sound passes as it is."""

    def __init__(self, microphone: Microphone, on_level: Callable[[float], None]) -> None:
        self._microphone, self._on_level = microphone, on_level

    def blocks(self) -> Iterator[Block]:
        loudest = 0.0
        for number, block in enumerate(self._microphone.blocks(), 1):
            loudest = max(loudest, mean_square(block.samples))
            if number % _EVERY_BLOCKS == 0:
                self._on_level(loudness(loudest))
                loudest = 0.0
            yield block

    def close(self) -> None:
        self._microphone.close()


def mean_square(samples: bytes) -> float:
    """Of 16-bit samples, 1 for full scale."""
    values = np.frombuffer(samples, "<i2").astype(np.float32) / 32768
    return float(values @ values) / max(1, len(values))


def loudness(power: float) -> float:
    """0 to 1 by decibels, as an ear hears it."""
    decibels = 10 * np.log10(max(power, 1e-10))
    return float(np.clip((decibels - _QUIETEST_DB) / (_LOUDEST_DB - _QUIETEST_DB), 0, 1))
