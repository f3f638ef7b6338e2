"""Another language is another set of files: what is English stands in `*.en.yaml` and in modules of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "assistant"
# The modules of English: how it says numbers, lengths and times, how it spells, corrects itself and reports.
ENGLISH = {
    "amounts.py", "correcting.py", "cues.py", "examples.py", "numbers.py", "spoken.py", "grammar.py", "wording.py",
    "reading.py", "templates.py", "ear.py",
}  # fmt: skip
# Words of the recipe format, which stay the same whatever is spoken.
FORMAT = {"no heat", "fluid ounce", "fluid ounces", "fl oz"}
MODULES = [p for part in ("core", "language") for p in sorted((ROOT / part).rglob("*.py")) if p.name not in ENGLISH]
# What a text for people has and a name, a key or a pattern has not: words of letters with spaces between.
PROSE = re.compile(r"[A-Za-z']+(?: [A-Za-z']+)+[.?!]?")
FOR_PROGRAMMERS = ("error", "exception", "fault")


def prose(source: str) -> list[str]:
    """String literals that read as words for people; docstrings and what only an exception says do not count."""
    tree = ast.parse(source)
    skipped = {id(node) for node in texts_for_programmers(tree)}
    found = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    texts = [n.value for n in found if id(n) not in skipped and n.value not in FORMAT]
    return [text for text in texts if PROSE.fullmatch(text.strip())]


def texts_for_programmers(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Raise():
                yield from ast.walk(node)
            case ast.Call(func=ast.Name(id=name)) if name.lower().endswith(FOR_PROGRAMMERS):
                yield from ast.walk(node)
            case ast.JoinedStr():
                yield from ast.walk(node)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_words_of_a_language_stand_in_code(path: Path) -> None:
    assert prose(path.read_text(encoding="utf-8")) == []


def test_words_for_people_are_found() -> None:
    assert prose('say("Take it off the heat.")') == ["Take it off the heat."]
    assert prose('"""A docstring of words."""\nraise ValueError("not a number")\nx = "use_instead"') == []


@pytest.mark.parametrize("name", sorted(ENGLISH))
def test_the_modules_of_english_are_there(name: str) -> None:
    assert (ROOT / "language" / name).exists()
