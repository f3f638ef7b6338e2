"""Microphones: blocks of 16 kHz mono 16-bit samples, each with the moment at which it ended."""

from __future__ import annotations

import queue
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant.edges.player import Device
from assistant.edges.sounds import Samples, resampled
from assistant.errors import InputError, MissingError

RATE = 16000
BLOCK_SECONDS = 0.03
_PIECES = 2  # that a block is taken in: a system hands over whole pieces, and holds one back besides
_HELD_SECONDS = 0.1  # of sound that the system keeps where the program is late
_DEAF_SECONDS = 2.0  # a microphone that delivers nothing for so long is dead; a busy machine may stall for one
_WAITING_BLOCKS = 400  # 12 s: what a slow machine may lag behind before sound is lost
_SUSPICIOUS_SECONDS, _AGAIN_SECONDS = 4.0, 20.0  # of nothing but zeros
_BUSY = -9985  # PortAudio's paDeviceUnavailable, which it also says of a device that is open already
_LOWEST_RATE, _HIGHEST_RATE = 4_000, 384_000  # of a recording
_TAPS = 63


class MicrophoneError(MissingError):
    """There is no microphone, or it stopped working."""


@dataclass(frozen=True, slots=True)
class Block:
    """16-bit little-endian mono samples at RATE; `ended_at` in seconds since the epoch."""

    samples: bytes
    ended_at: float

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / RATE


class Microphone(Protocol):
    def blocks(self) -> Iterator[Block]:
        """Blocks of about BLOCK_SECONDS until it is closed; raises MicrophoneError where it stops working."""

    def close(self) -> None: ...


class SoundCardMicrophone:
    """A device by name or number, else the system's choice; raises MicrophoneError where it cannot be opened.

    A sound server goes on delivering zeros for a device that was pulled out, and also where it came back. So where
    there are nothing but zeros, a new stream is opened beside the old one, and takes its place.
    """

    def __init__(self, device: Device = None) -> None:
        self._device = device
        self._waiting: queue.Queue[Block | None] = queue.Queue(_WAITING_BLOCKS)
        self._stream, self._taking = self._open()
        self._taking.set()

    def blocks(self) -> Iterator[Block]:
        zeros_seconds, suspicious_seconds = 0.0, _SUSPICIOUS_SECONDS
        while True:
            try:
                block = self._waiting.get(timeout=_DEAF_SECONDS)
            except queue.Empty:
                raise MicrophoneError(
                    "The microphone went silent; connect it again, or choose another with --microphone."
                ) from None
            if block is None:
                return
            zeros_seconds = 0.0 if block.samples.strip(b"\0") else zeros_seconds + block.seconds
            if not zeros_seconds:
                suspicious_seconds = _SUSPICIOUS_SECONDS
            elif zeros_seconds > suspicious_seconds:
                self._renew()
                suspicious_seconds += _AGAIN_SECONDS
            yield block

    def close(self) -> None:
        _end(self._stream)
        while self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put(None)

    def _renew(self) -> None:
        """Raises MicrophoneError where there is none any more; one that can be opened only once is left as it is."""
        try:
            stream, taking = self._open()
        except MicrophoneError as problem:
            if _is_busy(problem.__cause__):
                return
            raise
        self._taking.clear()
        taking.set()
        _end(self._stream)
        self._stream, self._taking = stream, taking

    def _open(self) -> tuple[Any, threading.Event]:
        """A stream, and what lets its sound through."""
        import sounddevice

        taking = threading.Event()
        with suppress(sounddevice.PortAudioError, ValueError):  # it may know only its own rate
            return self._stream_at(RATE, taking, lambda samples: samples), taking
        try:
            native = int(sounddevice.query_devices(self._device, "input")["default_samplerate"])
            return self._stream_at(native, taking, Resampler(native).resample), taking
        except (sounddevice.PortAudioError, ValueError) as problem:
            raise _no_microphone(self._device, problem) from problem

    def _stream_at(self, rate: int, taking: threading.Event, converted: Callable[[bytes], bytes]) -> Any:
        import sounddevice

        pieces: list[bytes] = []

        def take(data: Any, _count: int, _time: object, _status: object) -> None:
            pieces.append(converted(bytes(data)))
            if len(pieces) < _PIECES:
                return
            samples = b"".join(pieces)
            pieces.clear()
            if taking.is_set():
                with suppress(queue.Full):  # whoever listens is seconds behind; new sound is lost rather than memory
                    self._waiting.put_nowait(Block(samples, time.time()))

        stream = sounddevice.RawInputStream(
            samplerate=rate,
            blocksize=round(rate * BLOCK_SECONDS / _PIECES),
            device=self._device,
            channels=1,
            dtype="int16",
            latency=_HELD_SECONDS,
            callback=take,
        )
        stream.start()
        return stream


