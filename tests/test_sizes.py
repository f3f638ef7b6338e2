"""Files of at most 300 lines, functions of at most 40: what grows further hides an idea that would split it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILE_LINES = 300
FUNCTION_LINES = 40

FILES = sorted(path for part in ("assistant", "scripts") for path in (ROOT / part).rglob("*.py"))


def too_long(source: str) -> list[str]:
    """What in `source` is longer than it may be, decorators not counted."""
    lines = len(source.splitlines())
    found = [f"the file: {lines} lines"] if lines > FILE_LINES else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                found.append(f"{node.name}: {lines} lines")
    return found


def function(lines: int, indent: str = "") -> str:
    return f"{indent}def grown():\n" + f"{indent}    pass\n" * (lines - 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_is_short(path: Path) -> None:
    assert too_long(path.read_text()) == []


def test_there_are_files_of_both_parts() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == {"assistant", "scripts"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (function(40), []),
        (function(41), ["grown: 41 lines"]),
        ("class Thing:\n" + function(41, "    "), ["grown: 41 lines"]),
        ("async " + function(41), ["grown: 41 lines"]),
        ("x = 1\n" * 300, []),
        ("x = 1\n" * 301, ["the file: 301 lines"]),
    ],
)
def test_finds_what_is_too_long(source: str, found: list[str]) -> None:
    assert too_long(source) == found
