from __future__ import annotations

import pytest

from assistant.language.pauses import BREATH_SECONDS, REACH_SECONDS, pause_seconds

SALT, SUGAR = "One teaspoon of salt.", "Two tablespoons of brown sugar."


@pytest.mark.parametrize(
    ("said", "to_come", "seconds"),
    [
        ("Step two: Blanch the pork belly.", "Bring a large pot of water to a boil.", BREATH_SECONDS),
        (SALT, SUGAR, REACH_SECONDS),
        ("Four cloves of garlic.", "One onion.", REACH_SECONDS),
        ("Let them boil for five minutes.", "Shall I start the timer?", REACH_SECONDS),
    ],
)
def test_a_hand_gets_time(said: str, to_come: str, seconds: float) -> None:
    assert pause_seconds(said, to_come) == seconds


def test_slow_speech_has_pauses_that_are_longer_still() -> None:
    assert pause_seconds(SALT, SUGAR, 0.5) == 4 * REACH_SECONDS
