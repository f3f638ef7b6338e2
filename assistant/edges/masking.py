"""Our own voice taken off each frequency of a sound in which others speak too."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from assistant.edges.microphone import RATE

Sound: TypeAlias = NDArray[np.float32]
Powers: TypeAlias = NDArray[np.float64]

BLOCK = 480
_FRAME, _HOP = 480, 120
_FRAMES = (BLOCK + _FRAME) // _HOP - 1  # that reach into a block
_OVERLAP = 1.5  # what the squared windows add up to
_EARLIER, _LATER = 2, 6  # hops by which our sound may come before the delay, and after it: reverberation
_MORE = 2.0  # power; more is taken off than is expected, because words of ours are worse than a thin voice
_LEFT = 0.05  # amplitude that stays in any case
_KEPT = 0.99  # a block: gains are learned from the last three seconds or so
LONGEST_DELAY = round(0.42 * RATE)
_LISTENED = RATE  # samples of the microphone in which the delay is looked for
_LOOK_BLOCKS = 16  # as often as this
_SIZE = 32768  # samples of the transform that holds them and the delay
_CLEAR = 10.0  # a peak so far above what correlates by chance is the delay
_CORRELATION_KEPT = 0.7

REACH_SAMPLES = _LISTENED + LONGEST_DELAY  # of what was played


class Mask:
    """Learns the delay, by the phase of the cross-correlation, and how loud we are at each frequency."""

    def __init__(self) -> None:
        self._near = np.zeros(_LISTENED, np.float32)
        self._heard, self._played = np.zeros(_FRAME // 2 + 1), np.full(_FRAME // 2 + 1, 1e-6)
        self._blocks = 0
        self.forget_delay()

    def forget_delay(self) -> None:
        self.delay: int | None = None  # samples
        self._correlation = np.zeros(_SIZE // 2 + 1, np.complex128)

    def learn(self, near: Sound, far: Sound, alone: bool) -> None:
        """A block, what was played until its end, and whether nobody else was heard in it."""
        self._near = np.concatenate([self._near[len(near) :], near])
        self._blocks += 1
        if self._blocks % _LOOK_BLOCKS == 0:
            self._look(far)
        if alone and self.delay is not None:
            self._heard = _KEPT * self._heard + _spectra(self._near[-_FRAME:])[0]
            self._played = _KEPT * self._played + self._played_powers(far, 1, _FRAME)[0]

    def clean(self, around: Sound, far: Sound) -> Sound:
        """The middle one of three blocks; `far` is what was played until the end of the last."""
        if self.delay is None:
            return around[BLOCK:-BLOCK]
        side = _FRAME - _HOP
        frames = _frames(around[BLOCK - side : side - BLOCK])
        spectra = np.fft.rfft(frames * _WINDOW, axis=1)
        ours = self._played_powers(far, _FRAMES, len(around) - (BLOCK - side)) * (self._heard / self._played)
        power = np.abs(spectra) ** 2 + 1e-12
        kept = np.sqrt(np.maximum(_LEFT**2, 1 - _MORE * ours / power))
        pieces = np.fft.irfft(spectra * kept, _FRAME, axis=1) * (_WINDOW / _OVERLAP)
        whole = np.zeros(BLOCK + 2 * side)
        for number, piece in enumerate(pieces):
            whole[number * _HOP : number * _HOP + _FRAME] += piece
        return whole[side : side + BLOCK].astype(np.float32)

    def _played_powers(self, far: Sound, frames: int, back: int) -> Powers:
        """Of what may sound in so many frames, the first of which begins `back` samples before the end."""
        begin = len(far) - back - (self.delay or 0) - _LATER * _HOP
        end = begin + (frames + _LATER + _EARLIER - 1) * _HOP + _FRAME
        played = np.pad(far[max(0, begin) : end], (max(0, -begin), max(0, end - len(far))))
        powers = np.abs(np.fft.rfft(_frames(played) * _WINDOW, axis=1)) ** 2
        return np.asarray(sliding_window_view(powers, _LATER + _EARLIER + 1, axis=0).max(axis=2))

    def _look(self, far: Sound) -> None:
        played = np.fft.rfft(far[-REACH_SAMPLES:], _SIZE)
        cross = played * np.conj(np.fft.rfft(self._near, _SIZE))
        self._correlation = _CORRELATION_KEPT * self._correlation + cross
        phases = self._correlation / (np.abs(self._correlation) + 1e-9)
        likeness = np.abs(np.fft.irfft(phases, _SIZE)[:LONGEST_DELAY])
        peak = int(likeness.argmax())
        if likeness[peak] > _CLEAR * np.median(likeness):
            self.delay = LONGEST_DELAY - peak


def _frames(samples: Sound) -> Sound:
    return np.asarray(sliding_window_view(samples, _FRAME)[::_HOP])


def _spectra(samples: Sound) -> Powers:
    return np.asarray(np.abs(np.fft.rfft(_frames(samples) * _WINDOW, axis=1)) ** 2)


_WINDOW = np.hanning(_FRAME + 1)[:_FRAME]
