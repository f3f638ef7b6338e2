"""What a check of the doctor's finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from assistant.config import Settings


class State(StrEnum):
    OK = "ok"
    BETTER = "could be better"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """`says` what is so, `advice` what to do, where something is; `proposes` settings by name.

    `figures` are what was measured, with their units in their names.
    """

    about: str
    state: State
    says: str
    advice: str = ""
    proposes: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)


Check: TypeAlias = Callable[[Settings], Iterator[Finding]]


def ok(about: str, says: str, **figures: Any) -> Finding:
    return Finding(about, State.OK, says, figures=figures)


def better(about: str, says: str, advice: str, **figures: Any) -> Finding:
    return Finding(about, State.BETTER, says, advice, figures=figures)


def broken(about: str, says: str, advice: str, **figures: Any) -> Finding:
    return Finding(about, State.BROKEN, says, advice, figures=figures)
