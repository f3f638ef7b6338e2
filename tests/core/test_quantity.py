from __future__ import annotations

from fractions import Fraction as F  # noqa: N817 - tables of them

import pytest
from hypothesis import assume, given, strategies as st

from assistant.core.quantity import UNITS, Quantity, parse_quantity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("2", Quantity(F(2))),
        ("0 grams", Quantity(F(0), None, "gram")),
        ("1/3 cup", Quantity(F(1, 3), None, "cup")),
        ("2 1/2 pounds", Quantity(F(5, 2), None, "pound")),
        ("2.5 lb", Quantity(F(5, 2), None, "pound")),
        ("4 - 6", Quantity(F(4), F(6))),
        ("4–6", Quantity(F(4), F(6))),
        ("1 to 1 1/2 tbsp", Quantity(F(1), F(3, 2), "tablespoon")),
        (" 4 Cloves ", Quantity(F(4), None, "clove")),
        ("485 calories", Quantity(F(485), None, "calorie")),
    ],
)
def test_is_read(text: str, quantity: Quantity) -> None:
    assert parse_quantity(text) == quantity


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is not an amount"),
        ("some", "'some' is not an amount"),
        ("-1 cup", "'-1 cup' is not an amount"),
        ("1/3 bucket", "'bucket' is not a unit"),
        ("1/0 cup", "'1/0' divides by zero"),
        ("6 - 4", "'6 - 4' is a range whose end is not above its start"),
        ("4 - 4", "'4 - 4' is a range whose end is not above its start"),
        ("1 cup of", "'cup of' is not a unit"),
    ],
)
def test_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:
        parse_quantity(text)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "factor", "scaled"),
    [
        ("1/3 cup", F(1), "1/3 cup"),
        ("1/3 cup", F(2), "2/3 cup"),
        ("1/3 cup", F(3, 2), "1/2 cup"),
        ("1/3 cup", F(1, 2), "2 2/3 tablespoons"),
        ("4 cups", F(3, 2), "6 cups"),
        ("1 tablespoon", F(1, 4), "3/4 teaspoon"),
        ("1 tablespoon", F(1, 3), "1 teaspoon"),
        ("1 teaspoon", F(3, 2), "1 1/2 teaspoons"),
        ("2 pounds", F(3, 4), "1 1/2 pounds"),
        ("1/4 pound", F(1, 2), "2 ounces"),
        ("4 cloves", F(3, 8), "2 cloves"),
        ("3 slices", F(1, 10), "1 slice"),
        ("2", F(5, 4), "2 1/2"),
        ("4 - 6", F(1, 2), "2 - 3"),
        ("1 - 2 cloves", F(1, 2), "1 clove"),  # a range that closes is none
        ("0 grams", F(2), "0 grams"),
    ],
)
def test_is_scaled_to_what_a_kitchen_measures(text: str, factor: F, scaled: str) -> None:
    assert parse_quantity(text).scaled(factor) == parse_quantity(scaled)


AMOUNTS = st.fractions(min_value=F(1, 4), max_value=100, max_denominator=8)
FACTORS = st.fractions(min_value=F(1, 4), max_value=10, max_denominator=8)
QUANTITIES = st.builds(lambda low, more, unit: Quantity(low, low + more if more else None, unit),
                       AMOUNTS, st.none() | AMOUNTS, st.sampled_from([None, *UNITS]))  # fmt: skip
IN_TEASPOONS = {"cup": 48, "tablespoon": 3, "teaspoon": 1}


@given(QUANTITIES)
def test_once_is_itself(quantity: Quantity) -> None:
    assert quantity.scaled(F(1)) == quantity


@given(QUANTITIES, FACTORS)
def test_something_stays_something_and_a_range_stays_in_order(quantity: Quantity, factor: F) -> None:
    scaled = quantity.scaled(factor)
    assert scaled.low > 0
    assert scaled.high is None or scaled.high > scaled.low
    assert quantity.high is not None or scaled.high is None


@given(AMOUNTS, FACTORS, st.sampled_from(sorted(IN_TEASPOONS)))
def test_no_volume_is_far_off(low: F, factor: F, unit: str) -> None:
    exact = low * factor * IN_TEASPOONS[unit]
    assume(factor != 1 and exact >= F(1, 2))
    scaled = Quantity(low, None, unit).scaled(factor)
    assert scaled.unit is not None
    assert abs(scaled.low * IN_TEASPOONS[scaled.unit] / exact - 1) <= F(1, 3)


@given(QUANTITIES, FACTORS, FACTORS)
def test_more_is_never_less(quantity: Quantity, one: F, other: F) -> None:
    assume(1 not in (one, other))
    less, more = (quantity.scaled(f) for f in sorted((one, other)))
    assume(less.unit == more.unit)
    assert less.low <= more.low


@given(st.fractions(min_value=0, max_value=1000, max_denominator=16), st.sampled_from(sorted(UNITS)))
def test_what_is_written_is_read(low: F, unit: str) -> None:
    whole, part = divmod(low, 1)
    text = f"{whole} {part.numerator}/{part.denominator} {unit}"
    assert parse_quantity(text) == Quantity(low, None, unit)


@given(st.text())
def test_any_text_is_an_amount_or_a_value_error(text: str) -> None:
    try:
        assert parse_quantity(text).low >= 0
    except ValueError as error:
        assert str(error)
