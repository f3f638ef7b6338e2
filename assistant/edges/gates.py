"""Is somebody else heard while we speak? By the power in bands of equal width to the ear."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.edges.cancelling import BLOCK, LONGEST_SECONDS
from assistant.edges.microphone import RATE
from assistant.edges.reference import Sound

Bands = NDArray[np.float64]

_FFT = 512
_LOWEST, _HIGHEST, _BANDS = 150.0, 7000.0, 20
_AUDIBLE = 3e-3  # power of a band, in 480 samples of full scale: the noise of a quiet microphone
_OVER_NOISE = 8.0
_NOISE_RISE = 1.01  # a block
_PLAYING = 1.0


class Noise:
    """What always sounds, in each band."""

    def __init__(self) -> None:
        self._level = np.full(_BANDS, _AUDIBLE)

    def stands_out(self, power: Bands) -> NDArray[np.bool_]:
        self._level = np.minimum(self._level * _NOISE_RISE, np.maximum(power, _AUDIBLE / _OVER_NOISE))
        return np.asarray(power > self._level * _OVER_NOISE)


class RoughGate:
    """Holds in a room that is not known yet: several bands are louder than anything that we played in the last 0.4 s
    could make them. Learns in the first seconds of our speech how loud it is in the microphone.
    """

    _LOUDER = np.log(4.0)  # power; 6 dB above what is expected
    _BANDS_NEEDED, _BLOCKS_NEEDED = 3, 3
    _STEP, _FIRST_STEPS, _QUANTILE = 0.03, 10.0, 0.9

    def __init__(self) -> None:
        self._gain = np.zeros(_BANDS)  # log power of the microphone's sound against what was played
        self._noise = Noise()
        self._learned = self._blocks = 0

    @property
    def sure(self) -> bool:
        """Whether others have been heard for longer than by mistake."""
        return self._blocks >= self._BLOCKS_NEEDED

    def hears(self, near: Sound, far: Sound) -> tuple[bool, bool]:
        """Whether our own sound may be in `near`, and whether others' is; `far` is what was played until its end."""
        power = band_powers(near)[0]
        stands_out = self._noise.stands_out(power)
        recent = far[-round(LONGEST_SECONDS * RATE) :]
        if not recent.any():
            return False, True
        played = band_powers(recent).max(axis=0)
        if played.sum() < _PLAYING:
            return False, True
        ratio = np.log(power) - np.log(played)
        loud = (ratio > self._gain + self._LOUDER) & stands_out
        self._learn(ratio, played > _PLAYING / 100)
        others = bool(np.count_nonzero(loud) >= self._BANDS_NEEDED)
        self._blocks = self._blocks + 1 if others else 0
        return True, others

    def _learn(self, ratio: Bands, where: NDArray[np.bool_]) -> None:
        """Follows the 90 % quantile of each band, fast at first: a cook who interrupts hardly moves it."""
        self._learned += 1
        step = max(self._STEP, self._FIRST_STEPS / (30 + self._learned))
        towards = np.where(ratio > self._gain, step * self._QUANTILE, -step * (1 - self._QUANTILE))
        self._gain += np.where(where, towards, 0.0)


class FineGate:
    """Compares what the canceller left with what it took off, now and, dying away as in a room, just before."""

    _LOUDER = np.log(10 ** (14 / 10))  # 14 dB more than is usually left
    _BANDS_NEEDED, _BLOCKS_NEEDED = 5, 2
    _DISTORTED = 1e-3  # power that a loudspeaker makes of what it is given, in each band
    _DIES = 0.8  # a block
    _STEP, _STEP_BESIDE_OTHERS = 0.06, 0.006
    _LEAST = 1e-4

    def __init__(self) -> None:
        self._gain = np.full(_BANDS, -1.0)  # log power of what is left against what was taken off, its median
        self._taken = np.full(_BANDS, self._LEAST)
        self._noise = Noise()
        self._blocks = 0

    def hears(self, left: Sound, taken: Sound) -> bool:
        power = band_powers(left)[0]
        stands_out = self._noise.stands_out(power)
        ours = band_powers(taken)[0]
        self._taken = np.maximum(np.maximum(ours, self._DISTORTED * ours.sum()), self._taken * self._DIES)
        ratio = np.log(power) - np.log(self._taken + self._LEAST)
        loud = np.count_nonzero((ratio > self._gain + self._LOUDER) & stands_out) >= self._BANDS_NEEDED
        self._blocks = self._blocks + 1 if loud else 0
        step = self._STEP_BESIDE_OTHERS if loud else self._STEP
        self._gain += np.where(self._taken > _AUDIBLE, np.where(ratio > self._gain, step, -step), 0.0)
        return self._blocks >= self._BLOCKS_NEEDED


def band_powers(samples: Sound) -> Bands:
    """Of each whole block."""
    blocks = samples[len(samples) % BLOCK :].reshape(-1, BLOCK)
    power = np.abs(np.fft.rfft(blocks * _WINDOW, _FFT, axis=1)) ** 2
    return np.asarray(np.add.reduceat(power[:, : _EDGES[-1]], _EDGES[:-1], axis=1) + 1e-4)


def _mel_edges() -> NDArray[np.int64]:
    low, high = (1127 * np.log1p(hertz / 700) for hertz in (_LOWEST, _HIGHEST))
    hertz = 700 * np.expm1(np.linspace(low, high, _BANDS + 1) / 1127)
    return np.round(hertz / RATE * _FFT).astype(np.int64)


_EDGES, _WINDOW = _mel_edges(), np.hanning(BLOCK)
