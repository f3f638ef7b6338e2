"""Our own voice taken out of what the microphone hears: WebRTC's AEC3, with what the loudspeaker plays as reference.

AEC3 finds the delay by itself, up to half a second, as long as both streams go in step; it is lost for a while whenever
they jump. So the reference is a stream of its own, consumed sample for sample with the microphone's. Where the clocks
of the two devices drift apart it is shifted, and where it can be in a silence, in which nobody notices.
"""

from __future__ import annotations

from collections import deque
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.edges.microphone import RATE, Block, Resampler
from assistant.edges.sounds import Samples

Pcm: TypeAlias = NDArray[np.int16]

_FRAME = RATE // 100  # AEC3 works in steps of 10 ms
_LEAD_SECONDS = 0.03  # the reference is kept so far behind the newest sample that it never runs dry
_ECHO_SECONDS = 0.8  # delay and reverberation; so long after our last sample there is nothing to cancel
_KEPT_CHUNKS = 1000  # some 15 s, if nobody listens
_SMOOTHING = 0.02  # a block: the shift is judged over a second and a half
_DRIFT_SECONDS = 0.015  # shifted in a silence
_LOST_SECONDS = 0.4  # shifted at once: a stream stalled, or was opened anew


class Canceller(Protocol):
    """`played` is called by the sound card's thread, `clean` by the ears'."""

    @property
    def working(self) -> bool:
        """Whether it cancels at all."""

    def played(self, samples: Samples, rate: int, at: float) -> None:
        """These go to the loudspeaker, silence too; `at`: now, in seconds since the epoch."""

    def clean(self, block: Block) -> bytes:
        """The block without what we played; up to 10 ms of it come with the next one."""


def open_canceller() -> Canceller:
    """The best there is on this machine."""
    try:
        from pywebrtc_audio import EchoCanceller
    except ImportError:  # no wheel for this machine: our own words are known by their text alone
        return NoCanceller()
    return WebRtcCanceller(EchoCanceller(RATE))


class NoCanceller:
    working = False

    def played(self, samples: Samples, rate: int, at: float) -> None: ...

    def clean(self, block: Block) -> bytes:
        return block.samples


class WebRtcCanceller:
    """`processor.process(near, far)` cancels in 16-bit samples of the same length, a multiple of 10 ms."""

    working = True

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._reference = Reference()
        self._near = self._far = _silence(0)  # less than a frame
        self._quiet_samples = RATE  # since the reference last sounded

    def played(self, samples: Samples, rate: int, at: float) -> None:
        self._reference.put(samples, rate, at)

    def clean(self, block: Block) -> bytes:
        fresh = np.frombuffer(block.samples, np.int16)
        near = np.concatenate([self._near, fresh])
        far = np.concatenate([self._far, self._reference.take(len(fresh), block.ended_at)])
        whole = len(near) - len(near) % _FRAME
        self._near, self._far = near[whole:], far[whole:]
        return self._cancelled(near[:whole], far[:whole]).tobytes()

    def _cancelled(self, near: Pcm, far: Pcm) -> Pcm:
        sounding = np.flatnonzero(far)
        self._quiet_samples = len(far) - 1 - int(sounding[-1]) if len(sounding) else self._quiet_samples + len(far)
        if not len(near) or self._quiet_samples - len(far) > _ECHO_SECONDS * RATE:
            return near  # untouched: whatever works on sound costs some of the words in it
        cleaned: Pcm = self._processor.process(near, far)
        return cleaned


class Reference:
    """What was played, at RATE and in step with the microphone."""

    def __init__(self) -> None:
        self._fresh: deque[tuple[Samples, int, float]] = deque(maxlen=_KEPT_CHUNKS)
        self._resamplers: dict[int, Resampler] = {}
        self._samples = _silence(0)  # not yet taken
        self._newest_at = 0.0
        self._late = 0.0  # seconds by which it is behind where it should be, smoothed
        self._idle = 0  # samples of silence taken last

    def put(self, samples: Samples, rate: int, at: float) -> None:
        """Waits for nobody."""
        self._fresh.append((samples.copy(), rate, at))

    def take(self, count: int, at: float) -> Pcm:
        """As many samples as the microphone delivered up to `at`."""
        self._receive()
        self._keep_in_step(count, at)
        taken, self._samples = self._samples[:count], self._samples[count:]
        self._idle = 0 if taken.any() else self._idle + count
        return np.concatenate([_silence(count - len(taken)), taken])

    def _receive(self) -> None:
        while self._fresh:
            samples, rate, self._newest_at = self._fresh.popleft()
            block = (samples * 32767).astype(np.int16)
            if rate != RATE:
                resampler = self._resamplers.setdefault(rate, Resampler(rate))
                block = np.frombuffer(resampler.resample(block.tobytes()), np.int16)
            self._samples = np.concatenate([self._samples, block])

    def _keep_in_step(self, count: int, at: float) -> None:
        left_over = (len(self._samples) - count) / RATE
        late = left_over - (self._newest_at - at) - _LEAD_SECONDS
        self._late += _SMOOTHING * (late - self._late)
        silent = self._idle > _ECHO_SECONDS * RATE and not self._samples.any()
        if abs(late) > _LOST_SECONDS:
            self._shift(late)
        elif silent and abs(self._late) > _DRIFT_SECONDS:
            self._shift(self._late)

    def _shift(self, seconds: float) -> None:
        """Forward, or back where negative."""
        samples = round(seconds * RATE)
        self._samples = np.concatenate([_silence(max(0, -samples)), self._samples[max(0, samples) :]])
        self._late = 0.0


def _silence(count: int) -> Pcm:
    return np.zeros(count, np.int16)
