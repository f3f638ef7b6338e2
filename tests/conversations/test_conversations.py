"""Each YAML file here is a conversation on a virtual clock, said word for word; `begin` names the recipe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.core.effects import Play, Ring, StopRinging
from assistant.core.session import phase_name
from assistant.language.numbers import seconds
from tests.conversation import Conversation, begun_with

SCRIPTS = sorted(Path(__file__).parent.glob("*.yaml"))
WHAT_HAPPENS = {"begin", "hear", "wait", "away", "clock", "zone"}
KEYS = WHAT_HAPPENS | {"say", "timers", "phase", "step", "rings", "silenced", "sounds"}


def test_there_are_scripts() -> None:
    assert SCRIPTS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_conversation(script: Path) -> None:
    lines = yaml.safe_load(script.read_text(encoding="utf-8"))
    conversation = Conversation(begun_with(lines[0].get("begin") or "pork-belly"))
    for number, line in enumerate(lines, 1):
        where = f"{script.name}, line {number}: {line}"
        assert set(line) <= KEYS and len(WHAT_HAPPENS & set(line)) == 1, where
        assert spoken(conversation, line) == line.get("say", ""), where
        check(conversation, line, where)


def spoken(conversation: Conversation, line: dict[str, Any]) -> str:
    if "begin" in line:
        return conversation.begin()
    if "away" in line:
        return conversation.return_after(seconds(line["away"].split()))
    if "clock" in line:
        sign = -1 if line["clock"].startswith("back ") else 1
        return conversation.set_clock(sign * seconds(line["clock"].split()[1:]))
    if "zone" in line:
        sign = -1 if line["zone"].startswith("west ") else 1
        return conversation.go_east(sign * (seconds(line["zone"].split()[1:]) or 0))
    if "wait" in line:
        return conversation.wait(seconds(line["wait"].split()))
    return conversation.hear(line["hear"])


def check(conversation: Conversation, line: dict[str, Any], where: str) -> None:
    """What besides the words the line promises."""
    if "timers" in line:
        assert conversation.timers() == {name: seconds_of(left) for name, left in line["timers"].items()}, where
    if "phase" in line:
        assert phase_name(conversation.session) == line["phase"], where
    if "step" in line:
        place = conversation.session.place
        assert [place.step + 1, place.instruction + 1] == line["step"], where
    for key, effect in (("rings", Ring), ("silenced", StopRinging), ("sounds", Play)):
        if key in line:
            assert any(isinstance(e, effect) for e in conversation.effects) is line[key], where


def seconds_of(left: str | int) -> int:
    return left if isinstance(left, int) else seconds(left.split())
