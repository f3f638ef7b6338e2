"""How long a text is in the ear, and what in it no voice can say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from assistant.core.quantity import UNITS, Quantity
from assistant.core.recipe import Ingredient, Text

MOST_WORDS = 22
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SILENT = re.compile(r"[^\w\s.,;:?!'’-]|[\d_]")
_FULL = {name for unit in UNITS for name in (unit, unit + "s")}
_SHORT = {spelling for spellings in UNITS.values() for spelling in spellings} - _FULL
_ABBREVIATIONS = _SHORT | {
    "min",
    "mins",
    "hr",
    "hrs",
    "sec",
    "secs",
    "approx",
    "etc",
    "eg",
    "ie",
    "tbs",
    "tsps",
    "tbsps",
}


def unspeakable(words: str) -> str | None:
    """The first digit, symbol or abbreviation, None where there is none."""
    symbol = _SILENT.search(words)
    if symbol:
        return symbol.group()
    return next((word for word in _WORD.findall(words) if word.lower() in _ABBREVIATIONS), None)


def word_count(text: Text, ingredients: Mapping[str, Ingredient]) -> int:
    """Words as they are spoken, amounts expanded; what a hyphen joins counts as two."""
    count = 0
    for part in text:
        if isinstance(part, str):
            count += len(_WORD.findall(part))
        elif part.ingredient in ingredients:
            ingredient = ingredients[part.ingredient]
            count += 0 if part.amount_only else len(_WORD.findall(ingredient.name))
            count += _amount_words(ingredient.amount, part.share, part.amount_only)
    return count


def _amount_words(amount: Quantity | None, share: Fraction, bare: bool) -> int:
    """ "one third of a cup of" is six words, "of" included unless bare; "two" is one."""
    if amount is None:
        return 0
    low = amount.low * share
    count = _number_words(low)
    if amount.high is not None:
        count += 1 + _number_words(amount.high * share)
    if amount.unit is None:
        return count
    part_of_one = amount.high is None and low < 1
    return count + (3 if part_of_one else 1) + (0 if bare else 1)


def _number_words(number: Fraction) -> int:
    """ "two" one, "twenty five" two, "one third" two, "two and a half" four."""
    whole, rest = divmod(number, 1)
    words = 0 if whole == 0 and rest else 1 if whole <= 20 or whole % 10 == 0 else 2
    return words + (0 if not rest else 2 if whole == 0 else 3)
