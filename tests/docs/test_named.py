"""What the pages name is there: scripts, parts of the benchmarks, tests, commands and their options."""

from __future__ import annotations

import argparse
import re

import pytest

from assistant.cli import parser
from tests.documents import DOCS, ROOT

PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
(COMMANDS,) = (a.choices for a in parser()._actions if isinstance(a, argparse._SubParsersAction))


def named(pattern: str) -> list[tuple[str, str]]:
    """Page and text of all between backticks that the pattern takes whole."""
    spans = [(page.name, span) for page in PAGES for span in re.findall(r"`([^`\n]+)`", page.read_text("utf-8"))]
    return sorted({(page, span) for page, span in spans if re.fullmatch(pattern, span)})


@pytest.mark.parametrize(("page", "command"), named(r"(\./)?scripts/.+"))
def test_each_script_is_there(page: str, command: str) -> None:
    script, *words = command.removeprefix("./").split()
    assert any(ROOT.glob(script))
    if script == "scripts/benchmark" and words and words[0].isalpha():
        assert (ROOT / "tests" / "benchmarks" / f"{words[0]}.py").is_file()


@pytest.mark.parametrize(("page", "command"), named(r".*\btests/[\w/.]+.*"))
def test_each_test_is_there(page: str, command: str) -> None:
    for place, name in re.findall(r"(tests/[\w/.-]+)(?:::(\w+))?", command):
        path = ROOT / place
        assert path.exists(), place
        assert not name or f"def {name}(" in path.read_text("utf-8")


@pytest.mark.parametrize(("page", "command"), named(r"(\.venv/bin/)?assistant [a-z-]+.*"))
def test_each_command_has_the_options_that_are_named(page: str, command: str) -> None:
    _, name, *words = command.replace("[", " ").replace("]", " ").split()
    options = COMMANDS[name].format_help()
    assert all(word in options for word in words if word.startswith("--"))
