"""A kitchen that is only computed: a loudspeaker, a cook and a microphone in a room, faster than real time.

The microphone has what the loudspeaker was given `delay_seconds` before, through the room's impulse response; the
delay drifts, as it does between two sound cards with clocks of their own. The voice falls silent and goes on as the
ears order it, with the real channel, so that what an interruption does is heard back.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from assistant.edges.channel import Channel
from assistant.edges.microphone import RATE, Block
from assistant.edges.own_sound import OwnSound
from assistant.edges.sounds import Samples, silence

BLOCK = 480
SPOKEN_LEVEL = 0.1  # of full scale: our voice in the microphone, RMS while it sounds
_NOISE = 3e-4
_UP = 4  # the played sound is read between its samples; so much finer a straight line is good enough
_AROUND = 64


def response(file: Path) -> Samples:
    """A room's impulse response with the power of a wire."""
    sound = np.asarray(soundfile.read(file, dtype="float32")[0])
    return np.asarray(sound / np.sqrt(np.sum(sound**2)), np.float32)


def level(sound: Samples) -> float:
    """RMS of what sounds: of the parts of 20 ms within 20 dB of the loudest."""
    parts = np.mean(sound[: len(sound) // 320 * 320].reshape(-1, 320) ** 2, axis=1)
    return float(np.sqrt(parts[parts > parts.max() * 0.01].mean()))


def in_room(sound: Samples, room: Samples) -> Samples:
    """With its reverberation."""
    count = len(sound) + len(room)
    size = 1 << count.bit_length()
    return np.asarray(np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(room, size), size)[:count], np.float32)


class Room:
    """A microphone, and the mouth that the ears order about; what is to be said goes into `speech`.

    `drift`: how much faster (in parts of one) the loudspeaker's clock is. `noise` sounds all the time, in a loop.
    """

    def __init__(
        self,
        room: Samples,
        loudness: float,
        delay_seconds: float = 0.06,
        drift: float = 0.0,
        noise: Samples | None = None,
    ) -> None:
        self.own_sound, self.speech = OwnSound(), Channel(RATE)
        self._room, self._loudness, self._drift = room, loudness, drift
        self._late = delay_seconds * RATE
        self._played = silence(0.5 + delay_seconds, RATE)
        self._echo = np.zeros(len(room) + BLOCK, np.float32)
        self._cook = silence(0, RATE)
        self.noise = noise
        self._rng = np.random.default_rng(1)
        self._began_at = time.time()
        self._closed = threading.Event()
        self.samples = 0  # that the microphone has had
        self.gave_way = 0  # how many times
        self.silent_since: int | None = None  # sample from which the loudspeaker has been silent
        self.between = lambda: None  # called before each block

    @property
    def seconds(self) -> float:
        return self.samples / RATE

    def says(self, sound: Samples) -> None:
        """The cook, from now on; as it arrives at the microphone."""
        self._cook = sound

    def blocks(self) -> Iterator[Block]:
        while not self._closed.is_set():
            self.between()
            yield self._block()

    def close(self) -> None:
        self._closed.set()

    # What the ears order.

    def own_words(self, seconds: float) -> str:
        return ""

    @property
    def gives_way(self) -> bool:
        return self.speech.held

    def somebody_speaks(self, whether: bool) -> None: ...

    def give_way(self) -> None:
        self.gave_way += 1
        self.speech.hold()

    def go_on(self) -> None:
        self.speech.go_on()

    def _block(self) -> Block:
        played = self.speech.take(BLOCK)
        if played.any():
            self.silent_since = None
        elif self.silent_since is None:
            self.silent_since = self.samples
        self.samples += BLOCK
        at = self._began_at + self.seconds
        self.own_sound.played(played, RATE, at)
        heard = self._heard_of(played) + self._rng.normal(0, _NOISE, BLOCK)
        cook, self._cook = self._cook[:BLOCK], self._cook[BLOCK:]
        heard[: len(cook)] += cook
        if self.noise is not None:
            start = self.samples % (len(self.noise) - BLOCK)
            heard += self.noise[start : start + BLOCK]
        return Block((np.clip(heard, -1, 1) * 32767).astype("<i2").tobytes(), at)

    def _heard_of(self, played: Samples) -> np.ndarray:
        self._played = np.concatenate([self._played[BLOCK:], played])
        self._late += self._drift * BLOCK
        around = self._played[-round(self._late) - BLOCK - 2 * _AROUND :][: BLOCK + 4 * _AROUND]
        around = np.pad(around, (0, BLOCK + 4 * _AROUND - len(around)))
        spectrum = np.fft.rfft(around)
        fine = np.fft.irfft(np.pad(spectrum, (0, len(spectrum) * (_UP - 1))), len(around) * _UP) * _UP
        begin = 2 * _AROUND + round(self._late) - self._late
        late = np.interp((begin + np.arange(BLOCK)) * _UP, np.arange(len(fine)), fine)
        size = 1 << (len(self._room) + BLOCK).bit_length()
        spread = np.fft.irfft(np.fft.rfft(late, size) * np.fft.rfft(self._room, size), size)[: len(self._echo)]
        self._echo = np.pad(self._echo[BLOCK:], (0, BLOCK)) + spread
        return self._loudness * self._echo[:BLOCK]
