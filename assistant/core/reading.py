"""The whole recipe as it is cooked, for reading ahead."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assistant.core.adapting import Adaptation
from assistant.core.degrees import heated_text
from assistant.core.instructing import amount, words
from assistant.core.quantity import Quantity
from assistant.core.recipe import Recipe, Span
from assistant.core.sentences import Amount, Words
from assistant.core.session import Session


@dataclass(frozen=True, slots=True)
class Listed:
    amount: Amount
    note: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class ListedGroup:
    name: str
    ingredients: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step, with all of its instructions."""

    title: str
    duration: Span | None
    heat: str | Words | None
    texts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    title: str
    servings: Quantity
    total: Span | None
    groups: tuple[ListedGroup, ...]
    chapters: tuple[Chapter, ...]
    equipment: tuple[str, ...]


def reading(session: Session) -> Reading:
    people = session.recipe.servings if session.people is None else Quantity(Fraction(session.people))
    return _reading(session.recipe, session.adaptation, session.factor, people)


@lru_cache(maxsize=4)
def _reading(recipe: Recipe, adaptation: Adaptation, factor: Fraction, people: Quantity) -> Reading:
    session = Session(recipe, (), 0, factor=factor, adaptation=adaptation)
    dish = session.dish
    groups = (
        ListedGroup(g.name, tuple(Listed(amount(session, i), i.note, i.optional) for i in g.ingredients if i.listed))
        for g in dish.groups
    )
    chapters = (
        Chapter(
            s.title,
            s.duration,
            s.heat and heated_text(s.heat, adaptation.degrees),
            tuple(words(session, i.text) for i in s.instructions if i.text),
        )
        for s in dish.steps
    )
    return Reading(recipe.title, people, dish.takes, tuple(groups), tuple(chapters), dish.equipment)
