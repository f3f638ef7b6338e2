"""The alarm is heard over a hood, over people who talk, and over our own voice.

The cook has set the loudspeaker so that our voice is understood; so its level is what the others are measured by.
`scripts/measure-audibility` says by how much, over recordings too.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from edges.fakes import HandDrivenPlayer

from assistant.edges.sounds import Samples, resampled, rising_alarm
from assistant.edges.speaker import joined
from assistant.edges.voices.system import SystemVoice
from tests.audibility import BANDS, CLEARLY_DB, a_weighted, as_loud_as, bands, excess, masked_threshold, noise

RATE = HandDrivenPlayer.rate
SAYS = "Simmer timer: time is up. Push a fork into the thickest piece. It should meet almost no resistance."
OTHERS = "And then she told him that the train was late, and nobody had even thought of calling us before we left."
RAISED_DB = 6.0  # people talk so much louder in noise (ANSI S3.5: 62 dB for a normal voice, 68 for a raised one)
HOODS = {
    "pink": (3.0, 0.0),
    "falling from 300 Hz": (5.0, 300.0),
    "falling from 1 kHz": (6.0, 1000.0),
    "white": (0.0, 0.0),
}


@cache
def spoken(text: str) -> Samples:
    voice = SystemVoice()
    try:
        return resampled(joined(voice, text), voice.rate, RATE)
    finally:
        voice.close()


def voice_level() -> float:
    return a_weighted(spoken(SAYS), RATE)


def played(seconds: float, speaking_seconds: float = 0.0) -> Samples:
    """The alarm as the loudspeaker gives it, while it speaks for so long."""
    player = HandDrivenPlayer()
    player.alarm.put(rising_alarm(seconds, RATE))
    player.speech.put([np.zeros(round(speaking_seconds * RATE), np.float32)])
    return player.run(seconds)


def first_and_last(sound: Samples) -> tuple[Samples, Samples]:
    """Two seconds of each: a burst."""
    return sound[: 2 * RATE], sound[-2 * RATE :]


@pytest.mark.parametrize(("fall_db", "above_hertz"), HOODS.values(), ids=HOODS)
def test_it_is_clearly_heard_over_a_hood(fall_db: float, above_hertz: float) -> None:
    """At once over one as loud as our voice; when it has risen, over one twice as loud to the ear (10 dB)."""
    first, last = first_and_last(played(20))
    hood = noise(10, RATE, fall_db, above_hertz)
    assert excess(first, as_loud_as(hood, voice_level(), RATE), RATE) >= CLEARLY_DB
    assert excess(last, as_loud_as(hood, voice_level() + 10, RATE), RATE) >= CLEARLY_DB


def test_it_is_clearly_heard_over_people_who_talk() -> None:
    """At once where they talk as we do; when it has risen, where two raise their voices."""
    first, last = first_and_last(played(20))
    talk = spoken(OTHERS)
    two = talk + np.roll(talk, len(talk) // 3)
    assert excess(first, as_loud_as(talk, voice_level(), RATE), RATE) >= CLEARLY_DB
    assert excess(last, as_loud_as(two, voice_level() + RAISED_DB, RATE), RATE) >= CLEARLY_DB


def test_it_is_clearly_heard_over_our_own_voice() -> None:
    for burst in first_and_last(played(20, speaking_seconds=20)):
        assert excess(burst, spoken(SAYS), RATE) >= CLEARLY_DB


def test_it_gives_way_while_we_speak_and_comes_back_without_a_click() -> None:
    plain, beside = played(20), played(20, speaking_seconds=14)
    assert np.abs(beside[12 * RATE : 14 * RATE]).max() < 0.7 * np.abs(plain[12 * RATE : 14 * RATE]).max()
    assert np.array_equal(beside[-5 * RATE :], plain[-5 * RATE :])
    assert np.abs(np.diff(beside)).max() <= 1.01 * np.abs(np.diff(plain)).max()


def test_a_mix_that_is_too_loud_is_cut_and_not_turned_over() -> None:
    player = HandDrivenPlayer()
    player.alarm.put(rising_alarm(20, RATE)[-2:])
    player.speech.put([np.ones(RATE, np.float32)])
    mixed = player.run(1.0)
    assert mixed.max() == 1.0
    assert mixed.min() > 0.0


# ---- the measure itself ----


def tone(hertz: float, level_db: float, seconds: float = 2.0) -> Samples:
    at = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(np.sqrt(2) * 10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * at), np.float32)


@pytest.mark.parametrize("band", [5, 10, 15])
def test_a_tone_has_its_level_in_its_band_and_none_elsewhere(band: int) -> None:
    levels = bands(tone(BANDS[band], -20), RATE)
    assert levels[:, band] == pytest.approx(-20, abs=0.2)
    assert np.delete(levels, band, axis=1).max() < -45


@pytest.mark.parametrize(("hertz", "weight"), [(100, -19.1), (1000, 0.0), (2500, 1.3), (4000, 1.0)])
def test_levels_are_weighed_by_the_a_curve(hertz: float, weight: float) -> None:
    assert a_weighted(tone(hertz, -20), RATE) == pytest.approx(-20 + weight, abs=0.3)
    assert a_weighted(as_loud_as(tone(hertz, -3), -30, RATE), RATE) == pytest.approx(-30, abs=0.01)


def test_a_low_sound_masks_higher_ones_less_and_less() -> None:
    threshold = masked_threshold(tone(500, -20), RATE)
    assert threshold[7:10] == pytest.approx([-20, -22.5, -25], abs=0.3)
    assert threshold[6] < -45


def test_a_tone_in_noise_of_its_own_level_is_heard_by_what_falls_into_its_band() -> None:
    """White noise to 8 kHz has a 35th of its power in the third octave at 1 kHz, 15.4 dB less than all of it."""
    hiss = noise(20, RATE, 0.0)
    level = 20 * np.log10(np.sqrt(np.mean(hiss**2)))
    assert excess(tone(1000, level), hiss, RATE) == pytest.approx(15.4, abs=2.0)
    assert excess(hiss, hiss, RATE) < CLEARLY_DB
