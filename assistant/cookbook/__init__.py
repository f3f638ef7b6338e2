"""Recipes as files: `recipes/*.yaml` to `Recipe`, with every problem as file, line, message and hint."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from assistant.cookbook.checks import findings
from assistant.cookbook.document import compose
from assistant.cookbook.kitchen import kitchen
from assistant.cookbook.library import find, list_recipes
from assistant.cookbook.problems import CookbookError, Fault, Note, Problem, Severity, TooManyError
from assistant.cookbook.reader import Place, Reader
from assistant.core.recipe import Recipe

MOST_PROBLEMS = 200  # of one file; nobody reads more
MANY = 100  # files that are worth a process for each core

__all__ = ["CookbookError", "Problem", "check", "find", "list_recipes", "load"]


def load(path: Path) -> tuple[Recipe | None, tuple[Problem, ...]]:
    """The recipe, None where there is an error, and all problems in the order of their lines. Raises nothing."""
    problems: set[Problem] = set()

    def note(line: int, message: str, hint: str, severity: Severity = "error") -> None:
        problems.add(Problem(str(path), line, severity, message, hint))
        if len(problems) > MOST_PROBLEMS:
            raise TooManyError

    recipe = None
    try:
        recipe = _read(path, note, problems)
    except Fault as fault:
        note(fault.line, fault.message, fault.hint)
    except TooManyError:
        pass  # whoever has mended these will see the others
    broken = any(p.severity == "error" for p in problems)
    found = tuple(sorted(problems, key=lambda p: (p.line, p.message)))
    return (None if recipe is None or broken else replace(recipe, kitchen=kitchen())), found


def _read(path: Path, note: Note, problems: Collection[Problem]) -> Recipe:
    reader = Reader(note)
    recipe = reader.recipe(compose(path))
    for finding in findings(recipe, misread=bool(problems)):
        note(_line(reader, finding.place), finding.message, finding.hint, finding.severity)
    return recipe


def check(paths: Iterable[Path]) -> list[Problem]:
    """The problems of all files, in their order; `dataclasses.asdict` makes JSON of them. Many are shared out."""
    files = list(paths)
    if len(files) < MANY:
        return [problem for path in files for problem in load(path)[1]]
    from concurrent.futures import ProcessPoolExecutor  # what nobody else needs
    from multiprocessing import get_context

    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        return [problem for found in workers.map(_problems, files, chunksize=25) for problem in found]


def _problems(path: Path) -> tuple[Problem, ...]:
    return load(path)[1]


def _line(reader: Reader, place: Place) -> int:
    """The line of a place, or of the nearest thing around it."""
    while place not in reader.lines and place:
        place = place[:-1]
    return reader.lines.get(place, 1)
