"""Recipes as files: `recipes/*.yaml` to `Recipe`, with every problem as file, line, message and hint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from assistant.cookbook.checks import findings
from assistant.cookbook.document import compose
from assistant.cookbook.kitchen import kitchen
from assistant.cookbook.library import find, list_recipes
from assistant.cookbook.problems import CookbookError, Fault, Problem, Severity
from assistant.cookbook.reader import Place, Reader
from assistant.core.recipe import Recipe

__all__ = ["CookbookError", "Problem", "check", "find", "list_recipes", "load"]


def load(path: Path) -> tuple[Recipe | None, tuple[Problem, ...]]:
    """The recipe, None where there is an error, and all problems in the order of their lines. Raises nothing."""
    problems: set[Problem] = set()

    def note(line: int, message: str, hint: str, severity: Severity = "error") -> None:
        problems.add(Problem(str(path), line, severity, message, hint))

    reader = Reader(note)
    try:
        recipe = reader.recipe(compose(path))
    except Fault as fault:
        note(fault.line, fault.message, fault.hint)
        return None, tuple(problems)
    misread = bool(problems)  # what stands in for it may look unused, or too short
    for finding in findings(recipe):
        if finding.severity == "error" or not misread:
            note(_line(reader, finding.place), finding.message, finding.hint, finding.severity)
    found = tuple(sorted(problems, key=lambda p: (p.line, p.message)))
    return (None if any(p.severity == "error" for p in found) else replace(recipe, kitchen=kitchen())), found


def check(paths: Iterable[Path]) -> list[Problem]:
    """The problems of all files, in their order; `dataclasses.asdict` makes JSON of them."""
    return [problem for path in paths for problem in load(path)[1]]


def _line(reader: Reader, place: Place) -> int:
    """The line of a place, or of the nearest thing around it."""
    while place not in reader.lines and place:
        place = place[:-1]
    return reader.lines.get(place, 1)
