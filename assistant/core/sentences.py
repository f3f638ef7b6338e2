"""What is to be said, before it has words: a key of `wording.en.yaml` and the values that fill it.

The core speaks no language. It gives sentences; `language.wording` gives them words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from assistant.core.quantity import Quantity
from assistant.core.recipe import Span


@dataclass(frozen=True, slots=True)
class Amount:
    """An ingredient with how much of it; `bare` leaves the name away, `guess`: so much is not certain."""

    quantity: Quantity | None
    name: str
    bare: bool = False
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the recipe whose amounts are already scaled."""

    parts: tuple[str | Amount | tuple[Amount, ...], ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A moment, to be said as a time of day."""

    at: float


@dataclass(frozen=True, slots=True)
class Seconds:
    """A length of time; `about` rounds it to what a cook wants to hear."""

    seconds: int
    about: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """How a timer is called: by its name, else by its length ("ten minute timer")."""

    name: str | None
    seconds: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """One of several to choose from."""

    number: int
    name: str


Value: TypeAlias = (
    "str | int | Fraction | Quantity | Span | Amount | Words | Clock | Seconds | Label | Numbered | tuple[Value, ...]"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`variant` chooses among words that mean the same; it is given when the sentence is said first."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()
    variant: int | None = None


def sentence(key: str, **values: Value) -> Sentence:
    return Sentence(key, tuple(values.items()))


def amounts_in(value: Value) -> Iterator[Amount]:
    """Those that are said, in their order."""
    match value:
        case Amount():
            yield value
        case Words(parts=parts):
            for part in parts:
                if not isinstance(part, str):
                    yield from amounts_in(part)
        case tuple():
            for each in value:
                yield from amounts_in(each)
        case _:
            return
