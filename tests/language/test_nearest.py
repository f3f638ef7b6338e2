"""The question that is nearest: whatever its endings, other words for the same, and its order; never another kind."""

from __future__ import annotations

import pytest

from assistant.language.likeness import Likeness
from assistant.language.understand import Interpreter
from assistant.resources import load_yaml
from tests.conversation import interpreter_alone


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return interpreter_alone()


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness(load_yaml("language/likeness.en.yaml"))


@pytest.mark.parametrize(
    ("one", "other"), [("slicing", "sliced"), ("chopped", "chop"), ("dried", "dry"), ("chunks", "pieces")]
)
def test_words_that_mean_the_same_are_compared_as_one(likeness: Likeness, one: str, other: str) -> None:
    assert likeness.key(one) == likeness.key(other) is not None


@pytest.mark.parametrize("word", ["the", "should", "using", "does"])
def test_words_that_tell_nothing_are_left_out(likeness: Likeness, word: str) -> None:
    assert likeness.key(word) is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("how much water", "amount"),
        ("well why is that", "reason"),
        ("is it done", "yes_no"),
        ("the garlic is brown", "statement"),
        ("what do i do if it burns", "state"),
    ],
)
def test_kinds_of_questions_are_told_apart(likeness: Likeness, said: str, kind: str) -> None:
    assert likeness.kind(said.split()) == kind


@pytest.mark.parametrize(
    ("said", "technique"),
    [
        ("won't all that fat make it greasy", "too much fat"),
        ("is an induction stove alright", "gas or electric"),
        ("mine has no skin on it is that bad", "skin"),
    ],
)
def test_a_question_in_other_words_is_found(interpreter: Interpreter, said: str, technique: str) -> None:
    meaning = interpreter.understand(said)
    assert meaning is not None and meaning.slots.get("technique") == technique


def test_a_question_of_this_recipe_that_none_is_like_is_left_to_the_core(interpreter: Interpreter) -> None:
    meaning = interpreter.understand("should the honey and the vinegar go into the colander")
    assert meaning is not None and meaning.intent == "ask_technique"
    assert str(meaning.slots["text"]).split()[0] == "honey"


@pytest.mark.parametrize("said", ["should i change my oil", "how old are you", "where did you put my scarf"])
def test_what_is_not_about_the_recipe_is_no_question_to_us(interpreter: Interpreter, said: str) -> None:
    assert interpreter.understand(said) is None
