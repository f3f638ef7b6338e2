"""Our own voice taken out of the microphone's sound, by learning how the room carries it there.

A partitioned-block Kalman filter in the frequency domain (Enzner and Vary, "Frequency-domain adaptive Kalman filter for
acoustic echo control in hands-free telephones", Signal Processing 86, 2006): it knows how sure it is of each part of
what it learned, so it goes on learning while the cook speaks, without being led astray. The two sound cards' clocks
differ; the phase between what is expected and what is heard tells by how much, and the played sound is read at the
microphone's speed. In the room of `docs/measures.md` this leaves our voice 26 dB lower after three seconds of speech,
with clocks that are 200 millionths apart too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.edges.microphone import RATE
from assistant.edges.reference import Sound

BLOCK = 480  # samples
LONGEST_SECONDS = 0.51  # delay and reverberation
REACH_SAMPLES = 3 * BLOCK + round(LONGEST_SECONDS * RATE)  # of what was played
_PARTS = round(LONGEST_SECONDS * RATE) // BLOCK
_SIZE = 2 * BLOCK
_BINS = BLOCK + 1
_STAYS = 0.9993  # a block: how much of the room is as it was
_UNSURE = 1.0  # of each part, before anything is known: power, of what is heard against what is played
_FIRST_BLOCKS = 15  # that sound tell how loud that is
_SURE = 1e-10
_NOISE_KEPT = 0.8
_SILENT = 1e-6 * _SIZE
_TAPS = 32  # of the filter that reads between samples
_BEGIN = -float(BLOCK // 2)  # samples from the newest one played
_LATEST, _EARLIEST = -float(_TAPS), -float(BLOCK + 2 * _TAPS)  # a block apart and a little, so that it does not sway
_SHIFT, _SPEED = 0.05, 4e-6  # of each sample of lateness: the position and the speed are moved by so much
_FASTEST = 5e-4  # clocks of sound cards differ by less
_PHASE_KEPT = 0.9
_PHASE_BINS = slice(5, 300)  # 80 Hz to 5 kHz
_GAIN_KEPT = 0.97
_ASTRAY = 1.5  # power that is left, of what was heard; so much more: the room is another one
_KNOWN, _UNKNOWN = 0.1, 0.3  # so little is left once the room is known, and so much when it is not any more

Spectra = NDArray[np.complex128]


class Canceller:
    """Blocks of BLOCK samples in, what others say out."""

    def __init__(self) -> None:
        self._omega = 2 * np.pi * np.arange(_BINS) / _SIZE
        self._window = np.hanning(BLOCK)
        self.forget()

    def forget(self) -> None:
        """The two streams are in another step than before."""
        self._played: Spectra = np.zeros((_PARTS, _BINS), np.complex128)
        self._room = np.zeros_like(self._played)
        self._unsure = np.zeros((_PARTS, _BINS))
        self._first, self._first_heard, self._first_played = 0, 0.0, 0.0
        self._others = np.full(_BINS, _SILENT)
        self._before = np.zeros(BLOCK)
        self._position, self._speed = _BEGIN, 0.0
        self._cross, self._power = np.zeros(_BINS, np.complex128), np.full(_BINS, 1e-9)
        self._latest = np.zeros(2)  # the energies heard and left: of this block,
        self._of_all, self._of_ours = np.zeros(2), np.zeros(2)  # lately, and of that where nobody else spoke
        self.knows_the_room = False

    def take_off(self, near: Sound, far: Sound) -> tuple[Sound, Sound]:
        """What others say in a block, and what is ours; `far` is what was played until its end."""
        self._follow(far)
        loud = np.abs(self._played) ** 2
        ours = np.fft.irfft((self._played * self._room).sum(axis=0), _SIZE)[BLOCK:]
        left = near - ours
        if loud.sum() < _SILENT:
            self._latest = np.zeros(2)
            return near, np.zeros_like(near)
        if self._first < _FIRST_BLOCKS:
            self._begin(near, self._before)
            return near, np.zeros_like(near)
        self._learn(left, loud)
        self._keep_step(near, ours)
        if self._is_astray(near, left):
            self.forget()
            return near, np.zeros_like(near)
        return left.astype(np.float32), ours.astype(np.float32)

    def _begin(self, near: Sound, fresh: NDArray[np.float64]) -> None:
        self._first += 1
        self._first_heard += float(np.sum(near**2))
        self._first_played += float(np.sum(fresh**2)) + 1e-9
        self._unsure[:] = _UNSURE * self._first_heard / self._first_played

    def _learn(self, left: NDArray[np.float64], loud: NDArray[np.float64]) -> None:
        error = np.fft.rfft(np.concatenate([np.zeros(BLOCK), left]))
        self._others = _NOISE_KEPT * self._others + (1 - _NOISE_KEPT) * np.abs(error) ** 2
        step = self._unsure * np.conj(self._played) / (0.5 * (loud * self._unsure).sum(axis=0) + self._others + 1e-9)
        change = np.fft.irfft(step * error, _SIZE, axis=1)
        change[:, BLOCK:] = 0
        self._room = self._room + np.fft.rfft(change, axis=1)
        learned = self._unsure * (1 - 0.5 * np.real(step * self._played))
        self._unsure = np.maximum(_STAYS**2 * learned + (1 - _STAYS**2) * np.abs(self._room) ** 2, _SURE)

    def _keep_step(self, near: Sound, ours: NDArray[np.float64]) -> None:
        """Where what is heard is later than what is expected, the played sound is read later from now on."""
        heard, expected = (np.fft.rfft(sound * self._window, _SIZE) for sound in (near, ours))
        self._cross = _PHASE_KEPT * self._cross + heard * np.conj(expected)
        self._power = _PHASE_KEPT * self._power + np.abs(heard) ** 2 + np.abs(expected) ** 2
        alike = (2 * self._cross / self._power)[_PHASE_BINS]
        weight, omega = np.abs(alike) ** 2, self._omega[_PHASE_BINS]
        later = -np.sum(omega * np.imag(alike) * weight) / (np.sum(omega**2 * np.abs(alike) * weight) + 1e-3)
        later = float(np.clip(later, -1, 1))
        self._speed = float(np.clip(self._speed - _SPEED * later, -_FASTEST, _FASTEST))
        self._position -= _SHIFT * later

    def _follow(self, far: Sound) -> None:
        """Takes the next block of what was played, at the microphone's speed; where that has come too near to an end of
        what can be read, from a block later or earlier, and the room is as much later or earlier to it.
        """
        self._position += self._speed * BLOCK
        if self._position > _LATEST:  # what would be read now is the block before
            self._position -= BLOCK
            self._room = np.concatenate([self._room[1:], np.zeros_like(self._room[:1])])
            self._unsure = np.concatenate([self._unsure[1:], self._unsure[-1:]])
            return
        self._take(self._read(far))
        if self._position < _EARLIEST:
            self._position += BLOCK
            self._room = np.concatenate([np.zeros_like(self._room[:1]), self._room[:-1]])
            self._unsure = np.concatenate([self._unsure[:1], self._unsure[:-1]])
            self._take(self._read(far))

    def _take(self, fresh: NDArray[np.float64]) -> None:
        played = np.fft.rfft(np.concatenate([self._before, fresh]))
        self._before = fresh
        self._played = np.concatenate([played[None], self._played[:-1]])

    def _read(self, far: Sound) -> NDArray[np.float64]:
        """A block, between the samples."""
        begin = len(far) - BLOCK + self._position
        whole = int(np.floor(begin))
        at = np.arange(-_TAPS // 2 + 1, _TAPS // 2 + 1)
        taps = np.sinc(at - (begin - whole)) * np.hanning(_TAPS + 2)[1:-1]
        around = far[whole - _TAPS // 2 + 1 : whole + BLOCK + _TAPS // 2]
        return np.convolve(around, taps[::-1], "valid")

    def judge(self, alone: bool) -> None:
        """Whether nobody else was heard in the last block: then what is left of it tells whether the room is known."""
        if alone:
            self._of_ours = _GAIN_KEPT * self._of_ours + self._latest
            heard, left = self._of_ours
            self.knows_the_room = bool(0 < left < heard * (_UNKNOWN if self.knows_the_room else _KNOWN))

    def _is_astray(self, near: Sound, left: NDArray[np.float64]) -> bool:
        self._latest = np.array([np.sum(near**2), np.sum(left**2)])
        self._of_all = _GAIN_KEPT * self._of_all + self._latest
        return bool(self._of_all[1] > _ASTRAY * self._of_all[0])
