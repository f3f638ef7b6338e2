"""Recording and playing for the doctor, and what is measured of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from assistant.edges.channel import Mark
from assistant.edges.microphone import RATE, SoundCardMicrophone
from assistant.edges.player import Device, Player
from assistant.edges.sounds import Samples, resampled, silence

_QUIETEST_DECIBELS = -120.0
_CLIPPED = 0.99
_SETTLE_SECONDS = 0.3  # a device begins with a click, or with nothing
_LONGEST_DELAY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Level:
    """Decibels below full scale; `clipped_share` of the samples at full scale."""

    decibels: float
    clipped_share: float
    all_zeros: bool


@dataclass(frozen=True, slots=True)
class Echo:
    """How much of what is played comes back, in decibels of its level, and after how long; None: nothing does."""

    decibels: float
    delay_seconds: float


def level_of(samples: Samples) -> Level:
    power = float(np.mean(samples**2)) if len(samples) else 0.0
    decibels = max(_QUIETEST_DECIBELS, 10 * np.log10(power)) if power else _QUIETEST_DECIBELS
    clipped = float(np.mean(np.abs(samples) >= _CLIPPED)) if len(samples) else 0.0
    return Level(round(float(decibels), 1), round(clipped, 5), not samples.any())


def recorded(seconds: float, device: Device = None) -> Samples:
    """Float32 mono at RATE. Raises MicrophoneError."""
    with closing(SoundCardMicrophone(device)) as microphone:
        return np.concatenate(list(_for(microphone, _SETTLE_SECONDS + seconds)))[round(_SETTLE_SECONDS * RATE) :]


def played_and_recorded(samples: Samples, rate: int, microphone: Device, loudspeaker: Device) -> tuple[Samples, float]:
    """What the microphone heard, and how many seconds of it passed before the samples were given to the card.

    Raises MicrophoneError or LoudspeakerError.
    """
    length = _SETTLE_SECONDS + len(samples) / rate + _LONGEST_DELAY_SECONDS
    began_at: list[float] = []
    with closing(Player(loudspeaker)) as player, closing(SoundCardMicrophone(microphone)) as ears:
        first_at, heard = 0.0, list[Samples]()
        for block in ears.blocks():
            if not heard:
                first_at = block.ended_at - block.seconds
                begin: Mark = lambda: began_at.append(time.time())  # noqa: E731
                quiet = silence(_SETTLE_SECONDS, player.rate)
                player.speech.put([quiet, begin, resampled(samples, rate, player.rate)])
            heard.append(_floats(block.samples))
            if block.ended_at - first_at > length:
                break
    return np.concatenate(heard), max(0.0, (began_at[0] if began_at else first_at) - first_at)


def echo_of(played: Samples, heard: Samples, began_seconds: float) -> Echo | None:
    """Where `heard` is most like `played`, both at RATE: by the normalised cross-correlation."""
    start = max(0, round((began_seconds - 0.05) * RATE))
    window = heard[start : start + len(played) + round(_LONGEST_DELAY_SECONDS * RATE)]
    if len(window) <= len(played) or not window.any() or not played.any():
        return None
    size = 1 << (len(window) + len(played)).bit_length()
    spectrum = np.fft.rfft(window, size) * np.conj(np.fft.rfft(played, size))
    likeness = np.abs(np.fft.irfft(spectrum, size)[: len(window) - len(played)])
    at = int(likeness.argmax())
    part = window[at : at + len(played)]
    if likeness[at] < 0.1 * float(np.linalg.norm(part)) * float(np.linalg.norm(played)):
        return None
    gain = likeness[at] / float(np.dot(played, played))
    return Echo(round(20 * float(np.log10(gain)), 1), round((start + at) / RATE - began_seconds, 3))


def _for(microphone: SoundCardMicrophone, seconds: float) -> Iterator[Samples]:
    taken = 0.0
    for block in microphone.blocks():
        yield _floats(block.samples)
        taken += block.seconds
        if taken >= seconds:
            return


def _floats(block: bytes) -> Samples:
    return np.frombuffer(block, "<i2").astype(np.float32) / np.float32(32768)