def _end(stream: Any) -> None:
    import sounddevice

    with suppress(sounddevice.PortAudioError):  # it may be gone already
        stream.abort()
        stream.close()


def _is_busy(problem: BaseException | None) -> bool:
    return _BUSY in problem.args if problem else False


class RecordedMicrophone:
    """A WAV file as a microphone would deliver it, but as fast as it is read; it is closed at its end."""

    def __init__(self, path: Path, began_at: float = 0.0) -> None:
        self._samples, self._began_at = _read(path), began_at

    def blocks(self) -> Iterator[Block]:
        size = round(RATE * BLOCK_SECONDS) * 2
        for start in range(0, len(self._samples), size):
            samples = self._samples[start : start + size]
            yield Block(samples, self._began_at + (start + len(samples)) / 2 / RATE)

    def close(self) -> None:
        self._samples = b""


class Resampler:
    """A stream of 16-bit blocks from another rate to RATE: a windowed sinc against aliases, then interpolation."""

    def __init__(self, rate: int) -> None:
        self._step = rate / RATE
        cutoff = min(0.5, 0.45 / self._step)
        at = np.arange(_TAPS) - _TAPS // 2
        taps = np.sinc(2 * cutoff * at) * np.hamming(_TAPS)
        self._taps = (taps / taps.sum()).astype(np.float32)
        self._history = np.zeros(_TAPS, np.float32)
        self._next = 1.0  # where the next sample is taken from, in samples of the filtered block

    def resample(self, block: bytes) -> bytes:
        fresh = np.frombuffer(block, "<i2").astype(np.float32)
        sound = np.concatenate([self._history, fresh])
        filtered = np.convolve(sound, self._taps, "valid")  # one sample of overlap with the block before
        at = np.arange(self._next, len(filtered) - 1, self._step)
        out = np.interp(at, np.arange(len(filtered)), filtered)
        self._history = sound[-_TAPS:]
        self._next = (at[-1] if len(at) else self._next - self._step) + self._step - len(fresh)
        return _int16(out.astype(np.float32))


def _no_microphone(device: Device, problem: Exception) -> MicrophoneError:
    which = "No microphone was found" if device is None else f"The microphone {device!r} could not be opened"
    return MicrophoneError(f"{which} ({problem}); connect one, choose one with --microphone, or use --ears keyboard.")


def _int16(samples: Samples) -> bytes:
    return np.clip(samples, -32768, 32767).astype("<i2").tobytes()


def _read(path: Path) -> bytes:
    try:
        with wave.open(str(path)) as file:
            if file.getsampwidth() != 2:
                raise InputError(f"{path}: {8 * file.getsampwidth()} bit; convert it to 16-bit WAV.")
            if not _LOWEST_RATE <= file.getframerate() <= _HIGHEST_RATE:
                raise InputError(f"{path}: {file.getframerate()} samples a second; convert it to {RATE}.")
            frames = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, file.getnchannels())
            if file.getframerate() == RATE and file.getnchannels() == 1:
                return frames.tobytes()
            return _int16(resampled(frames.mean(axis=1, dtype=np.float32), file.getframerate(), RATE))
    except InputError:
        raise
    except Exception as problem:  # of a damaged file, wave raises whatever its sizes lead to
        raise InputError(f"{path}: {problem or 'it is damaged'}; give a 16-bit WAV file.") from problem
