"""Amounts and times in figures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.core.quantity import Quantity, parse_quantity
from assistant.core.recipe import Span
from assistant.core.sentences import Amount
from assistant.language.writing import write_amount, write_left, write_quantity, write_span


@pytest.mark.parametrize(
    ("quantity", "written"),
    [
        ("1/3 cup", "⅓ cup"),
        ("1 cup", "1 cup"),
        ("2 1/2 pounds", "2½ pounds"),
        ("4 - 6", "4–6"),
        ("3 slices", "3 slices"),
        ("2/3 tablespoon", "2 teaspoons"),
        ("1 1/3 tablespoons", "1 tablespoon + 1 teaspoon"),
        ("1.6 pounds", "1.6 pounds"),
        ("1/2 - 1 teaspoon", "½–1 teaspoons"),
    ],
)
def test_amounts(quantity: str, written: str) -> None:
    assert write_quantity(parse_quantity(quantity)) == written


def test_degrees() -> None:
    assert write_quantity(Quantity(Fraction(375), unit="fahrenheit")) == "375 °F"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Amount(Quantity(Fraction(1, 3), unit="cup"), "honey"), "⅓ cup of honey"),
        (Amount(Quantity(Fraction(2)), "green onions"), "2 green onions"),
        (Amount(Quantity(Fraction(1, 2)), "onion"), "½ an onion"),
        (Amount(Quantity(Fraction(1), unit="teaspoon"), "salt", bare=True), "1 teaspoon"),
        (Amount(None, "sesame seeds"), "sesame seeds"),
    ],
)
def test_ingredients(amount: Amount, written: str) -> None:
    assert write_amount(amount) == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(480, "8–10 min"), (45, "45 s – 10 min"), (600, "10 min")],
)
def test_spans(seconds: int, written: str) -> None:
    assert write_span(Span(seconds, 600)) == written
    assert write_span(Span(5400, 7200)) == "1 h 30 min – 2 h"


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(5345.0, "1:29:05"), (247.2, "4:08"), (0.1, "0:01"), (0.0, "+0:00"), (-30.5, "+0:30"), (-3601.0, "+1:00:01")],
)
def test_what_is_left(seconds: float, written: str) -> None:
    assert write_left(seconds) == written
