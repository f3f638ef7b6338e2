"""Number words: tables, and every number there and back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from assistant.language.examples import EXAMPLES
from assistant.language.numbers import amount, integer, seconds, spell, spell_ordinal, time_of_day
from assistant.language.spoken import words_of


@given(st.integers(0, 999_999))
def test_every_integer_there_and_back(number: int) -> None:
    assert integer(spell(number).split()) == number


@given(st.integers(0, 999_999))
def test_digits_are_read_as_words(number: int) -> None:
    assert words_of(str(number)) == spell(number).split()


@given(st.integers(1, 20))
def test_ordinals(number: int) -> None:
    assert integer([spell_ordinal(number)]) == number


@given(st.integers(1, 23), st.integers(1, 59), st.integers(1, 59), st.booleans())
def test_lengths_add_up(hours: int, minutes: int, secs: int, joined: bool) -> None:
    glue = " and " if joined else " "
    said = glue.join((f"{spell(hours)} hours", f"{spell(minutes)} minutes", f"{spell(secs)} seconds"))
    assert seconds(said.split()) == 3600 * hours + 60 * minutes + secs


LENGTHS = {
    "a hundred and twenty minutes": 7200,
    "half an hour": 1800,
    "an hour and a half": 5400,
    "two and a half minutes": 150,
    "one hour and five minutes": 3900,
    "thirty seconds": 30,
    "three quarters of an hour": 2700,
    "a couple of minutes": 120,
    "a few minutes": 180,
    "a quarter of an hour": 900,
    "quarter of an hour": 900,
    "half a minute": 30,
    "an hour": 3600,
    "one hour thirty": 5400,
    "an hour and fifteen": 4500,
    "five minutes thirty": 330,
    "a half hour": 1800,
    "one and a half hours": 5400,
    "two hours and a quarter": 8100,
}


@pytest.mark.parametrize(("said", "length"), LENGTHS.items())
def test_lengths(said: str, length: int) -> None:
    assert seconds(said.split()) == length


@pytest.mark.parametrize("said", ["", "ten", "next minutes", "and"])
def test_no_lengths(said: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        seconds(said.split())


AMOUNTS = {
    "ten": Fraction(10),
    "half a": Fraction(1, 2),
    "one and a half": Fraction(3, 2),
    "three quarters of": Fraction(3, 4),
    "a third": Fraction(1, 3),
    "two thirds": Fraction(2, 3),
    "two and a quarter": Fraction(9, 4),
    "a couple": Fraction(2),
}


@pytest.mark.parametrize(("said", "value"), AMOUNTS.items())
def test_amounts(said: str, value: Fraction) -> None:
    assert amount(said.split()) == value


TIMES = {
    "seven": "19:00", "half past six": "18:30", "quarter to eight": "19:45", "a quarter past six": "18:15",
    "seven thirty": "19:30", "eight a m": "08:00", "seven p m": "19:00", "eight o'clock": "20:00", "noon": "12:00",
    "twelve": "12:00", "ten past one": "13:10", "eleven in the morning": "11:00", "six oh five": "18:05",
}  # fmt: skip


@pytest.mark.parametrize(("said", "time"), TIMES.items())
def test_times_of_day(said: str, time: str) -> None:
    assert time_of_day(said.split()) == time


TYPED = {
    "1 1/2 hours": "one and a half hours",
    "1 and a 1/2 hours": "one and a half hours",
    "0.5 cups": "zero and a half cups",
    "at 7:30pm": "at seven thirty p m",
    "9:00": "nine o'clock",
    "1st": "first",
    "#3": "number three",
    "5-minute": "five minute",
    "15 min": "fifteen minutes",
    "350°F": "three hundred and fifty degrees fahrenheit",
    "60%": "sixty percent",
}


@pytest.mark.parametrize(("typed", "said"), TYPED.items())
def test_what_is_typed_is_read_as_it_would_be_said(typed: str, said: str) -> None:
    assert " ".join(words_of(typed)) == said


@pytest.mark.parametrize("said", EXAMPLES["duration"]())
def test_every_example_of_a_length_is_one(said: str) -> None:
    assert seconds(said.split()) > 0
