"""`core/` and `language/` are pure: same arguments, same answer. Read from their syntax trees, which hide nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

STANDARD = frozenset({
    "__future__", "abc", "bisect", "collections", "contextlib", "copy", "dataclasses", "datetime", "decimal", "difflib",
    "enum", "fractions", "functools", "heapq", "itertools", "keyword", "math", "numbers", "operator", "re", "string",
    "textwrap", "types", "typing", "unicodedata", "zoneinfo",
})  # fmt: skip
CORE = ("assistant.core",)
LANGUAGE = ("assistant.core", "assistant.language")
VENDOR = {"core": frozenset[str](), "language": frozenset({"hassil"})}
OWN = {"core": CORE, "language": LANGUAGE}

BUILTINS = frozenset({"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint", "globals"})
# Methods that ask the machine: for its clock, or for a file.
METHODS = frozenset(
    {"now", "today", "utcnow", "from_files", "from_yaml", "read_text", "write_text", "available_timezones"}
)
# Methods that ask for the machine's time zone when called with so few arguments.
LOCAL_TIME = {"fromtimestamp": 1, "astimezone": 0}


def impurities(source: str, place: str) -> list[str]:
    """What in `source`, a module of the part `place` ("core" or "language"), reaches outside: `line: what`."""
    return [f"{node.lineno}: {what}" for node, what in walk(ast.parse(source), place)]


def walk(tree: ast.Module, place: str) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node, f"imports {name.name}") for name in names if not allowed(name.name, place))
            case ast.ImportFrom(level=0, module=str(module), names=names):
                full = [f"{module}.{name.name}" for name in names] if module == "assistant" else [module]
                yield from ((node, f"imports {name}") for name in full if not allowed(name, place))
            case ast.ImportFrom(level=level) if level > 0:
                yield node, "imports relatively; name the module in full"
            case ast.Name(id=name, ctx=ast.Load()) if name in BUILTINS:
                yield node, f"uses {name}"
            case ast.Call(func=ast.Attribute(attr=name), args=args, keywords=keywords):
                if name in METHODS or len(args) + len(keywords) <= LOCAL_TIME.get(name, -1):
                    yield node, f"calls .{name}()"
            case ast.Global():
                yield node, "changes a global"


def allowed(module: str, place: str) -> bool:
    if module.partition(".")[0] in STANDARD | VENDOR[place]:
        return True
    return any(module == own or module.startswith(own + ".") for own in OWN[place])


MODULES = [path for place in OWN for path in sorted((ROOT / "assistant" / place).rglob("*.py"))]


def test_there_are_modules_to_look_at() -> None:
    assert {path.relative_to(ROOT / "assistant").parts[0] for path in MODULES} == {"core", "language"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_is_pure(path: Path) -> None:
    assert impurities(path.read_text(), path.relative_to(ROOT / "assistant").parts[0]) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import time", "1: imports time"),
        ("def f():\n    import threading", "2: imports threading"),
        ("import os.path as p", "1: imports os.path"),
        ("from pathlib import Path", "1: imports pathlib"),
        ("from time import monotonic", "1: imports time"),
        ("import random", "1: imports random"),
        ("import logging", "1: imports logging"),
        ("import vosk", "1: imports vosk"),
        ("import yaml", "1: imports yaml"),
        ("import hassil", "1: imports hassil"),
        ("from hassil.parser import ParseError", "1: imports hassil.parser"),
        ("from assistant import cookbook", "1: imports assistant.cookbook"),
        ("from assistant.edges.player import Player", "1: imports assistant.edges.player"),
        ("from assistant.corex import a", "1: imports assistant.corex"),
        ("from ..edges import player", "1: imports relatively; name the module in full"),
        ("from assistant.language import numbers", "1: imports assistant.language"),
        ("x = open('f')", "1: uses open"),
        ("list(map(print, [1]))", "1: uses print"),
        ("input()", "1: uses input"),
        ("from datetime import datetime\n\nx = datetime.now()", "3: calls .now()"),
        ("import datetime as d\nd.date.today()", "2: calls .today()"),
        ("from datetime import datetime\nx = datetime.fromtimestamp(3.0)", "2: calls .fromtimestamp()"),
        ("moment.astimezone()", "1: calls .astimezone()"),
        ("n = 0\ndef f():\n    global n\n    n += 1", "3: changes a global"),
    ],
)
def test_finds_what_is_impure(source: str, found: str) -> None:
    assert impurities(source, "core") == [found]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("from __future__ import annotations\nimport collections.abc", "core"),
        ("from assistant.core.events import Event\nimport assistant.core.phases", "core"),
        ("from assistant import core", "core"),
        ("from datetime import datetime\nx = datetime.fromtimestamp(3.0, tz=zone)", "core"),
        ("def open_lid(print_it: bool) -> None: ...", "core"),
        ("from hassil import parse_sentence\nfrom assistant.core.intents import Intent", "language"),
        ("from assistant.language import numbers", "language"),
    ],
)
def test_lets_pure_code_be(source: str, place: str) -> None:
    assert impurities(source, place) == []
