"""The voice grows with the noise of the kitchen, and only with that."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from assistant.edges.ambience import Ambience, MeasuredMicrophone, levels_of
from assistant.edges.microphone import RATE, Block


def sound(decibels: float, seconds: float) -> list[Block]:
    """Noise of that level below full scale, in blocks of 30 ms."""
    level = 10 ** (decibels / 20) * 32768
    noise = np.random.default_rng(1).normal(0, level, round(seconds * RATE))
    samples = np.clip(noise, -32768, 32767).astype("<i2").reshape(-1, 480)
    return [Block(block.tobytes(), n * 0.03) for n, block in enumerate(samples)]


def gain_after(*blocks: list[Block], quiet: bool = True) -> float:
    ambience = Ambience()
    ambience.is_quiet = lambda: quiet
    for block in (b for each in blocks for b in each):
        ambience.heard(block)
    return float(20 * np.log10(ambience.gain()))


@pytest.mark.parametrize(("noise", "louder"), [(-70, 0.0), (-45, 0.0), (-41, 2.0), (-35, 5.0), (-20, 6.0)])
def test_it_speaks_up_by_half_of_what_the_noise_rises_by_and_no_more_than_six_decibels(
    noise: float, louder: float
) -> None:
    assert gain_after(sound(noise, 6.0)) == pytest.approx(louder, abs=0.3)


def test_somebody_who_talks_is_no_noise() -> None:
    talk = [sound(-20, 0.6), sound(-60, 0.6)] * 6
    assert gain_after(*talk) == 0.0


def test_a_fan_that_is_turned_off_is_forgotten() -> None:
    assert gain_after(sound(-25, 12.0), sound(-60, 12.0)) == 0.0


def test_our_own_sound_does_not_count() -> None:
    assert gain_after(sound(-20, 6.0), quiet=False) == 0.0


def test_a_moment_is_not_enough_to_know() -> None:
    assert gain_after(sound(-20, 0.9)) == 0.0


class Recording:
    def __init__(self, blocks: list[Block]) -> None:
        self.left, self.closed = blocks, False

    def blocks(self) -> Iterator[Block]:
        yield from self.left

    def close(self) -> None:
        self.closed = True


def test_the_microphone_is_measured_on_its_way() -> None:
    ambience, recording = Ambience(), Recording(sound(-30, 6.0))
    measured = MeasuredMicrophone(recording, ambience)
    assert list(measured.blocks()) == recording.left
    assert ambience.gain() > 1
    measured.close()
    assert recording.closed


def test_a_word_stands_above_the_noise_by_its_level() -> None:
    ambience = Ambience()
    for block in [*sound(-60, 5.1), *sound(-25, 0.6), *sound(-60, 3.0)]:
        ambience.heard(block)
    assert ambience.levels is not None
    assert ambience.levels.noise_decibels == pytest.approx(-60, abs=1)
    assert ambience.levels.voice_decibels == pytest.approx(-25, abs=1)


def test_a_recording_is_measured_like_the_kitchen() -> None:
    blocks = b"".join(block.samples for block in [*sound(-60, 4.2), *sound(-25, 0.6)])
    levels = levels_of(np.frombuffer(blocks, "<i2").astype(np.float32) / np.float32(32768))
    assert levels.noise_decibels == pytest.approx(-60, abs=1)
    assert levels.voice_decibels == pytest.approx(-25, abs=1)


@pytest.mark.parametrize(("voice", "noise", "loud"), [(-25, -28, True), (-15, -28, False), (-45, -48, True)])
def test_how_loud_the_cook_is_decides_what_is_loud(voice: float, noise: float, loud: bool) -> None:
    told: list[bool] = []
    ambience = Ambience(voice)
    ambience.on_loud = told.append
    for block in sound(noise, 4.2):
        ambience.heard(block)
    assert told == [True] * loud
