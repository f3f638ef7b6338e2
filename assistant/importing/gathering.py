"""Ingredient lines → the ingredients of a recipe, in their groups."""

from __future__ import annotations

import re

from assistant.core.recipe import Ingredient
from assistant.importing.lines import Line, read_line
from assistant.importing.naming import aliases, food, one_of, slug, unlike
from assistant.importing.speaking import speakable
from assistant.importing.vocabulary import words as known_words
from assistant.importing.written import Written

_MOST_WORDS = 12


def gathered(written: Written) -> tuple[list[tuple[Line, str, Ingredient]], list[tuple[str, int]]]:
    """Each line with its group's heading and its ingredient; and the groups' spoken names with their sizes."""
    lines = [
        (line, group.name) for group in written.groups for text in group.lines if (line := read_line(text)) is not None
    ]
    taken, found = set[str](), list[tuple[Line, str, Ingredient]]()
    for line, group in lines:
        found.append((line, group, _ingredient(line, group, [other for other, _ in lines], taken)))
    sizes: list[tuple[str, int]] = []
    for listed in written.groups:
        count = sum(read_line(text) is not None for text in listed.lines)
        if count:
            sizes.append((_called(listed.name), count))
    return found, sizes


def _called(heading: str) -> str:
    """ "For the dough:" → "the dough"."""
    said = re.sub(r"^for\s+", "", speakable(heading).rstrip(":."), flags=re.IGNORECASE)
    return said[:1].lower() + said[1:] if said and not said.isupper() else said.lower() or "the ingredients"


def _ingredient(line: Line, group: str, others: list[Line], taken: set[str]) -> Ingredient:
    name = _name(line)
    return Ingredient(
        id=unlike(slug(food(line) or name, "ingredient"), taken),
        name=name,
        singular=one_of(line),
        kind=food(line) or name,
        amount=line.amount,
        written=line.written,
        purpose=_short(line.purpose) or None,
        note=_short(", ".join(part for part in (*line.preparation, line.note) if part)) or None,
        optional=line.optional,
        aliases=aliases(line, others),
    )


def _name(line: Line) -> str:
    said = speakable(line.name).rstrip(".?!:") or speakable(line.written).rstrip(".?!:")
    words = said.split()
    return " ".join(_small(word) for word in words[:_MOST_WORDS]) or "something"


def _small(word: str) -> str:
    """Without the capital that begins a line, unless it is a name's."""
    return word.lower() if word.istitle() and word.lower() not in known_words("proper") else word


def _short(text: str) -> str:
    said = speakable(text).rstrip(".?!:")
    return said if len(said.split()) <= _MOST_WORDS else ""
