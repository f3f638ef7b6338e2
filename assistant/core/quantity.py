"""Amounts as a cook reads them: exact fractions, ranges, and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

UNITS = {
    "pound": ("pound", "pounds", "lb", "lbs"),
    "ounce": ("ounce", "ounces", "oz"),
    "gram": ("gram", "grams", "g"),
    "kilogram": ("kilogram", "kilograms", "kg"),
    "milligram": ("milligram", "milligrams", "mg"),
    "cup": ("cup", "cups"),
    "tablespoon": ("tablespoon", "tablespoons", "tbsp"),
    "teaspoon": ("teaspoon", "teaspoons", "tsp"),
    "milliliter": ("milliliter", "milliliters", "ml"),
    "centiliter": ("centiliter", "centiliters", "cl"),
    "deciliter": ("deciliter", "deciliters", "dl"),
    "liter": ("liter", "liters", "l"),
    "pint": ("pint", "pints", "pt"),
    "quart": ("quart", "quarts", "qt"),
    "gallon": ("gallon", "gallons", "gal"),
    "fluid ounce": ("fluid ounce", "fluid ounces", "fl oz"),
    "calorie": ("calorie", "calories"),
    "kilojoule": ("kilojoule", "kilojoules", "kj"),
    "microgram": ("microgram", "micrograms", "mcg"),
}
# What is counted, and never weighed: the word for one, and for several.
COUNTED = {one: (one, many) for one, many in (
    ("bag", "bags"), ("block", "blocks"), ("bottle", "bottles"), ("box", "boxes"), ("bulb", "bulbs"),
    ("bunch", "bunches"), ("can", "cans"), ("carton", "cartons"), ("clove", "cloves"), ("cube", "cubes"),
    ("dash", "dashes"), ("drop", "drops"), ("ear", "ears"), ("fillet", "fillets"), ("handful", "handfuls"),
    ("head", "heads"), ("jar", "jars"), ("knob", "knobs"), ("leaf", "leaves"), ("loaf", "loaves"),
    ("package", "packages"), ("packet", "packets"), ("piece", "pieces"), ("pinch", "pinches"), ("rib", "ribs"),
    ("sheet", "sheets"), ("slice", "slices"), ("splash", "splashes"), ("sprig", "sprigs"), ("stalk", "stalks"),
    ("stem", "stems"), ("stick", "sticks"), ("strip", "strips"), ("tin", "tins"), ("tub", "tubs"),
)}  # fmt: skip
UNITS |= COUNTED
_UNIT_OF = {spelling: unit for unit, spellings in UNITS.items() for spelling in spellings}


def unit_called(name: str) -> str | None:
    """The unit of that name: "slices" are of "slice"."""
    return _UNIT_OF.get(name.lower())


_NUMBER = r"(?:\d+ )?\d+/\d+|\d+(?:\.\d+)?"
_QUANTITY = re.compile(rf"(?P<low>{_NUMBER})(?: ?(?:-|–|to) ?(?P<high>{_NUMBER}))?(?: +(?P<unit>[a-z]+(?: [a-z]+)?))?")
# The same for those who know no units: numbers, and perhaps a word or two.
PATTERN = rf"^\s*(?:{_NUMBER})(?: ?(?:-|–|to) ?(?:{_NUMBER}))?(?: +[A-Za-z]+(?: [A-Za-z]+)?)?\s*$"

# The steps a kitchen can measure, by unit; what is not named goes by quarters.
_MEASURABLE = {
    "cup": (Fraction(1, 4), Fraction(1, 3)),
    "tablespoon": (Fraction(1, 2), Fraction(1, 3)),  # a third is a teaspoon
    "gram": (Fraction(1),),
    "milliliter": (Fraction(1),),
    "clove": (Fraction(1),),
    "slice": (Fraction(1),),
    "piece": (Fraction(1),),
    "pinch": (Fraction(1),),
    "dash": (Fraction(1),),
    "drop": (Fraction(1),),
    "leaf": (Fraction(1),),
    "sprig": (Fraction(1),),
    None: (Fraction(1, 2),),
}

# What is too little to measure in its unit: below how much, in which smaller unit, of which it holds how many.
_SMALLER = {
    "cup": (Fraction(1, 4), "tablespoon", 16),
    "tablespoon": (Fraction(1, 2), "teaspoon", 3),
    "pound": (Fraction(1, 4), "ounce", 16),
    "kilogram": (Fraction(1, 4), "gram", 1000),
    "liter": (Fraction(1, 4), "milliliter", 1000),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` alone, or from `low` to `high`; `unit` is singular, None where things are counted."""

    low: Fraction
    high: Fraction | None = None
    unit: str | None = None

    def scaled(self, factor: Fraction, always: bool = False) -> Quantity:
        """As much for another number of people, rounded to what a kitchen can measure; small unit for little.

        `always`: even where it stays as much.
        """
        if factor == 1 and not always:
            return self
        low, high, unit = self.low * factor, (self.high or self.low) * factor, self.unit
        while unit in _SMALLER and 0 < low < _SMALLER[unit][0]:
            _, unit, count = _SMALLER[unit]
            low, high = low * count, high * count
        least, most = _measurable(low, unit), _measurable(high, unit)
        return Quantity(least, most if most > least else None, unit)


def _measurable(value: Fraction, unit: str | None) -> Fraction:
    if value == 0:
        return value
    grids = _MEASURABLE.get(unit, (Fraction(1, 4),))
    return min((nearest(value, grid) for grid in grids), key=lambda candidate: abs(candidate - value))


def nearest(value: Fraction, grid: Fraction) -> Fraction:
    """On the grid, and never nothing."""
    return max(grid, round(value / grid) * grid)


def parse_quantity(text: str) -> Quantity:
    """`1/3 cup`, `2 1/2 pounds`, `90 - 120 minutes`, `2`; raises ValueError for anything else."""
    match = _QUANTITY.fullmatch(text.strip().lower())
    if not match:
        raise ValueError(f"{text!r} is not an amount")
    unit = match["unit"]
    if unit is not None and unit not in _UNIT_OF:
        raise ValueError(f"{unit!r} is not a unit")
    high = match["high"]
    low_value, high_value = _fraction(match["low"]), _fraction(high) if high else None
    if high_value is not None and high_value <= low_value:
        raise ValueError(f"{text!r} is a range whose end is not above its start")
    return Quantity(low_value, high_value, _UNIT_OF[unit] if unit else None)


def _fraction(text: str) -> Fraction:
    try:
        return sum((Fraction(part) for part in text.split()), Fraction())
    except ZeroDivisionError:
        raise ValueError(f"{text!r} divides by zero") from None
