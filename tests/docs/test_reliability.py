"""Every fault of docs/reliability.md names a test that is there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.documents import DOCS

ROOT = DOCS.parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (DOCS / "reliability.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| fault")
]
KINDS = (
    *("no microphone", "microphone pulled out", "microphone muted, all zeros", "microphone overdriven"),
    *("microphone at another rate", "another default microphone"),
    *("no loudspeaker", "loudspeaker or sound server gone", "loudspeaker asleep", "another default loudspeaker"),
    *("speech model missing", "speech model damaged", "the voice fails", "the voice hangs"),
    *("recogniser stumbles", "another thread dies", "killed at any moment", "SIGTERM", "terminal is closed"),
    *("a second program", "disk full", "read-only", "journal damaged", "recipe edited", "deleted while cooking"),
    *("settings file broken", "clock set", "time zone", "the machine sleeps", "no network"),
)


def test_there_are_faults() -> None:
    assert len(ROWS) > 30


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_fault_is_forgotten(kind: str) -> None:
    assert any(kind in fault for fault, _, _ in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_fault_has_its_test(row: list[str]) -> None:
    _, _, test = row
    named = re.fullmatch(r"`(tests/[\w/]+\.py)::(\w+)`", test)
    assert named, test
    module = ast.parse((ROOT / named[1]).read_text(encoding="utf-8"))
    assert named[2] in {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}
