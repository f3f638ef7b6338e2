"""Our own voice kept from what the microphone hears, with what the loudspeaker plays as reference.

Two steps, neither of which needs to know the room. The *gate* asks of each block whether somebody else is heard:
whether several bands are louder than anything that we played in the last 0.4 s could make them. Where nobody is, the
recogniser is given silence. Where somebody is, the *mask* takes off each frequency what our own voice brings there,
once the delay has been found. Sound that is not near our own passes untouched.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.edges.masking import BLOCK, REACH_SAMPLES, Mask, Sound
from assistant.edges.microphone import RATE, Block
from assistant.edges.reference import Reference

_LONGEST_SECONDS = 0.42  # delay and reverberation
_FFT = 512
_LOWEST, _HIGHEST, _BANDS = 150.0, 7000.0, 20
_LOUDER = 4.0  # power; 6 dB above what is expected
_BANDS_NEEDED = 3
_AUDIBLE = 3e-3  # power of a band, in 480 samples of full scale: the noise of a quiet microphone
_OVER_NOISE = 8.0
_NOISE_RISE = 1.01  # a block
_PLAYING = 1.0
_LEAD_BLOCKS, _HANG_BLOCKS = 5, 10  # before the first and after the last block in which somebody was heard
_STEP, _FIRST_STEPS, _QUANTILE = 0.03, 10.0, 0.9
_HISS = 1e-4
_FULL_SCALE = 32768

Bands = NDArray[np.float64]


@dataclass(slots=True)
class _Waiting:
    """A block that may still turn out to be the beginning of somebody's words."""

    block: Block
    near: Sound
    far: Sound
    open: bool


class OwnSound:
    """`played` is for the loudspeaker's thread, `others` for the ears'."""

    def __init__(self) -> None:
        self._reference, self._gate, self._mask = Reference(), Gate(), Mask()
        self._waiting: deque[_Waiting] = deque()
        self._rest = b""  # less than a block
        self._before = np.zeros(BLOCK, np.float32)
        self._hang = 0
        self._hiss = np.random.default_rng(0)

    @property
    def delay_seconds(self) -> float | None:
        """How late the microphone hears us, with what the devices hold ready; None until it was found."""
        return None if self._mask.delay is None else self._mask.delay / RATE

    def played(self, samples: Sound, rate: int, at: float) -> None:
        """These go to the loudspeaker, silence too; `at`: now, in seconds since the epoch."""
        self._reference.put(samples, rate, at)

    def others(self, block: Block) -> list[Block]:
        """What somebody else said; while we speak it comes 0.15 s later."""
        self._rest += block.samples
        passed = []
        while len(self._rest) >= 2 * BLOCK:
            samples, self._rest = self._rest[: 2 * BLOCK], self._rest[2 * BLOCK :]
            passed += self._take(Block(samples, block.ended_at - len(self._rest) / 2 / RATE))
        return passed

    def _take(self, block: Block) -> list[Block]:
        near = np.frombuffer(block.samples, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)
        far, in_step = self._reference.until(block.ended_at, BLOCK, REACH_SAMPLES)
        if not in_step:
            self._mask.forget_delay()
        playing, somebody = self._gate.hears(near, far)
        if not playing:
            self._hang, self._before = 0, near
            return [*self._passed(0), block]
        self._hang = _HANG_BLOCKS if somebody else max(0, self._hang - 1)
        self._mask.learn(near, far, alone=not self._hang)
        self._waiting.append(_Waiting(block, near, far, self._hang > 0))
        if somebody:
            for waiting in self._waiting:
                waiting.open = True
        return self._passed(_LEAD_BLOCKS)

    def _passed(self, still_waiting: int) -> list[Block]:
        passed = []
        while len(self._waiting) > still_waiting:
            waiting = self._waiting.popleft()
            after = self._waiting[0] if self._waiting else None
            passed.append(Block(self._without_us(waiting, after), waiting.block.ended_at))
            self._before = waiting.near
        return passed

    def _without_us(self, waiting: _Waiting, after: _Waiting | None) -> bytes:
        if not waiting.open:
            return _pcm(self._hiss.normal(0, _HISS, BLOCK))  # not zeros, which no microphone gives
        if after is None:
            return waiting.block.samples
        around = np.concatenate([self._before, waiting.near, after.near])
        return _pcm(self._mask.clean(around, after.far))


class Gate:
    """Is somebody else heard? Learns in the first seconds of our speech how loud it is in the microphone."""

    def __init__(self) -> None:
        self._gain = np.zeros(_BANDS)  # log power of the microphone's sound against what was played
        self._noise = np.full(_BANDS, _AUDIBLE)
        self._learned = 0

    def hears(self, near: Sound, far: Sound) -> tuple[bool, bool]:
        """Whether our own sound may be in `near`, and whether others' is; `far` is what was played until its end."""
        power = band_powers(near)[0]
        self._noise = np.minimum(self._noise * _NOISE_RISE, np.maximum(power, _AUDIBLE / _OVER_NOISE))
        recent = far[-round(_LONGEST_SECONDS * RATE) :]
        if not recent.any():
            return False, True
        played = band_powers(recent).max(axis=0)
        if played.sum() < _PLAYING:
            return False, True
        ratio = np.log(power) - np.log(played)
        loud = (ratio > self._gain + np.log(_LOUDER)) & (power > self._noise * _OVER_NOISE)
        self._learn(ratio, played > _PLAYING / 100)
        return True, bool(np.count_nonzero(loud) >= _BANDS_NEEDED)

    def _learn(self, ratio: Bands, where: NDArray[np.bool_]) -> None:
        """Follows the 90 % quantile of each band, fast at first: a cook who interrupts hardly moves it."""
        self._learned += 1
        step = max(_STEP, _FIRST_STEPS / (30 + self._learned))
        towards = np.where(ratio > self._gain, step * _QUANTILE, -step * (1 - _QUANTILE))
        self._gain += np.where(where, towards, 0.0)


def band_powers(samples: Sound) -> Bands:
    """Power in bands of equal width to the ear, of each whole block."""
    blocks = samples[len(samples) % BLOCK :].reshape(-1, BLOCK)
    power = np.abs(np.fft.rfft(blocks * _WINDOW, _FFT, axis=1)) ** 2
    return np.asarray(np.add.reduceat(power[:, : _EDGES[-1]], _EDGES[:-1], axis=1) + 1e-4)


def _mel_edges() -> NDArray[np.int64]:
    low, high = (1127 * np.log1p(hertz / 700) for hertz in (_LOWEST, _HIGHEST))
    hertz = 700 * np.expm1(np.linspace(low, high, _BANDS + 1) / 1127)
    return np.round(hertz / RATE * _FFT).astype(np.int64)


_EDGES, _WINDOW = _mel_edges(), np.hanning(BLOCK)


def _pcm(samples: NDArray[np.floating]) -> bytes:
    return np.clip(np.round(samples * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1).astype("<i2").tobytes()
