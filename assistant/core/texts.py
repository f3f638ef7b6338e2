"""What a recipe's texts consist of: words, and ingredients that are spoken with their amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in whole seconds; `most_seconds` equals `least_seconds` where it is no range."""

    least_seconds: int
    most_seconds: int


@dataclass(frozen=True, slots=True)
class Use:
    """An ingredient inside a text, spoken with its (scaled) amount; `share` of the listed amount.

    `handled`: as it lies there by now, cut or mixed, which puts nothing in: "the minced garlic". `sure` is False where
    it was only guessed that it goes in there, or how much of it: the amount is said as a guess.
    """

    ingredient: str
    share: Fraction = Fraction(1)
    amount_only: bool = False
    handled: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Uses:
    """Several ingredients in one breath, so that one of them can be left out."""

    uses: tuple[Use, ...]


Text: TypeAlias = tuple[str | Use | Uses, ...]


def uses_in(text: Text) -> Iterator[Use]:
    """The ingredients that a text names, in its order."""
    for part in text:
        if not isinstance(part, str):
            yield from (part,) if isinstance(part, Use) else part.uses
