"""The displays know nothing of cooking: of the core they see the one view that it makes, and the intents they send."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

DISPLAYS = Path(__file__).parents[2] / "assistant" / "displays"
OF_THE_CORE = {"view", "timeline", "phases", "intents"}
NEVER = ("assistant.cookbook", "assistant.importing", "assistant.core.handlers")


def imported(source: Path) -> list[str]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    froms = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return froms + [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]


@pytest.mark.parametrize("source", sorted(DISPLAYS.rglob("*.py")), ids=lambda path: str(path.relative_to(DISPLAYS)))
def test_a_display_draws_the_view_and_nothing_else(source: Path) -> None:
    modules = imported(source)
    core = {module.split(".")[2] for module in modules if module.startswith("assistant.core.")}
    assert core <= OF_THE_CORE and "assistant.core" not in modules
    assert not [module for module in modules if module.startswith(NEVER)]
