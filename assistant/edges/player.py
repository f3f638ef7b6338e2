"""The loudspeaker: one output stream that mixes speech, the alarm and soft sounds."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeAlias

import numpy as np

from assistant.edges.channel import Channel
from assistant.edges.sounds import Samples, limited, silence, soft_noise
from assistant.errors import MissingError

Device: TypeAlias = str | int | None  # a name (or part of it), PortAudio's number, or the system's choice

_BLOCK_SECONDS = 0.015
_LATENCY_SECONDS = 0.06  # what the card may hold ready; less crackles on a busy machine
_DEAF_SECONDS = 1.5  # a stream that asks for no samples for so long is dead
_SOUND_SECONDS = 5.0  # one that lived so long was well
_STALLS = 3
_RETRY_SECONDS = 2.0
_QUIET_SECONDS = 0.5
_SLEEPY = re.compile(r"blue|\bbt\b|a2dp|wireless|air ?pods|buds|hands-?free|headset", re.IGNORECASE)
_WAKES_SECONDS = 0.5  # what wireless loudspeakers swallow; with the first word later, none of it is lost
_SLEEPS_SECONDS = 3.0  # after so long a silence
_AWAKE = 1e-4  # RMS of full scale, too soft to be heard
_BESIDE_SPEECH = 0.63  # the alarm while we speak: our words are understood, and it still stands out of them


class LoudspeakerError(MissingError):
    """There is no loudspeaker, or it does not work."""


class Player:
    """Plays from its construction on; raises LoudspeakerError where it cannot.

    A device that is lost later is reported once to `on_failed` and tried again every two seconds. What it is given to
    play, silence too, goes to `on_played` with its rate and the moment (seconds since the epoch), on the sound card's
    thread.
    """

    def __init__(self, device: Device = None, wakes_seconds: float | None = None) -> None:
        """`wakes_seconds`: what the device swallows after a silence, None to tell by its name."""
        name, rate = _named(device)
        self._begin(rate)
        self._told_wakes = wakes_seconds
        self._wakes_seconds = wakes_seconds if wakes_seconds is not None else _WAKES_SECONDS * is_sleepy(name)
        self._device = device
        self._stream = self._open(device)
        self._closed = threading.Event()
        self._guard = threading.Thread(target=self._keep_alive, name="loudspeaker", daemon=True)
        self._guard.start()

    def _begin(self, rate: int) -> None:
        self.rate = rate
        self.speech, self.alarm, self.soft = (Channel(rate) for _ in range(3))
        self.volume = 1.0
        self.over_noise: Callable[[], float] = lambda: 1.0  # how much louder the voice must be where it is loud
        self._gain, self._wakes_seconds, self._sounded_at = 1.0, 0.0, -_SLEEPS_SECONDS
        self._hiss = np.random.default_rng(0)
        self._alarm_gain = 1.0
        self.on_failed: Callable[[str], None] = lambda problem: None
        self.on_played: Callable[[Samples, int, float], None] = lambda samples, rate, at: None
        self._asked_at = self._opened_at = time.monotonic()

    @property
    def working(self) -> bool:
        return self._stream is not None

    @property
    def latency_seconds(self) -> float:
        """From taking a sample to hearing it, as far as the system knows."""
        return float(self._stream.latency) if self._stream else _LATENCY_SECONDS

    @property
    def is_quiet(self) -> bool:
        """Nothing has sounded for half a second, so that the room is heard."""
        return time.monotonic() - self._sounded_at > _QUIET_SECONDS

    def lead_in(self) -> Samples:
        """What wakes a device that fell asleep before the first word comes; nothing for most."""
        asleep = time.monotonic() - self._sounded_at > _SLEEPS_SECONDS
        return soft_noise(self._wakes_seconds if asleep else 0.0, self.rate)

    def rest(self) -> Samples:
        """As much silence as the card holds ready: a mark after it falls when the sound before was heard."""
        return silence(self.latency_seconds, self.rate)

    def use(self, device: Device) -> None:
        """Another device, at the same rate. Raises LoudspeakerError where it does not work; then it stays as it was."""
        name, _ = _named(device)
        self._drop()
        try:
            self._stream = self._open(device)
        except LoudspeakerError:
            self._reopened()
            raise
        self._device = device
        if self._told_wakes is None:
            self._wakes_seconds = _WAKES_SECONDS * is_sleepy(name)

    def close(self) -> None:
        self._closed.set()
        self._guard.join()
        self._drop()

    def _open(self, device: Device) -> Any:
        import sounddevice

        try:
            stream = sounddevice.OutputStream(
                samplerate=self.rate,
                blocksize=round(_BLOCK_SECONDS * self.rate),
                device=device,
                channels=1,
                dtype="float32",
                latency=_LATENCY_SECONDS,
                callback=self._fill,
            )
            self._asked_at = self._opened_at = time.monotonic()
            stream.start()
            return stream
        except (sounddevice.PortAudioError, ValueError) as problem:
            raise _no_loudspeaker(device, problem) from problem

    def _fill(self, out: Any, count: int, _time: object, _status: object) -> None:
        self._asked_at = now = time.monotonic()
        if not self.speech.busy:  # never within a sentence
            self._gain = self.over_noise()
        loudness = np.float32(self.volume * self._gain)
        speech = self.speech.take(count) * loudness
        mixed = limited(speech) if loudness > 1 else speech
        mixed += self.soft.take(count) * np.float32(self.volume) + self.alarm.take(count) * self._alarm_gains(count)
        if mixed.any():
            self._sounded_at = now
        np.clip(mixed, -1.0, 1.0, out=out[:, 0])
        self.on_played(out[:, 0], self.rate, time.time())
        if self._wakes_seconds:  # a device that is given zeros goes to sleep
            out[:, 0] += self._hiss.normal(0, _AWAKE, count)

    def _alarm_gains(self, count: int) -> Samples:
        """It gives way to speech and comes back within a block, so that neither clicks."""
        before, self._alarm_gain = self._alarm_gain, _BESIDE_SPEECH if self.speech.busy else 1.0
        return np.linspace(before, self._alarm_gain, count, dtype=np.float32)

    def _keep_alive(self) -> None:
        stalls = 0
        while not self._closed.wait(_DEAF_SECONDS / 4):
            if time.monotonic() - self._asked_at < _DEAF_SECONDS:
                continue
            stalls = stalls + 1 if time.monotonic() - self._opened_at < _SOUND_SECONDS else 1
            self._drop()
            # A stream may stall where its device is well; what is waiting then goes on with a new one.
            if stalls > _STALLS or not self._reopened():
                self.on_failed("The loudspeaker was lost; connect it again, or choose another with --loudspeaker.")
                while not self._closed.wait(_RETRY_SECONDS) and not self._reopened():
                    pass

    def _reopened(self) -> bool:
        """The chosen device, else, as it is gone, the system's choice."""
        for device in dict.fromkeys((self._device, None)):
            with suppress(LoudspeakerError):
                self._stream = self._open(device)
                return True
        return False

    def _drop(self) -> None:
        import sounddevice

        stream, self._stream = self._stream, None
        if stream:
            with suppress(sounddevice.PortAudioError):  # it may be gone already
                stream.abort()
                stream.close()


def is_sleepy(name: str) -> bool:
    """Whether a device of that name goes to sleep when nothing is played."""
    return _SLEEPY.search(name) is not None


def _named(device: Device) -> tuple[str, int]:
    """Its name and its own rate."""
    import sounddevice

    try:
        found = sounddevice.query_devices(device, "output")
        return str(found["name"]), int(found["default_samplerate"])
    except (sounddevice.PortAudioError, ValueError) as problem:
        raise _no_loudspeaker(device, problem) from problem


def _no_loudspeaker(device: Device, problem: Exception) -> LoudspeakerError:
    which = "No loudspeaker was found" if device is None else f"The loudspeaker {device!r} could not be opened"
    return LoudspeakerError(f"{which} ({problem}); connect one, choose one with --loudspeaker, or use --voice text.")
