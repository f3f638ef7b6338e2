"""The alarm and the soft sounds, made from sines. All arrays are float32 mono in -1 to 1."""

from __future__ import annotations

import math
from functools import cache
from itertools import count

import numpy as np
from numpy.typing import NDArray

from assistant.core.effects import Sound

Samples = NDArray[np.float32]

ALARM_PAUSE_SECONDS = 1.2  # long enough that a word of the cook is heard between two bursts
_ALARM_LEVEL = 0.8
_ALARM_BEGINS, _ALARM_GROWS = 0.55, 1.12  # full after six rounds, some ten seconds
_NOISE_LEVEL = 1e-3  # RMS of full scale
_KNEE = 0.7
_EDGE_SECONDS = 0.008  # each tone swells and dies this fast, so that none clicks
_ALARM_NOTES = ((880.0, 0.12), (0.0, 0.05), (880.0, 0.12), (0.0, 0.05), (1175.0, 0.26))
_SOFT_NOTES = {
    Sound.HEARD: ((660.0, 0.05), (990.0, 0.07)),
    Sound.NOT_UNDERSTOOD: ((440.0, 0.09), (330.0, 0.14)),
    Sound.DONE: ((880.0, 0.05), (1175.0, 0.06)),
    Sound.REMINDER: ((784.0, 0.14), (0.0, 0.04), (784.0, 0.14)),
}


def alarm(rate: int) -> Samples:
    """One round of the alarm: a burst, then the pause. To be repeated while it rings."""
    return np.concatenate([_notes(_ALARM_NOTES, rate, _ALARM_LEVEL), silence(ALARM_PAUSE_SECONDS, rate)])


def rising_alarm(seconds: float, rate: int) -> list[Samples]:
    """The rounds of so many seconds, each louder than the one before until the alarm is as loud as it gets."""
    burst = alarm(rate)
    rounds = max(1, round(seconds * rate / len(burst)))
    return [burst * np.float32(min(1.0, _ALARM_BEGINS * _ALARM_GROWS**n)) for n in range(rounds)]


def soft(sound: Sound, rate: int) -> Samples:
    return _notes(_SOFT_NOTES[sound], rate, 0.2)


def silence(seconds: float, rate: int) -> Samples:
    return np.zeros(round(seconds * rate), np.float32)


def soft_noise(seconds: float, rate: int) -> Samples:
    """Hardly to be heard, and yet sound."""
    count = round(seconds * rate)
    return np.asarray(np.random.default_rng(0).normal(0, _NOISE_LEVEL, count), np.float32)


def limited(samples: Samples) -> Samples:
    """Peaks bent softly below full scale; below the knee nothing changes."""
    size = np.abs(samples)
    bent = _KNEE + (1 - _KNEE) * np.tanh((size - _KNEE) / (1 - _KNEE))
    return np.where(size > _KNEE, np.sign(samples) * bent, samples).astype(np.float32)


def resampled(samples: Samples, rate: int, wanted_rate: int) -> Samples:
    """A whole piece of sound at another rate, band-limited (zeroed or cut in the spectrum).

    Every sentence waits for it, so silence makes its length one of small prime factors: a tenth of the time for most.
    """
    if rate == wanted_rate or not len(samples):
        return samples
    common = math.gcd(rate, wanted_rate)
    blocks = _smooth(-(-len(samples) // (rate // common)))
    before, after = blocks * (rate // common), blocks * (wanted_rate // common)
    spectrum = np.fft.rfft(samples, before)[: after // 2 + 1]
    length = round(len(samples) * wanted_rate / rate)
    return np.asarray(np.fft.irfft(spectrum, after)[:length] * (after / before), np.float32)


@cache
def _smooth(least: int) -> int:
    """The next number without a prime factor above 7."""
    return next(number for number in count(least) if _without_small_factors(number) == 1)


def _without_small_factors(number: int) -> int:
    for prime in (2, 3, 5, 7):
        while number % prime == 0:
            number //= prime
    return number


def trimmed(samples: Samples, rate: int, margin_seconds: float = 0.03) -> Samples:
    """Without the silence before and after; what is below a thousandth of the peak counts as silence.

    Not below a hundredth: the "t" of "ten" and the "s" of "skin" begin so softly.
    """
    loud = np.flatnonzero(np.abs(samples) > 0.001 * np.abs(samples).max(initial=0.0))
    if not len(loud):
        return samples[:0]
    margin = round(margin_seconds * rate)
    return samples[max(0, loud[0] - margin) : loud[-1] + 1 + margin]


def _notes(notes: tuple[tuple[float, float], ...], rate: int, level: float) -> Samples:
    return np.concatenate([_tone(hertz, seconds, rate) * np.float32(level) for hertz, seconds in notes])


def _tone(hertz: float, seconds: float, rate: int) -> Samples:
    at = np.arange(round(seconds * rate)) / rate
    edge = np.minimum(1.0, np.minimum(at, at[::-1]) / _EDGE_SECONDS)
    return np.asarray(np.sin(2 * np.pi * hertz * at) * edge, np.float32)
