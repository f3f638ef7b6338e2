"""A microphone that is there and yet of no use: muted, overdriven, or at another rate than it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from assistant.edges.microphone import Block, Microphone

# A room is never digitally silent, but a microphone may close its gate, and a quiet minute is no reason to speak up.
MUTED_FROM_THE_START_SECONDS, MUTED_SECONDS = 60.0, 300.0
WINDOW_SECONDS = 20.0
_CLIPPED, _CLIPPED_SHARE = 32700, 0.005  # one loud bang in twenty seconds is less
_STALL_SECONDS = 0.5  # a machine that slept or was busy says nothing about the rate
_RATE_OFF = 1.25

MUTED = "The microphone delivers only silence; unmute it, or let assistant doctor find another."
CLIPPING = "The microphone is overdriven; turn its level down in the system's sound settings."
RATE_WRONG = "The microphone runs at another speed than it says; connect it again, or choose another."


class Condition:
    """Fed with blocks, it tells what is wrong, each thing once until it was well again. Time is that of the sound."""

    def __init__(self) -> None:
        self._zeros_seconds, self._ever_heard, self._muted = 0.0, False, False
        self._clipping = self._rate_wrong = False
        self._begin_window()

    def feed(self, block: Block) -> str | None:
        """A sentence with what to do."""
        samples = np.frombuffer(block.samples, "<i2")
        return self._zeros(samples, block.seconds) or self._window(samples, block)

    def _zeros(self, samples: np.ndarray, seconds: float) -> str | None:
        if samples.any():
            self._zeros_seconds, self._ever_heard, self._muted = 0.0, True, False
            return None
        self._zeros_seconds += seconds
        bearable = MUTED_SECONDS if self._ever_heard else MUTED_FROM_THE_START_SECONDS
        if self._muted or self._zeros_seconds < bearable:
            return None
        self._muted = True
        return MUTED

    def _begin_window(self, began_at: float | None = None) -> None:
        self._sound_seconds, self._clipped_count = 0.0, 0
        self._began_at = self._ended_at = began_at

    def _window(self, samples: np.ndarray, block: Block) -> str | None:
        if self._ended_at is None or not -0.1 < block.ended_at - self._ended_at < _STALL_SECONDS:
            self._begin_window(block.ended_at)
            return None
        self._ended_at = block.ended_at
        self._sound_seconds += block.seconds
        self._clipped_count += int(np.count_nonzero(np.abs(samples.astype(np.int32)) >= _CLIPPED))
        if self._sound_seconds < WINDOW_SECONDS:
            return None
        return self._judged(len(samples) / block.seconds)

    def _judged(self, rate: float) -> str | None:
        clipped_share = self._clipped_count / (self._sound_seconds * rate)
        lasted = (self._ended_at or 0.0) - (self._began_at or 0.0)
        off = self._sound_seconds / max(lasted, 1e-6)
        self._begin_window(self._ended_at)
        if not 1 / _RATE_OFF < off < _RATE_OFF:
            told, self._rate_wrong = self._rate_wrong, True
            return None if told else RATE_WRONG
        if clipped_share > _CLIPPED_SHARE:
            told, self._clipping = self._clipping, True
            return None if told else CLIPPING
        return None


class WatchedMicrophone:
    """Another microphone's blocks; `tell` hears what is wrong with them, on the listener's thread."""

    def __init__(self, microphone: Microphone, tell: Callable[[str], None]) -> None:
        self._microphone, self._tell = microphone, tell
        self._condition = Condition()

    def blocks(self) -> Iterator[Block]:
        for block in self._microphone.blocks():
            if problem := self._condition.feed(block):
                self._tell(problem)
            yield block

    def close(self) -> None:
        self._microphone.close()
