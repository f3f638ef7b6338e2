"""An adaptive filter that takes an echo away and leaves a voice beside it as it was.

Partitioned-block frequency-domain Kalman filter: Kuech, Mabande, Enzner, "State-space architecture of the
partitioned-block-based acoustic echo controller", ICASSP 2014. It knows how uncertain each part of its filter is, so
it learns fast where it knows little and keeps still while somebody else speaks.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.edges.sounds import Samples

_Spectra: TypeAlias = NDArray[np.complex64]

HOP = 160  # samples
_PARTITIONS = 38  # 0.38 s at 16 kHz: the longest delay, and what of the room's echo is loud
_FORGETTING = 0.98  # a hop; follows clocks that drift apart by ten in a million
_UNCERTAINTY = 0.001  # of a filter that has nothing in it yet
_SMOOTHING = np.float32(0.5)
_TINY = np.float32(1e-10)


class LinearFilter:
    """Near and far come in step, HOP samples a call."""

    def __init__(self) -> None:
        shape = (_PARTITIONS, HOP + 1)
        self._filter: _Spectra = np.zeros(shape, np.complex64)
        self._played: _Spectra = np.zeros(shape, np.complex64)
        self._variance = np.ones(shape, np.float32)
        self._left_over = np.full(HOP + 1, 1e-6, np.float32)
        self._before: Samples = np.zeros(HOP, np.float32)

    def cancel(self, near: Samples, far: Samples) -> tuple[Samples, Samples]:
        """What is not echo, and the echo."""
        self._played = np.roll(self._played, 1, axis=0)
        self._played[0] = np.fft.rfft(np.concatenate([self._before, far]))
        self._before = far
        echo = np.fft.irfft(np.sum(self._filter * self._played, axis=0))[HOP:].astype(np.float32)
        rest = near - echo
        self._learn(np.fft.rfft(np.concatenate([np.zeros(HOP, np.float32), rest])).astype(np.complex64))
        return rest, echo

    def _learn(self, rest: _Spectra) -> None:
        power = np.square(np.abs(self._played))
        self._left_over = _SMOOTHING * (self._left_over + np.square(np.abs(rest)))
        step = self._variance / (np.sum(self._variance * power, axis=0) + self._left_over + _TINY)
        change = np.fft.irfft(step * self._played.conj() * rest, axis=1)
        change[:, HOP:] = 0  # the rest is what a circular convolution adds
        self._filter += np.fft.rfft(change, axis=1).astype(np.complex64)
        kept = _FORGETTING * np.maximum(1 - np.float32(0.5) * step * power, 0) * self._variance
        drift = (1 - _FORGETTING) * (np.square(np.abs(self._filter)) + _UNCERTAINTY)
        self._variance = (kept + drift + _TINY).astype(np.float32)
