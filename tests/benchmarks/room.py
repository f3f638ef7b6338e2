"""A kitchen made of numbers: a voice from a loudspeaker, its echo late and drifting, and a cook who speaks into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from assistant.edges.canceller import Canceller
from assistant.edges.microphone import BLOCK_SECONDS, RATE, Block
from assistant.edges.sounds import Samples

DELAYS = (0.020, 0.250)  # seconds, from playing to hearing, beside the room's own
DRIFT = 0.00001  # seconds a second: two quartz clocks
LOUDSPEAKER_LEVEL = 0.1  # RMS of full scale at the microphone, while it speaks
COOK_DECIBELS_BELOW = 10.0
_NOISE_LEVEL = 0.0003
_TAPS = 16
_BLOCK = round(RATE * BLOCK_SECONDS)
_CHUNK_SECONDS = 0.015


def level(samples: Samples) -> float:
    """RMS of the parts that sound."""
    frames = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    power = np.mean(frames**2, axis=1)
    return float(np.sqrt(np.mean(power[power > power.max() / 1000])))


def in_room(samples: Samples, response: Samples) -> Samples:
    """As it sounds at the other end of the room."""
    size = len(samples) + len(response) - 1
    spectrum = np.fft.rfft(samples, size) * np.fft.rfft(response / np.sqrt(np.sum(response**2)), size)
    return np.asarray(np.fft.irfft(spectrum, size), np.float32)


def delay_seconds(at: np.ndarray) -> np.ndarray:
    """Up and down between the DELAYS."""
    least, most = DELAYS
    there_and_back = np.abs((at * DRIFT) % (2 * (most - least)) - (most - least))
    return np.asarray(most - there_and_back)


def delayed(samples: Samples, began_at: float) -> Samples:
    """By an amount that drifts: band-limited, a windowed sinc between the samples."""
    lead = round((DELAYS[1] + 0.01) * RATE)
    padded = np.concatenate([np.zeros(lead + _TAPS, np.float32), samples, np.zeros(_TAPS, np.float32)])
    count = np.arange(len(samples))
    place = count + lead + _TAPS - delay_seconds(began_at + count / RATE) * RATE
    whole = np.floor(place).astype(np.int64)
    out = np.zeros(len(samples), np.float32)
    for tap in range(1 - _TAPS // 2, _TAPS // 2 + 1):
        distance = tap - (place - whole)
        out += padded[whole + tap] * np.sinc(distance) * np.cos(np.pi * distance / (_TAPS + 2)) ** 2
    return out


@dataclass
class Stretch:
    """Some seconds in the kitchen. `own`: what the loudspeaker plays; `cook`: what the cook says, both at RATE."""

    began_at: float
    own: Samples
    cook: Samples = field(default_factory=lambda: np.zeros(0, np.float32))

    def heard(self, response: Samples, tail: Samples) -> tuple[Samples, Samples]:
        """What the microphone hears, and what of the echo comes after the end."""
        late = np.concatenate([self.own, np.zeros(round(DELAYS[1] * RATE), np.float32)])
        echo = in_room(delayed(late, self.began_at), response)
        echo[: len(tail)] += tail
        noise = np.random.default_rng(1).normal(0, _NOISE_LEVEL, len(self.own)).astype(np.float32)
        sound = echo[: len(self.own)] + noise
        sound[: len(self.cook)] += self.cook
        return sound, echo[len(self.own) :]


class RoomMicrophone:
    """Hears stretch after stretch, and tells the canceller what is played; `now` is the time in the room."""

    def __init__(self, stretches: Iterator[Stretch], response: Samples, canceller: Canceller) -> None:
        self._stretches, self._response, self._canceller = stretches, response, canceller
        self.now = 0.0

    def blocks(self) -> Iterator[Block]:
        tail = np.zeros(0, np.float32)
        for stretch in self._stretches:
            sound, tail = stretch.heard(self._response, tail)
            pcm = (np.clip(sound, -1, 1) * 32767).astype("<i2")
            for start in range(0, len(pcm) - _BLOCK + 1, _BLOCK):
                chunk = stretch.own[start : start + _BLOCK]
                self.now = stretch.began_at + (start + _BLOCK) / RATE
                self._canceller.played(chunk, RATE, self.now)
                yield Block(pcm[start : start + _BLOCK].tobytes(), self.now)

    def close(self) -> None: ...
