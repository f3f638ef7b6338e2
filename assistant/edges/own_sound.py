"""Our own voice kept from what the microphone hears, with what the loudspeaker plays as reference.

Two steps. The *canceller* learns how the room carries our voice to the microphone, and takes it off. A *gate* asks of
what is left whether somebody else is heard. Where nobody is, the recogniser is given silence; where somebody is, it is
given what is left, a little from before included. Sound that is not near our own passes untouched.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.edges.cancelling import BLOCK, REACH_SAMPLES, Canceller
from assistant.edges.gates import FineGate, RoughGate
from assistant.edges.microphone import RATE, Block
from assistant.edges.reference import Reference, Sound

_LEAD_BLOCKS, _HANG_BLOCKS = 5, 10  # before the first and after the last block in which somebody was heard
_HISS = 1e-4
_TOO_LOUD = 0.98
_FULL_SCALE = 32768


@dataclass(slots=True)
class _Waiting:
    """A block that may still turn out to be the beginning of somebody's words; `left` without our voice."""

    ended_at: float
    left: Sound
    open: bool


class OwnSound:
    """`played` is for the loudspeaker's thread, all else for the ears'."""

    def __init__(self) -> None:
        self._reference, self._canceller = Reference(), Canceller()
        self._rough, self._fine = RoughGate(), FineGate()
        self._waiting: deque[_Waiting] = deque()
        self._rest = b""  # less than a block
        self._hang = 0
        self._hiss = np.random.default_rng(0)
        self.interrupted = False

    @property
    def knows_the_room(self) -> bool:
        """Whether what passes holds next to nothing of our own."""
        return self._canceller.knows_the_room

    def played(self, samples: Sound, rate: int, at: float) -> None:
        """These go to the loudspeaker, silence too; `at`: now, in seconds since the epoch."""
        self._reference.put(samples, rate, at)

    def others(self, block: Block, all_of_it: bool = False) -> list[Block]:
        """What somebody else said; while we speak it comes 0.15 s later. `all_of_it`: also where nobody seems to speak.

        Afterwards `interrupted` tells whether somebody spoke into our own words in it.
        """
        self._rest += block.samples
        self.interrupted = False
        passed = []
        while len(self._rest) >= 2 * BLOCK:
            samples, self._rest = self._rest[: 2 * BLOCK], self._rest[2 * BLOCK :]
            passed += self._take(Block(samples, block.ended_at - len(self._rest) / 2 / RATE), all_of_it)
        return passed

    def _take(self, block: Block, all_of_it: bool) -> list[Block]:
        near = np.frombuffer(block.samples, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)
        far, in_step = self._reference.until(block.ended_at, BLOCK, REACH_SAMPLES)
        if not in_step:
            self._canceller.forget()
        left, taken = self._canceller.take_off(near, far)
        playing, loud = self._rough.hears(near, far)
        if not playing:
            self._hang = 0
            return [*self._passed(0), block]
        known = self._canceller.knows_the_room
        # Where the microphone is driven too hard, much is left that nobody said.
        stands_out = self._fine.hears(left, taken) and bool(np.abs(near).max() < _TOO_LOUD)
        somebody = stands_out if known else loud
        self.interrupted |= stands_out if known else self._rough.sure
        self._canceller.judge(alone=not somebody)
        self._hang = _HANG_BLOCKS if somebody else max(0, self._hang - 1)
        self._waiting.append(_Waiting(block.ended_at, left, self._hang > 0 or all_of_it))
        if somebody:
            for waiting in self._waiting:
                waiting.open = True
        return self._passed(_LEAD_BLOCKS)

    def _passed(self, still_waiting: int) -> list[Block]:
        passed = []
        while len(self._waiting) > still_waiting:
            waiting = self._waiting.popleft()
            # Not zeros, which no microphone gives.
            samples = waiting.left if waiting.open else self._hiss.normal(0, _HISS, BLOCK)
            passed.append(Block(_pcm(samples), waiting.ended_at))
        return passed


def _pcm(samples: NDArray[np.floating]) -> bytes:
    return np.clip(np.round(samples * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1).astype("<i2").tobytes()
