"""What counts as told when a reply is read back."""

from __future__ import annotations

import pytest

from tests.benchmarks.voice import word_errors
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


@pytest.mark.parametrize(
    ("said", "read", "errors"),
    [
        ("Stir in two tablespoons of cornstarch.", "stir in to tablespoons of corn starch", 0),
        ("Cut it into pieces, two by three inches.", "cut it in to pieces to buy three inches", 0),
        ("Stir in the cornstarch.", "stir in the corn stark", 2),
        ("Add the pork.", "at the poor", 2),
        ("Add the pork.", "", 3),
        ("Add Shaoxing wine.", "add shouting wine", 0),
    ],
)
def test_words_that_sound_alike_and_compounds_in_parts_are_no_errors(said: str, read: str, errors: int) -> None:
    assert word_errors(said, read, frozenset({"shaoxing"})) == errors
