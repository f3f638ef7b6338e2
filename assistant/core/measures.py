"""Units and what they hold: adding amounts, and saying one in another unit.

US customary units by their exact definitions (NIST Handbook 44, Appendix C): an inch is 2.54 cm, a gallon 231 cubic
inches, a pound 453.59237 g.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from assistant.core.kitchen import Food
from assistant.core.quantity import Quantity, nearest

_GALLON = Fraction("3785.411784")
MILLILITERS: Mapping[str, Fraction] = {
    "milliliter": Fraction(1),
    "centiliter": Fraction(10),
    "deciliter": Fraction(100),
    "liter": Fraction(1000),
    "teaspoon": _GALLON / 768,
    "tablespoon": _GALLON / 256,
    "fluid ounce": _GALLON / 128,
    "cup": _GALLON / 16,
    "pint": _GALLON / 8,
    "quart": _GALLON / 4,
    "gallon": _GALLON,
}
GRAMS: Mapping[str, Fraction] = {
    "microgram": Fraction(1, 1_000_000),
    "milligram": Fraction(1, 1000),
    "gram": Fraction(1),
    "kilogram": Fraction(1000),
    "ounce": Fraction("28.349523125"),
    "pound": Fraction("453.59237"),
}
CENTIMETERS: Mapping[str, Fraction] = {
    "millimeter": Fraction(1, 10),
    "centimeter": Fraction(1),
    "meter": Fraction(100),
    "kilometer": Fraction(100_000),
    "inch": Fraction("2.54"),
    "foot": Fraction("30.48"),
    "yard": Fraction("91.44"),
    "mile": Fraction("160934.4"),
}
FAHRENHEIT, CELSIUS = "fahrenheit", "celsius"
TEMPERATURES = frozenset({FAHRENHEIT, CELSIUS})
_FLUID_OUNCE = _GALLON / 128
_GRIDS = ((500, 10), (200, 5), (10, 1))  # from so much on, rounded to so much; below, to halves


def converted(amount: Fraction, unit: str, to: str, food: Food | None = None) -> Fraction | None:
    """The exact amount in another unit; None where that takes a weight that is not known, or makes no sense."""
    if unit == to:
        return amount
    if {unit, to} == TEMPERATURES:
        return (amount - 32) * 5 / 9 if to == CELSIUS else amount * 9 / 5 + 32
    for units in (MILLILITERS, GRAMS, CENTIMETERS):
        if unit in units and to in units:
            return amount * units[unit] / units[to]
    if unit in MILLILITERS and to == "ounce" and (food is None or food.poured):
        return amount * MILLILITERS[unit] / _FLUID_OUNCE
    if unit == "ounce" and to in MILLILITERS and (food is None or food.poured):
        return amount * _FLUID_OUNCE / MILLILITERS[to]
    if food is None:
        return None
    density = food.grams_per_cup / MILLILITERS["cup"]
    if unit in MILLILITERS and to in GRAMS:
        return amount * MILLILITERS[unit] * density / GRAMS[to]
    if unit in GRAMS and to in MILLILITERS:
        return amount * GRAMS[unit] / density / MILLILITERS[to]
    return None


def added(one: Quantity, other: Quantity) -> Quantity:
    """Both together in the unit of the first; the first alone where they cannot be added."""
    more = other.low if one.unit == other.unit else converted(other.low, other.unit or "", one.unit or "")
    if more is None:
        return one
    return Quantity(one.low + more, None if one.high is None else one.high + more, one.unit)


def measured(quantity: Quantity, factor: Fraction, system: str | None, food: Food | None) -> Quantity:
    """So many times as much, as a kitchen measures it in the units that are wanted."""
    to = _unit_in(system, quantity, food)
    if to is None:
        return quantity.scaled(factor)
    low = converted(quantity.low * factor, quantity.unit or "", to, food)
    if low is None:
        return quantity.scaled(factor)
    high = None if quantity.high is None else converted(quantity.high * factor, quantity.unit or "", to, food)
    if to not in ("gram", "milliliter"):
        return Quantity(low, high, to).scaled(Fraction(1), always=True)
    if to == "milliliter" and low >= MILLILITERS["liter"]:
        return Quantity(nearest(low / 1000, Fraction(1, 10)), unit="liter")
    least, most = on_scale(low), None if high is None else on_scale(high)
    return Quantity(least, most if most != least else None, to)


def _unit_in(system: str | None, quantity: Quantity, food: Food | None) -> str | None:
    """The unit of a system for such an amount; None where it stays as it is."""
    unit = quantity.unit
    if system == "metric" and (unit in MILLILITERS or unit in GRAMS):
        if unit in GRAMS:
            return "gram"
        return (
            None
            if food is None and unit in ("teaspoon", "tablespoon")
            else ("milliliter" if food is None or food.poured else "gram")
        )
    if system == "us" and unit in ("gram", "kilogram"):
        return "pound" if quantity.low * GRAMS[unit] >= GRAMS["pound"] else "ounce"
    if system == "us" and unit in ("milliliter", "liter"):
        held = quantity.low * MILLILITERS[unit]
        return next(u for u in ("cup", "tablespoon", "teaspoon") if held >= MILLILITERS[u] / 4 or u == "teaspoon")
    return None


def on_scale(value: Fraction) -> Fraction:
    """As exact as a kitchen scale or jug is worth reading."""
    for least, grid in _GRIDS:
        if value >= least:
            return nearest(value, Fraction(grid))
    return nearest(value, Fraction(1, 2))
