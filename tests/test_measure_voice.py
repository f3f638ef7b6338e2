"""What counts as told when a reply is read back."""

from __future__ import annotations

import pytest

from tests.measure_voice import facts, missing, replies


def test_facts_are_numbers_and_ingredients() -> None:
    assert facts("Add two tablespoons of Shaoxing wine, then stir.") == {"two", "wine"}


@pytest.mark.parametrize(
    ("read", "lost"),
    [
        ("two cups of cornstarch", set()),
        ("to cups of corn starch", set()),
        ("cups of corn", {"two", "cornstarch"}),
        ("twenty cups of cornstarch", {"two"}),
    ],
)
def test_a_fact_is_told_when_its_word_or_one_that_sounds_the_same_is_read(read: str, lost: set[str]) -> None:
    assert missing(facts("Two cups of cornstarch."), read) == lost


def test_an_evening_has_replies_with_facts() -> None:
    found = replies("whole-evening")
    assert len(found) == len(set(found)) > 50
