"""The recipes at hand, as far as choosing one needs them, and how one is found by what a cook calls it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeAlias

from assistant.core.recipe import Recipe

ALIKE = 0.75  # of two names, from 0 to 1, above which one may be a slip for the other
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(["a", "an", "the", "of", "with", "and", "some", "my", "your", "for", "to", "in", "on", "recipe"])


@dataclass(frozen=True, slots=True)
class Listing:
    """`file`: the name by which it is opened; `title`: as it is spoken; `foods`: what goes in."""

    file: str
    id: str
    title: str
    names: tuple[str, ...] = ()
    foods: tuple[str, ...] = ()


Shelf: TypeAlias = tuple[Listing, ...]


def listed(recipe: Recipe, file: str) -> Listing:
    foods = dict.fromkeys(name for i in recipe.ingredients for name in (i.name, i.kind))
    return Listing(file, recipe.id, recipe.spoken_title, recipe.names, tuple(foods))


def folded(text: str) -> str:
    """Lower case without accents, in any alphabet: "Crème brûlée" is "creme brulee"."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in apart if unicodedata.category(c) != "Mn"))


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The words that tell one thing from another, singular."""
    words = (word for word in _WORD.findall(folded(text)) if word not in _EMPTY)
    return frozenset(word.removesuffix("es") if word.endswith("oes") else word.removesuffix("s") for word in words)


def named(shelf: Shelf, name: str) -> Shelf:
    """What the name may mean: what is called so, else what has all of its words, else what sounds nearly so."""
    wanted = folded(name).strip()
    if exact := _those(shelf, lambda each: wanted in map(folded, (each.title, *each.names))):
        return exact
    words = stems(name)
    if not words:
        return ()
    if holding := _those(shelf, lambda each: any(words <= stems(said) for said in (each.title, *each.names))):
        return holding
    near = [(likeness(wanted, each), each) for each in shelf]
    best = max((ratio for ratio, _ in near), default=0.0)
    return tuple(each for ratio, each in near if ratio == best) if best >= ALIKE else ()


def likeness(wanted: str, listing: Listing) -> float:
    """Of the name that is nearest."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best = 0.0
    for said in (listing.title, *listing.names):
        matcher.set_seq1(folded(said))
        if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
            best = max(best, matcher.ratio())
    return best


def with_foods(shelf: Shelf, foods: str) -> Shelf:
    """What takes all of these, "chicken and rice"; what is called by them comes first."""
    wanted = [words for food in re.split(r"\band\b|,", folded(foods)) if (words := stems(food))]
    if not wanted:
        return ()

    def named_by(listing: Listing) -> bool:
        return all(words <= stems(listing.title) for words in wanted)

    def holds(listing: Listing) -> bool:
        return all(any(words <= stems(food) for food in (listing.title, *listing.foods)) for words in wanted)

    return tuple(sorted(_those(shelf, holds), key=lambda each: not named_by(each)))


def _those(shelf: Iterable[Listing], are: Callable[[Listing], bool]) -> Shelf:
    return tuple(each for each in shelf if are(each))
