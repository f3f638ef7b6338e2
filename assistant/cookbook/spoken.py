"""How long a text is in the ear, and what in it no voice can say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.core.quantity import UNITS
from assistant.core.recipe import Ingredient, Text, Use
from assistant.core.sentences import Amount
from assistant.language.amounts import say_amount

MOST_WORDS = 22
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SILENT = re.compile(r"[^\w\s.,;:?!'’-]|[\d_]")
_FULL = {name for spellings in UNITS.values() for name in spellings[:2]}
_SHORT = {spelling for spellings in UNITS.values() for spelling in spellings} - _FULL
_ABBREVIATIONS = _SHORT | {"min", "mins", "hr", "hrs", "sec", "secs", "approx", "etc", "eg", "ie", "tbs", "tsps"}


def unspeakable(words: str) -> str | None:
    """The first digit, symbol or abbreviation, None where there is none."""
    symbol = _SILENT.search(words)
    if symbol:
        return symbol.group()
    return next((word for word in _WORD.findall(words) if word.lower() in _ABBREVIATIONS), None)


def word_count(text: Text, ingredients: Mapping[str, Ingredient]) -> int:
    """Words as they are spoken, amounts expanded; what a hyphen joins counts as two."""
    spoken = [part for part in text if isinstance(part, str)]
    for part in text:
        if not isinstance(part, str):
            named = (part,) if isinstance(part, Use) else part.uses
            spoken.append(" and ".join(_said(use, ingredients) for use in named))
    return sum(len(_WORD.findall(words)) for words in spoken)


def _said(use: Use, ingredients: Mapping[str, Ingredient]) -> str:
    ingredient = ingredients.get(use.ingredient)
    if ingredient is None:
        return ""
    if use.handled:
        return ingredient.prepared or ingredient.name
    amount = ingredient.amount.scaled(use.share) if ingredient.amount else None
    guess = ingredient.uncertain or not use.sure
    return say_amount(Amount(amount, ingredient.name, use.amount_only, guess))
