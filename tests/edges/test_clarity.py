"""How clearly speech came to the microphone: alone, through a room, in noise."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from assistant.edges.clarity import Clarity, clarity_of, falls_by, stands_out
from assistant.edges.microphone import RATE
from assistant.edges.sounds import Samples

QUIET = 1e-4  # of full scale: the noise of a microphone


def pcm(sound: np.ndarray) -> bytes:
    return (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()


def in_a_room(sound: np.ndarray, seconds: float) -> np.ndarray:
    """With a reverberation that falls by 60 dB in that time, half of its power coming straight."""
    rng = np.random.default_rng(3)
    at = np.arange(round(seconds * RATE)) / RATE
    tail = rng.standard_normal(len(at)) * 10 ** (-3 * at / seconds)
    response = tail / np.sqrt(np.sum(tail**2))
    response[0] += 1.0
    heard = np.convolve(sound, response)
    return np.asarray(heard * 0.5 / np.abs(heard).max())


def clip(sound: np.ndarray, noise: float = QUIET) -> bytes:
    """With a quarter of a second around it."""
    around = np.zeros(RATE // 4)
    whole = np.concatenate([around, sound, around])
    return pcm(whole + np.random.default_rng(2).normal(0, noise, len(whole)))


@pytest.mark.parametrize(("noise", "decibels"), [(0.0001, 60), (0.01, 20), (0.1, 3)])
def test_speech_stands_out_of_noise(noise: float, decibels: float) -> None:
    rng = np.random.default_rng(2)
    sound = rng.normal(0, noise, RATE)
    sound[RATE // 2 :] += rng.normal(0, 0.1, RATE // 2)
    assert stands_out(pcm(sound)) == pytest.approx(decibels, abs=3)


@pytest.mark.parametrize(("seconds", "decibels"), [(0.4, 9.0), (0.2, 18.0)])
def test_a_room_lets_sounds_die_as_slowly_as_it_does(seconds: float, decibels: float) -> None:
    """Sixty decibels in so many seconds are that many in sixty thousandths."""
    bursts = np.tile(np.repeat([1.0, 0.0], RATE // 4), 4) * np.random.default_rng(1).normal(0, 0.1, 2 * RATE)
    assert falls_by(clip(in_a_room(bursts, seconds))) == pytest.approx(decibels, abs=3)


@pytest.mark.parametrize("words", ["set a timer for ten minutes", "how much honey", "next step"])
def test_words_are_clear_blurred_by_a_room_or_noisy(words: str, spoken: Callable[[str], Samples]) -> None:
    sound = np.asarray(spoken(words), float)
    assert clarity_of(clip(sound)) is Clarity.CLEAR
    assert clarity_of(clip(in_a_room(sound, 0.5))) is Clarity.BLURRED
    assert clarity_of(clip(sound, noise=0.03)) is Clarity.NOISY


def test_silence_and_next_to_nothing_are_no_fault() -> None:
    assert clarity_of(bytes(2 * RATE)) is Clarity.NOISY
    assert clarity_of(bytes(700)) is Clarity.NOISY
