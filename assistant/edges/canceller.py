"""Our own voice taken out of what the microphone hears, with what the loudspeaker plays as reference.

AEC3 finds the delay by itself, up to half a second, as long as both streams go in step; it is lost for a while whenever
they jump. So the reference is a stream of its own, consumed sample for sample with the microphone's. Where the clocks
of the two devices drift apart it is shifted, and where it can be in a silence, in which nobody notices.
"""

from __future__ import annotations

from collections import deque
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.edges.linear import LinearFilter
from assistant.edges.microphone import RATE, Block, Resampler
from assistant.edges.sounds import Samples

Pcm: TypeAlias = NDArray[np.int16]

_FRAME = RATE // 100  # AEC3 works in steps of 10 ms
_LEAD_SECONDS = 0.005  # behind the newest sample; where the reference runs dry, it falls further behind by itself
_ECHO_SECONDS = 0.8  # delay and reverberation; so long after our last sample there is nothing to cancel
_FULL_SCALE = 32768
_COOK_BELOW_ECHO = 10**-2.4  # power; what is left of the echo is 35 dB below it, a cook less than 20
_NOTHING = 1e-8  # power, of full scale
_ECHO_AT_FIRST = 0.02  # power; nobody knows yet how loud we are in this kitchen
_PEAK_FALL, _POWER_SMOOTHING = 0.999, 0.4  # a frame
_HANGOVER_FRAMES = 30
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
    """A linear filter, which leaves the cook's voice as it was, then AEC3, which silences what is left of ours.

    AEC3 alone swallows a cook who is quieter than the loudspeaker. `processor.process(near, far)` cancels in samples of
    the same length, a multiple of 10 ms.
    """

    working = True

    def __init__(self, processor: Any) -> None:
        self._processor, self._filter = processor, LinearFilter()
        self._reference = Reference()
        self._near = self._far = _silence(0)  # less than a frame
        self._quiet_samples = RATE  # since the reference last sounded
        self._echo_power, self._rest_power = _ECHO_AT_FIRST, 0.0
        self._open_frames = 0

    def played(self, samples: Samples, rate: int, at: float) -> None:
        self._reference.put(samples, rate, at)

    def clean(self, block: Block) -> bytes:
        fresh = np.frombuffer(block.samples, np.int16)
        near = np.concatenate([self._near, fresh])
        far = np.concatenate([self._far, self._reference.take(len(fresh), block.ended_at)])
        whole = len(near) - len(near) % _FRAME
        self._near, self._far = near[whole:], far[whole:]
        frames = range(0, whole, _FRAME)
        return b"".join(self._cleaned(near[at : at + _FRAME], far[at : at + _FRAME]).tobytes() for at in frames)

    def _cleaned(self, near: Pcm, far: Pcm) -> Pcm:
        self._quiet_samples = 0 if far.any() else self._quiet_samples + _FRAME
        if self._quiet_samples > _ECHO_SECONDS * RATE:
            self._open_frames = 0
            return near  # untouched: whatever works on sound costs some of the words in it
        played = _floats(far)
        rest, echo = self._filter.cancel(_floats(near), played)
        cleaned = self._processor.process(rest, played)
        self._listen_for_cook(cleaned, echo)
        if not self._open_frames:
            return _silence(_FRAME)
        return np.asarray(np.clip(cleaned, -1, 1) * (_FULL_SCALE - 1), np.int16)

    def _listen_for_cook(self, cleaned: Samples, echo: Samples) -> None:
        """What is left and is not far below the echo is not the echo's."""
        self._echo_power = max(float(np.mean(echo**2)), self._echo_power * _PEAK_FALL)
        self._rest_power += _POWER_SMOOTHING * (float(np.mean(cleaned**2)) - self._rest_power)
        if self._rest_power > _COOK_BELOW_ECHO * self._echo_power + _NOTHING:
            self._open_frames = _HANGOVER_FRAMES
        else:
            self._open_frames = max(0, self._open_frames - 1)


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


def _floats(pcm: Pcm) -> Samples:
    return np.asarray(pcm.astype(np.float32) / np.float32(_FULL_SCALE), np.float32)
