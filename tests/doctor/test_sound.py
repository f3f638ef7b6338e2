"""What the doctor measures of sound."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.doctor.sound import echo_of, level_of
from assistant.edges.microphone import RATE

RNG = np.random.default_rng(1)


def noise(seconds: float, level: float = 0.1) -> np.ndarray:
    return (RNG.standard_normal(round(seconds * RATE)) * level).astype(np.float32)


def test_levels() -> None:
    level = level_of(noise(1.0, 0.1))
    assert level.decibels == pytest.approx(-20, abs=0.2)
    assert not level.all_zeros and level.clipped_share == 0
    assert level_of(np.zeros(RATE, np.float32)).all_zeros
    assert level_of(np.zeros(0, np.float32)).decibels == -120
    assert level_of(np.clip(noise(1.0, 1.0), -1, 1)).clipped_share == pytest.approx(0.32, abs=0.02)


@pytest.mark.parametrize("delay_seconds", [0.0, 0.12, 0.7])
@pytest.mark.parametrize("decibels", [-30.0, -10.0, 3.0])
def test_an_echo_is_found_with_its_delay_and_its_loudness(delay_seconds: float, decibels: float) -> None:
    played, heard, began = noise(0.5), noise(2.5, 0.001), 0.4
    at = round((began + delay_seconds) * RATE)
    heard[at : at + len(played)] += played * np.float32(10 ** (decibels / 20))
    echo = echo_of(played, heard, began)
    assert echo is not None
    assert echo.delay_seconds == pytest.approx(delay_seconds, abs=0.002)
    assert echo.decibels == pytest.approx(decibels, abs=0.5)


def test_where_nothing_comes_back_there_is_no_echo() -> None:
    assert echo_of(noise(0.5), noise(2.5), 0.4) is None
    assert echo_of(noise(0.5), np.zeros(RATE * 2, np.float32), 0.4) is None
    assert echo_of(noise(0.5), noise(0.3), 0.0) is None
