"""What the loudspeaker plays, in step with what the microphone hears."""

from __future__ import annotations

from collections import deque
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.edges.microphone import RATE, Resampler
from assistant.edges.sounds import Samples

Sound: TypeAlias = NDArray[np.float32]

_KEPT_CHUNKS = 1000  # some 15 s, if nobody listens
_KEPT_SAMPLES = 6 * RATE  # so far the ears may lag behind
_SMOOTHING = 0.02  # a block; blocks of both streams come early or late by some hundredths of a second
_OUT_OF_STEP_SECONDS = 0.05
_LOST_SECONDS = 0.4  # a stream began, or stalled


class Reference:
    """`put` is called on the sound card's thread, `until` on the ears'. All samples are at RATE, -1 to 1.

    Both streams are counted in samples, so that they stay in step however unpunctual the threads are; only where the
    count is 0.05 s away from the clock (the devices' clocks drift), or lost altogether, is it set anew.
    """

    def __init__(self) -> None:
        self._fresh: deque[tuple[Samples, int, float]] = deque(maxlen=_KEPT_CHUNKS)
        self._resamplers: dict[int, Resampler] = {}
        self._samples = np.zeros(_KEPT_SAMPLES, np.float32)
        self._newest_at = 0.0
        self._ahead = 0.0  # samples kept beyond the microphone's last
        self._astray = 0.0  # seconds, smoothed

    def put(self, samples: Samples, rate: int, at: float) -> None:
        """These go to the loudspeaker now, at `at` (seconds since the epoch); waits for nobody."""
        self._fresh.append((samples.copy(), rate, at))

    def until(self, at: float, advance: int, count: int) -> tuple[Sound, bool]:
        """The last `count` samples before `at`, `advance` samples after those of the call before, and whether they are
        in step with those."""
        self._receive()
        self._ahead -= advance
        astray = self._ahead / RATE - (self._newest_at - at)
        self._astray = astray if abs(astray) > _LOST_SECONDS else self._astray + _SMOOTHING * (astray - self._astray)
        in_step = abs(self._astray) < _OUT_OF_STEP_SECONDS
        if not in_step:
            self._ahead -= self._astray * RATE
            self._astray = 0.0
        ahead = round(self._ahead)
        kept = self._samples if ahead >= 0 else np.pad(self._samples, (0, min(-ahead, count)))  # it plays nothing now
        end = max(count, len(kept) - max(0, ahead))
        return kept[max(0, end - count) : end], in_step

    def _receive(self) -> None:
        while self._fresh:
            samples, rate, self._newest_at = self._fresh.popleft()
            if rate != RATE:
                block = np.asarray(samples * 32767, "<i2").tobytes()
                resampled = self._resamplers.setdefault(rate, Resampler(rate)).resample(block)
                samples = np.frombuffer(resampled, "<i2").astype(np.float32) / np.float32(32768)
            if len(samples):
                self._samples = np.concatenate([self._samples[len(samples) :], samples])
            self._ahead += len(samples)
