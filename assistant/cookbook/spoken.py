"""How long a text is in the ear, and what in it no voice can say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.core.degrees import WRITTEN
from assistant.core.quantity import UNITS
from assistant.core.recipe import Ingredient, Text, Use
from assistant.core.sentences import Amount
from assistant.language.amounts import say_amount
from assistant.language.ear import for_the_ear

MOST_WORDS = 22
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SILENT = re.compile(r"[^\w\s.,;:?!'’-]|[\d_]")
_FULL = {name for spellings in UNITS.values() for name in spellings[:2]}
_SHORT = {spelling for spellings in UNITS.values() for spelling in spellings} - _FULL
_ABBREVIATIONS = _SHORT | {"min", "mins", "hr", "hrs", "sec", "secs", "approx", "etc", "eg", "ie", "tbs", "tsps"}


def unspeakable(words: str) -> str | None:
    """The first digit, symbol or abbreviation, None where there is none."""
    words = _in_words(words)
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
    return sum(len(_WORD.findall(_in_words(words))) for words in spoken)


def _in_words(text: str) -> str:
    """With its temperatures as they are said."""
    return WRITTEN.sub(lambda found: for_the_ear(found[0]), text)


def _said(use: Use, ingredients: Mapping[str, Ingredient]) -> str:
    ingredient = ingredients.get(use.ingredient)
    if ingredient is None:
        return ""
    if use.handled:
        return ingredient.prepared or ingredient.name
    amount = ingredient.amount.scaled(use.share) if ingredient.amount else None
    guess = ingredient.uncertain or not use.sure
    return say_amount(Amount(amount, ingredient.name, use.amount_only, guess))
