"""Temperatures in what is said: as a kitchen sets and measures them, in the scale that is wanted."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assistant import building
from assistant.core.degrees import as_set, heated, heated_text, in_degrees, temperatures_in
from assistant.core.quantity import Quantity
from assistant.core.sentences import sentence

F, C = "fahrenheit", "celsius"


def degrees(value: int, unit: str, to: str) -> Fraction:
    return as_set(Quantity(Fraction(value), unit=unit), to).low


@pytest.mark.parametrize(
    ("fahrenheit", "celsius"),
    [(450, 230), (350, 180), (400, 200), (425, 220), (250, 120), (212, 100), (0, -18), (32, 0), (40, 4), (70, 21)],
)
def test_fahrenheit_as_a_kitchen_has_it_in_celsius(fahrenheit: int, celsius: int) -> None:
    assert degrees(fahrenheit, F, C) == celsius


@pytest.mark.parametrize(
    ("celsius", "fahrenheit"), [(230, 450), (180, 350), (200, 400), (100, 212), (-18, 0), (63, 146), (74, 166)]
)
def test_celsius_as_a_kitchen_has_it_in_fahrenheit(celsius: int, fahrenheit: int) -> None:
    assert degrees(celsius, C, F) == fahrenheit


@pytest.mark.parametrize("safe", range(130, 200))
def test_a_safe_temperature_is_never_less_in_the_other_scale(safe: int) -> None:
    assert degrees(safe, F, C) >= Fraction(safe - 32) * 5 / 9
    assert degrees(safe - 80, C, F) >= Fraction(safe - 80) * 9 / 5 + 32


@pytest.mark.parametrize(
    ("written", "scale", "said"),
    [
        ("to 450 °F.", None, "To four hundred and fifty degrees Fahrenheit."),
        ("to 450°F.", C, "To two hundred and thirty degrees Celsius."),
        ("to 450 °F.", F, "To four hundred and fifty degrees Fahrenheit."),
        ("at 350 - 375 °F", C, "At one hundred and eighty to one hundred and ninety degrees Celsius"),
        ("at -18 °C", F, "At zero degrees Fahrenheit"),
        ("145 °F, or 63 °C", C, "One hundred and forty five degrees Fahrenheit, or sixty three degrees Celsius"),
        ("ten degrees lower", C, "Ten degrees lower"),
    ],
)
def test_a_text_is_said_in_the_scale_that_is_wanted(written: str, scale: str | None, said: str) -> None:
    wording = building.wording(0)
    assert wording.say(in_degrees(sentence("text", text=written), scale)) == said


def test_it_is_written_as_it_is_said() -> None:
    assert building.writing(0).words(heated("at 350 - 400 °F", C)) == "at 180–200 °C"


def test_what_is_converted_once_stays_so() -> None:
    once = heated_text("to 450 °F", C)
    assert heated_text(once, C) == once
    assert [q.low for q in temperatures_in(once)] == [230]
