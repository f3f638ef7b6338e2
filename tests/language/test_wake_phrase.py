"""A wake phrase: whether it can be heard, and what it does to the understanding of commands."""

from __future__ import annotations

import pytest

from assistant.building import interpreter_for, open_recipe, spoken_so
from assistant.core.phases import PhaseName
from assistant.errors import InputError
from assistant.language.understand import Interpreter, Meaning

KNOWN = {"hey", "chef", "kitchen", "magic"}


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return interpreter_for(open_recipe(None), (), wake_phrase="magic kitchen")


def test_a_phrase_is_taken_as_it_is_heard() -> None:
    assert spoken_so("Hey,  Chef!", KNOWN.__contains__) == "hey chef"
    assert spoken_so(None) == ""


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("hey cheff", "does not know the word 'cheff'; take 'chef' instead"),
        ("kichten", "take a common English word"),
        ("?", "has no words"),
    ],
)
def test_one_that_cannot_be_heard_is_told_with_the_nearest(phrase: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        spoken_so(phrase, KNOWN.__contains__)


def test_commands_are_understood_behind_it(interpreter: Interpreter) -> None:
    assert interpreter.parse("magic kitchen next step") == interpreter.parse("next step")
    assert interpreter.parse("magic kitchen") == Meaning("wake")
    assert "magic kitchen" in interpreter.phrases(PhaseName.COOKING)


def test_of_few_commands_no_other_is_taken(interpreter: Interpreter) -> None:
    few = interpreter.few()
    assert few.parse("next step") == interpreter.parse("next step")
    assert few.parse("louder") is None
    assert few.understand("tell me about the honey") is None
    assert few.could_go_on("set a timer for")
    assert not few.could_go_on("next step")


def test_every_sentence_that_is_expected_by_itself_is_a_command_somewhere(interpreter: Interpreter) -> None:
    commands = interpreter._commands
    for said in (*commands.in_noise, *commands.interrupting):
        assert any(interpreter.parse(said, phase) for phase in PhaseName), said
