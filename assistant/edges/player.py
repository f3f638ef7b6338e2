"""The loudspeaker: one output stream that mixes speech, the alarm and soft sounds."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, TypeAlias

import numpy as np

from assistant.edges.sounds import Samples, silence
from assistant.errors import MissingError

Device: TypeAlias = str | int | None  # a name (or part of it), PortAudio's number, or the system's choice
Mark: TypeAlias = Callable[[], None]

FADE_SECONDS = 0.02
_BLOCK_SECONDS = 0.015
_LATENCY_SECONDS = 0.08  # what the card may hold ready; less crackles on a busy machine
_DEAF_SECONDS = 1.5  # a stream that asks for no samples for so long is dead
_SOUND_SECONDS = 5.0  # one that lived so long was well
_STALLS = 3
_RETRY_SECONDS = 2.0
_BESIDE_SPEECH = 0.63  # the alarm while we speak: our words are understood, and it still stands out of them


class LoudspeakerError(MissingError):
    """There is no loudspeaker, or it does not work."""


class Channel:
    """Samples in the order in which they are to sound, filled by any thread and emptied by the sound card's.

    A mark among them is called (on the sound card's thread, so it must be quick) when all before it has been taken.
    """

    def __init__(self, rate: int) -> None:
        self._fade = round(FADE_SECONDS * rate)
        self._waiting: deque[Samples | Mark] = deque()
        self._lock = threading.Lock()

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def put(self, items: Iterable[Samples | Mark]) -> None:
        with self._lock:
            self._waiting.extend(items)

    def stop(self) -> None:
        """Fades out what is sounding, and forgets the rest, marks too."""
        with self._lock:
            tail, _ = self._take(self._fade)
            self._waiting.clear()
            if tail.any():
                self._waiting.append(tail * np.linspace(1, 0, len(tail), dtype=np.float32))

    def take(self, count: int) -> Samples:
        with self._lock:
            samples, marks = self._take(count)
        for mark in marks:
            mark()
        return samples

    def _take(self, count: int) -> tuple[Samples, list[Mark]]:
        out, filled, marks = np.zeros(count, np.float32), 0, list[Mark]()
        while self._waiting:
            item = self._waiting[0]
            if not isinstance(item, np.ndarray):
                marks.append(item)
            elif filled == count:
                break
            else:
                part = item[: count - filled]
                out[filled : filled + len(part)] = part
                filled += len(part)
                if len(part) < len(item):
                    self._waiting[0] = item[len(part) :]
                    continue
            self._waiting.popleft()
        return out, marks


class Player:
    """Plays from its construction on; raises LoudspeakerError where it cannot.

    A device that is lost later is reported once to `on_failed` and tried again every two seconds. What it is given to
    play, silence too, goes to `on_played` with its rate and the moment (seconds since the epoch), on the sound card's
    thread.
    """

    def __init__(self, device: Device = None) -> None:
        self._begin(_native_rate(device))
        self._device = device
        self._stream = self._open()
        self._closed = threading.Event()
        self._guard = threading.Thread(target=self._keep_alive, name="loudspeaker", daemon=True)
        self._guard.start()

    def _begin(self, rate: int) -> None:
        self.rate = rate
        self.speech, self.alarm, self.soft = (Channel(rate) for _ in range(3))
        self.volume = 1.0
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

    def rest(self) -> Samples:
        """As much silence as the card holds ready: a mark after it falls when the sound before was heard."""
        return silence(self.latency_seconds, self.rate)

    def close(self) -> None:
        self._closed.set()
        self._guard.join()
        self._drop()

    def _open(self) -> Any:
        import sounddevice

        try:
            stream = sounddevice.OutputStream(
                samplerate=self.rate,
                blocksize=round(_BLOCK_SECONDS * self.rate),
                device=self._device,
                channels=1,
                dtype="float32",
                latency=_LATENCY_SECONDS,
                callback=self._fill,
            )
            self._asked_at = self._opened_at = time.monotonic()
            stream.start()
            return stream
        except (sounddevice.PortAudioError, ValueError) as problem:
            raise _no_loudspeaker(self._device, problem) from problem

    def _fill(self, out: Any, count: int, _time: object, _status: object) -> None:
        self._asked_at = time.monotonic()
        mixed = (self.speech.take(count) + self.soft.take(count)) * np.float32(self.volume)
        mixed += self.alarm.take(count) * self._alarm_gains(count)
        np.clip(mixed, -1.0, 1.0, out=out[:, 0])
        self.on_played(out[:, 0], self.rate, time.time())

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
        try:
            self._stream = self._open()
        except LoudspeakerError:
            return False
        return True

    def _drop(self) -> None:
        import sounddevice

        stream, self._stream = self._stream, None
        if stream:
            with suppress(sounddevice.PortAudioError):  # it may be gone already
                stream.abort()
                stream.close()


def _native_rate(device: Device) -> int:
    import sounddevice

    try:
        return int(sounddevice.query_devices(device, "output")["default_samplerate"])
    except (sounddevice.PortAudioError, ValueError) as problem:
        raise _no_loudspeaker(device, problem) from problem


def _no_loudspeaker(device: Device, problem: Exception) -> LoudspeakerError:
    which = "No loudspeaker was found" if device is None else f"The loudspeaker {device!r} could not be opened"
    return LoudspeakerError(f"{which} ({problem}); connect one, choose one with --loudspeaker, or use --voice text.")
