"""One unit in another, amounts added, and amounts in the units that a cook wants."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.core.kitchen import Food
from assistant.core.measures import added, converted, measured
from assistant.core.quantity import Quantity, parse_quantity

F = Fraction
HONEY = Food(("honey",), 339)
WATER = Food(("water",), 237, poured=True)


@pytest.mark.parametrize(
    ("amount", "unit", "to", "food", "result"),
    [
        (1, "cup", "tablespoon", None, 16),
        (1, "tablespoon", "teaspoon", None, 3),
        (1, "cup", "milliliter", None, 236.588),
        (2, "pound", "gram", None, 907.185),
        (1, "pound", "ounce", None, 16),
        (1, "inch", "centimeter", None, 2.54),
        (450, "fahrenheit", "celsius", None, 232.222),
        (100, "celsius", "fahrenheit", None, 212),
        (F(1, 3), "cup", "gram", HONEY, 113),
        (226, "gram", "cup", HONEY, 0.6667),
        (1, "cup", "ounce", WATER, 8),
        (1, "cup", "ounce", HONEY, 11.958),
        (1, "gallon", "quart", None, 4),
    ],
)
def test_converts(amount: Fraction, unit: str, to: str, food: Food | None, result: float) -> None:
    exact = converted(F(amount), unit, to, food)
    assert exact is not None
    assert float(exact) == pytest.approx(result, rel=1e-4)


@pytest.mark.parametrize(("unit", "to"), [("cup", "gram"), ("gram", "teaspoon"), ("inch", "gram"), ("clove", "gram")])
def test_what_takes_a_weight_is_not_guessed(unit: str, to: str) -> None:
    assert converted(F(1), unit, to) is None


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("2 tablespoons", "1 teaspoon", Quantity(F(7, 3), unit="tablespoon")),
        ("3 tablespoons", "2 tablespoons", Quantity(F(5), unit="tablespoon")),
        ("2 tablespoons", "1 pound", Quantity(F(2), unit="tablespoon")),
    ],
)
def test_adds(one: str, other: str, both: Quantity) -> None:
    assert added(parse_quantity(one), parse_quantity(other)) == both


@pytest.mark.parametrize(
    ("written", "factor", "system", "food", "result"),
    [
        ("1/3 cup", F(1), None, HONEY, "1/3 cup"),
        ("1/3 cup", F(1), "us", HONEY, "1/3 cup"),
        ("1/3 cup", F(1), "metric", HONEY, "113 grams"),
        ("1/3 cup", F(8, 5), "metric", HONEY, "181 grams"),
        ("4 cups", F(1), "metric", WATER, "950 milliliters"),
        ("4 cups", F(2), "metric", WATER, "1.9 liters"),
        ("2 pounds", F(1), "metric", None, "910 grams"),
        ("4 cloves", F(1), "metric", None, "4 cloves"),
        ("2", F(1), "metric", None, "2"),
        ("1 teaspoon", F(1), "metric", None, "1 teaspoon"),
        ("500 grams", F(1), "us", None, "1 pound"),
        ("250 milliliters", F(1), "us", None, "1 cup"),
    ],
)
def test_measures_in_the_units_that_are_wanted(
    written: str, factor: Fraction, system: str | None, food: Food | None, result: str
) -> None:
    assert measured(parse_quantity(written), factor, system, food) == parse_quantity(result)
