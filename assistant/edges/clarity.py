"""How clearly the sound of an utterance came to the microphone: alone and near, through a room, or in noise."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from assistant.edges.microphone import RATE

_NOISE_DECIBELS = 25  # speech that stands out no further than this is heard less well by whatever model
# In speech near a microphone some sounds end at once, by 30 dB and more. In a room of half a second's reverberation
# none falls by more than 14, in a kitchen's noise 20 dB below it by 13 to 22.
_SHARP_DECIBELS = 16.0
_FALL_PARTS = 3  # 60 ms
_LOUD_WITHIN_DECIBELS = 25.0
_PART_SAMPLES = RATE // 50


class Clarity(Enum):
    CLEAR = "clear"
    BLURRED = "blurred"  # by a room, or by some noise
    NOISY = "noisy"


def clarity_of(clip: bytes) -> Clarity:
    """Of 16-bit samples at RATE, with a little silence around the words."""
    if stands_out(clip) < _NOISE_DECIBELS:
        return Clarity.NOISY
    return Clarity.CLEAR if falls_by(clip) >= _SHARP_DECIBELS else Clarity.BLURRED


def stands_out(clip: bytes) -> float:
    """How far the loudest of a clip is above its quietest, in dB; by the 95th and 10th of a hundred parts."""
    loudest, quietest = np.percentile(_powers(clip), (95, 10))
    return float(10 * np.log10(loudest / quietest))


def falls_by(clip: bytes) -> float:
    """How sharply loud sounds end in it: dB in 60 ms, by the 97th of a hundred parts."""
    decibels = 10 * np.log10(_powers(clip))
    before, after = decibels[:-_FALL_PARTS], decibels[_FALL_PARTS:]
    falls = (before - after)[before > decibels.max() - _LOUD_WITHIN_DECIBELS]
    return float(np.percentile(falls, 97)) if len(falls) else 0.0


def _powers(clip: bytes) -> NDArray[np.float64]:
    samples = np.frombuffer(clip, "<i2").astype(np.float64)
    parts = samples[: len(samples) // _PART_SAMPLES * _PART_SAMPLES].reshape(-1, _PART_SAMPLES)
    return np.asarray(np.mean(parts**2, axis=1) + 1)
