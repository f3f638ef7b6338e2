"""How far understanding reaches beyond its phrases: other wordings of every intent, and talk that is not for us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from assistant.core.phases import PhaseName
from assistant.language.understand import Interpreter
from tests.conversation import interpreter_alone

HERE = Path(__file__).parent
RIGHT, WRONG, ACTED_ON = 0.92, 0.05, 0.04
ASKING = "phase asking"


@dataclass(frozen=True, slots=True)
class Line:
    said: str
    intents: frozenset[str]
    slots: dict[str, str]
    phase: PhaseName


def lines() -> Iterator[Line]:
    known = yaml.safe_load((HERE / "paraphrases.en.yaml").read_text(encoding="utf-8"))
    asked = known.pop(ASKING)
    for phase, intents in ((PhaseName.COOKING, known), (PhaseName.ASKING, asked)):
        for intent, said in intents.items():
            for text in said:
                wording, _, slots = text.partition(" => ")
                first, *others = wording.split(" | ")
                wanted = dict(pair.split("=") for pair in slots.split(", ")) if slots else {}
                yield Line(first.strip(), frozenset({intent, *(o.strip() for o in others)}), wanted, phase)


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return interpreter_alone()


def test_other_wordings_are_understood(interpreter: Interpreter) -> None:
    every, missed, wrong = 0, [], []
    for line in lines():
        every += 1
        meaning = interpreter.understand(line.said, line.phase)
        if meaning is None:
            missed.append(line.said)
        elif meaning.intent not in line.intents or not agrees(dict(meaning.slots), line.slots):
            wrong.append(f"{line.said}: {meaning.intent} {dict(meaning.slots)}")
    assert every > 800
    assert len(missed) + len(wrong) <= (1 - RIGHT) * every, "\n".join([*missed, *wrong])
    assert len(wrong) <= WRONG * every, "\n".join(wrong)


def agrees(slots: dict[str, object], wanted: dict[str, str]) -> bool:
    def plain(value: object) -> str:
        return f"{value:g}" if isinstance(value, int | float) else str(value)

    return all(plain(slots.get(name)) == value for name, value in wanted.items())


def test_talk_of_other_things_is_left_alone(interpreter: Interpreter) -> None:
    talk = (HERE / "talk.en.txt").read_text(encoding="utf-8").splitlines()
    acted_on = [f"{said}: {m.intent}" for said in talk if (m := interpreter.understand(said)) is not None]
    assert len(talk) > 200
    assert len(acted_on) <= ACTED_ON * len(talk), "\n".join(acted_on)
