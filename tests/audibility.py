"""How far a sound stands out of another one, in the ear's bands.

By the third-octave method of ISO 7731:2003 (auditory danger signals): a signal is clearly audible where it exceeds the
masked threshold by 13 dB in one third-octave band or more; the threshold in a band is the noise there, or the threshold
of the band below less 2.5 dB, since low sounds mask higher ones. Levels are those of 0.2 s, over which the ear adds up
sound; of the noise its loud moments count, those that a tenth of the time is louder than. Levels in dB are re full
scale.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.edges.sounds import Samples

Levels = NDArray[np.float64]  # dB in each of BANDS

CLEARLY_DB = 13.0
SLOPE_DB = 2.5
EAR_SECONDS = 0.2
BANDS = 1000 * 10 ** (np.arange(-10, 10) / 10)  # Hz, the middles of third octaves from 100 Hz to 8 kHz
_SILENT = 1e-20


def bands(samples: Samples, rate: int) -> NDArray[np.float64]:
    """The levels of each moment of 0.2 s, at half of it apart: moments × bands."""
    length = round(EAR_SECONDS * rate)
    padded = np.concatenate([samples, np.zeros(max(0, length - len(samples)), np.float32)])
    moments = np.lib.stride_tricks.sliding_window_view(padded, length)[:: length // 2]
    window = np.hanning(length)
    power = np.abs(np.fft.rfft(moments * window)) ** 2 * 2 / (length * (window**2).sum())
    hertz = np.fft.rfftfreq(length, 1 / rate)
    edges = 10 ** (1 / 20)
    sums = [power[:, (hertz >= f / edges) & (hertz < f * edges)].sum(axis=1) for f in BANDS]
    return np.asarray(10 * np.log10(np.stack(sums, axis=1) + _SILENT))


def masked_threshold(noise: Samples, rate: int) -> Levels:
    """What a signal must exceed in each band to be heard at all."""
    threshold = np.percentile(bands(noise, rate), 90, axis=0)
    for band in range(1, len(threshold)):
        threshold[band] = max(threshold[band], threshold[band - 1] - SLOPE_DB)
    return np.asarray(threshold)


def excess(signal: Samples, noise: Samples, rate: int) -> float:
    """By how many dB the loudest moment of the signal exceeds the masked threshold, in the band where most."""
    return float((bands(signal, rate).max(axis=0) - masked_threshold(noise, rate)).max())


def a_weighted(samples: Samples, rate: int) -> float:
    """The level as the A curve of IEC 61672-1 weighs it."""
    f2 = np.fft.rfftfreq(len(samples), 1 / rate) ** 2
    curve = 12194**2 * f2**2 / ((f2 + 20.6**2) * np.sqrt((f2 + 107.7**2) * (f2 + 737.9**2)) * (f2 + 12194**2))
    power = (np.abs(np.fft.rfft(samples)) * curve * 10 ** (2.0 / 20)) ** 2
    return float(10 * np.log10(2 * power.sum() / len(samples) ** 2 + _SILENT))


def as_loud_as(samples: Samples, level: float, rate: int) -> Samples:
    """The sound at an A-weighted level in dB."""
    return np.asarray(samples * 10 ** ((level - a_weighted(samples, rate)) / 20), np.float32)


def noise(seconds: float, rate: int, fall_db: float, above_hertz: float = 0.0, seed: int = 1) -> Samples:
    """Noise whose spectrum falls by so many dB an octave, above a frequency: 3 from 0 Hz on is pink."""
    count = round(seconds * rate)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    octaves = np.log2(np.maximum(np.fft.rfftfreq(count, 1 / rate), 20.0) / max(above_hertz, 20.0))
    made = np.fft.irfft(spectrum * 10 ** (-fall_db * np.maximum(octaves, 0.0) / 20), count)
    return np.asarray(made / np.abs(made).max(), np.float32)
