"""The questions, typed: what is said is right, and no number in it is wrong.

They are asked of the real loop, keeper and journal in this process, and one session of the program as a cook starts it,
which has to say the very same.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.building import interpreter_for
from assistant.core.instructing import at_place, places, words
from assistant.core.sentences import sentence
from assistant.language.numbers import NUMBER_WORDS
from assistant.language.understand import Interpreter
from assistant.sensing import sensing
from tests.conversation import begun_with, recipe, shelf, wording
from tests.loop import Loop
from tests.whole.program import Typist

pytestmark = pytest.mark.model

FILES = ("pork-belly.yaml", "pork-belly-second.yaml", "pork-belly-third.yaml")
MOST_WORDS = 22
RIGHT = 0.95
STEP = "step "  # how one begins that is come to
WHOLE_WORDS = 8  # of an instruction
DECLINES = (
    "i only know this recipe",
    "the recipe doesn't say",
    "i don't know",
    "in this recipe",
    "i know no",
    "i didn't get that",
    "i still can't answer that",
    "say next, repeat, or ask",
)
NUMBERS = (NUMBER_WORDS - {"a", "an", "oh", "couple", "few"}) | {"halves"}


@cache
def instructions() -> frozenset[str]:
    """All that is told on the way, but for what is so short that an answer may well hold it."""
    plain = begun_with("pork-belly")
    told = (words(plain, at_place(plain, place).text) for place in places(plain))
    texts = (wording().text((sentence("text", text=text),)).lower() for text in told)
    return frozenset(text for text in texts if len(text.split()) >= WHOLE_WORDS)


def complaint(line: dict[str, Any], answer: str) -> str | None:
    """What is wrong with an answer. Whoever asks is not answered by reading out a step."""
    said = answer.lower()
    if said.startswith(STEP) or said in instructions() or sum(text in said for text in instructions()) > 1:
        return "a step"
    if len(answer.split()) > MOST_WORDS:
        return f"{len(answer.split())} words"
    if line.get("declined"):
        return None if any(words in said for words in DECLINES) and not numbers(said) else "not declined"
    missing = [phrase for phrase in line["says"] if not any(p.lower() in said for p in phrase.split("|"))]
    wrong = [phrase for phrase in line.get("not", ()) if phrase.lower() in said]
    return f"lacks {missing}" if missing else f"holds {wrong}" if wrong else None


def wrong_numbers(line: dict[str, Any], answer: str) -> set[str]:
    expected = " ".join(str(w).lower().replace("|", " ") for w in (*line.get("says", ()), *line.get("also", ())))
    return numbers(answer.lower()) - numbers(expected) - ({"one"} if line.get("declined") else set())


def numbers(text: str) -> set[str]:
    return {word.strip(".,?!:;") for word in text.replace("-", " ").split()} & NUMBERS


@pytest.fixture(scope="module")
def knowing() -> Interpreter:
    """As the program has it, with the model of sentences."""
    whole = interpreter_for(recipe(), shelf(), sensing=sensing)
    whole.prepare()
    return whole


@pytest.mark.parametrize("file", FILES)
def test_answers_are_right(tmp_path: Path, knowing: Interpreter, file: str) -> None:
    sessions = yaml.safe_load((Path(__file__).parent / file).read_text(encoding="utf-8"))
    faults, wrong, asked = [], [], 0
    for number, (name, lines) in enumerate(sessions.items()):
        loop = Loop(tmp_path / str(number))
        loop.app.interpreter = knowing
        for line in lines:
            answer = loop.hear(line.get("ask") or line["do"])
            if "ask" not in line:
                continue
            asked += 1
            if why := complaint(line, answer):
                faults.append(f"{name}: {line['ask']} → {answer} ({why})")
            if strange := wrong_numbers(line, answer):
                wrong.append(f"{name}: {line['ask']} → {answer} ({', '.join(sorted(strange))})")
    assert wrong == []
    assert len(faults) <= (1 - RIGHT) * asked, "\n".join([f"{asked - len(faults)} of {asked} right", *faults])


def test_the_program_says_the_same(tmp_path: Path) -> None:
    lines = yaml.safe_load((Path(__file__).parent / FILES[0]).read_text(encoding="utf-8"))["blanching"]
    loop, typist = Loop(tmp_path / "loop"), Typist(tmp_path / "program", "--fresh")
    typist.read()
    for line in lines:
        words = line.get("ask") or line["do"]
        assert typist.type(words) == loop.hear(words), words
    assert typist.leave() == (0, "")
