"""The words of `words.yaml`, in the forms that the import looks things up in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from assistant.core.quantity import UNITS
from assistant.resources import load_yaml


@cache
def data() -> dict[str, Any]:
    known: dict[str, Any] = load_yaml("importing/words.yaml")
    return known


@cache
def words(key: str) -> frozenset[str]:
    return frozenset(data()[key])


@cache
def units() -> dict[str, tuple[str, int]]:
    """A spelling → the format's unit, and how many of it one holds."""
    known = {spelling: (unit, 1) for unit, spellings in data()["units"].items() for spelling in spellings}
    known |= {s: (unit, count) for unit, held in data()["other_units"].items() for s, count in held.items()}
    known |= {spelling.lower(): unit for spelling, unit in known.items() if spelling.lower() not in known}
    return known | {spelling: (unit, 1) for unit, spellings in UNITS.items() for spelling in spellings}


@cache
def unit_pattern() -> str:
    """Longest first, with an optional full stop; capitals count only for T and t."""
    return alternatives(units())


def alternatives(spellings: Iterable[str]) -> str:
    return "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True))


def unit_of(spelling: str) -> tuple[str, int] | None:
    """The format's unit, and how many of it: `fl oz` is two tablespoons, `T` a tablespoon."""
    bare = spelling.rstrip(".")
    return units().get(bare) or units().get(bare.lower()) or units().get(spelling.lower())


def singular(word: str) -> str:
    """`tomatoes` → `tomato`, `leaves` → `leaf`; a word that is no plural stays."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word in ("leaves", "halves", "loaves", "knives"):
        return {"leaves": "leaf", "halves": "half", "loaves": "loaf", "knives": "knife"}[word]
    if word.endswith(("oes", "ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("ch", "sh", "x", "ss", "to", "ho")):
        return word + "es"
    return word if word.endswith("s") else word + "s"


def flat(text: str) -> str:
    """For comparing: lower case, plain quotes, single blanks."""
    return re.sub(r"\s+", " ", text.replace("’", "'").lower()).strip()
