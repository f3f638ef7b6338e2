"""The questions themselves: enough of them, of each kind, and each says what a right answer holds."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

FILES = sorted(Path(__file__).parent.glob("pork-belly*.yaml"))
SESSIONS = [lines for file in FILES for lines in yaml.safe_load(file.read_text(encoding="utf-8")).values()]
QUESTIONS = [line for lines in SESSIONS for line in lines if "ask" in line]
KEYS = {"ask", "says", "not", "also", "declined", "from"}


@pytest.mark.parametrize("line", QUESTIONS, ids=lambda line: str(line["ask"]))
def test_a_question_says_what_its_answer_holds(line: dict[str, object]) -> None:
    assert set(line) <= KEYS
    assert ("says" in line) != ("declined" in line)
    assert line.get("from", "taskbot") in ("taskbot", "cookdial")


def test_there_are_enough_of_each_kind() -> None:
    assert len({line["ask"] for line in QUESTIONS}) == len(QUESTIONS) >= 150
    assert sum("from" in line for line in QUESTIONS) >= 60
    assert sum("declined" in line for line in QUESTIONS) >= 20
