"""What is wrong with a recipe file, said with its place and a way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from assistant.errors import InputError

Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`line` counts from 1."""

    file: str
    line: int
    severity: Severity
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.message} ({self.hint})"


class CookbookError(InputError):
    """A recipe was not found or cannot be used; `problems` holds what is wrong with it."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class Note(Protocol):
    """Where problems are told."""

    def __call__(self, line: int, message: str, hint: str, severity: Severity = "error") -> None: ...


class TooManyError(Exception):
    """There is no use in looking for more problems."""


class Fault(Exception):  # noqa: N818 - found and reported within this package, never seen outside
    """Stops the reading of one value or file; becomes a Problem at the line of `line` or of the value."""

    def __init__(self, message: str, hint: str, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line
