"""Recipes as files: `recipes/*.yaml` to `Recipe`, with every problem as file, line, message and hint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from assistant.cookbook.checks import findings
from assistant.cookbook.document import compose
from assistant.cookbook.kitchen import kitchen
from assistant.cookbook.problems import CookbookError, Fault, Problem, Severity
from assistant.cookbook.reader import Place, Reader, nearest
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


def list_recipes(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The recipe files of the folders, by name; of two with one name the first folder's counts."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            files.setdefault(path.stem, path)
    return tuple(files[name] for name in sorted(files))


def find(name: str, folders: Iterable[Path]) -> Path:
    """The file of a recipe given as a path, a file's name, or a name it goes by; raises CookbookError."""
    if _is_file(name):
        return Path(name)
    if Path(name).suffix in (".yaml", ".yml"):
        raise CookbookError(f"There is no recipe file {name}; give the path of one, or a recipe's name.")
    paths = list_recipes(folders)
    wanted = name.lower().replace("-", " ").strip()
    for path in paths:
        if wanted == path.stem.replace("-", " "):
            return path
    names: dict[str, Path] = {path.stem: path for path in paths}
    for path in paths:
        recipe, _ = load(path)
        names |= {called.lower(): path for called in (recipe.title, *recipe.names)} if recipe else {}
    if wanted in names:
        return names[wanted]
    hint = nearest(wanted, sorted(names)) if names else "there is none in the recipe folders"
    raise CookbookError(f"There is no recipe {name!r} ({hint}).")


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long for a path, or no path at all
        return False


def _line(reader: Reader, place: Place) -> int:
    """The line of a place, or of the nearest thing around it."""
    while place not in reader.lines and place:
        place = place[:-1]
    return reader.lines.get(place, 1)
