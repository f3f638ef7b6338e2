"""The question that means the same, by a comparison of our own making; the real model is in tests/edges."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.building import plain_questions, questions_of
from assistant.core.phases import PhaseName
from assistant.language.automaton import Tag
from assistant.language.likeness import Likeness
from assistant.language.nearest import Nearest
from assistant.language.sense import Question, Sense, Sensed, questions_in
from assistant.language.templates import read_commands
from assistant.language.understand import Interpreter
from assistant.language.vocabulary import Vocabulary
from assistant.resources import load_yaml
from tests.conversation import recipe

LIKENESS = Likeness(load_yaml("language/likeness.en.yaml"))
FORK = Question("how do i test it with a fork", Tag("ask_technique", 0, (("technique", "fork"),)), "simmer")
LID = Question("do i put the lid on", Tag("ask_technique", 0, (("technique", "lid"),)), None)
ANSWER = Question("Push a fork into the thickest piece.", FORK.tag, "simmer", answer=True)


def found(likenesses: Sequence[float], text: str = "is it soft", here: str = "simmer") -> Sensed | None:
    return Sense([FORK, LID, ANSWER], lambda _: likenesses, LIKENESS).find(text, here)


def name(one: Sensed | None) -> object:
    assert one is not None
    return dict(one.tag.slots)["technique"]


def test_the_most_alike_is_found() -> None:
    assert name(found([0.3, 0.7, 0.2])) == "lid"
    assert name(found([0.7, 0.3, 0.2])) == "fork"


def test_of_two_nearly_alike_the_one_of_this_step_is_meant() -> None:
    assert name(found([0.60, 0.64, 0.1], here="simmer")) == "fork"
    assert name(found([0.60, 0.64, 0.1], here="glaze")) == "lid"


def test_an_answer_alone_counts_less_than_a_question() -> None:
    assert name(found([0.1, 0.60, 0.64], here="")) == "lid"


def test_what_is_no_question_must_be_more_alike() -> None:
    question, statement = found([0.1, 0.6, 0.1], "is it covered", here=""), found([0.1, 0.6, 0.1], "it", here="")
    assert question and statement and question.fitness > statement.fitness


def test_words_in_common_count() -> None:
    assert name(found([0.60, 0.64, 0.1], "where is the fork", here="")) == "fork"


def test_each_known_question_of_the_recipe_can_be_compared() -> None:
    commands = {**load_yaml("language/commands.en.yaml"), "intents": questions_of(recipe())}
    questions = list(questions_in(read_commands(commands, Vocabulary.of(recipe()).lists), plain_questions(recipe())))
    asked = {dict(q.tag.slots).get("technique") for q in questions}
    assert asked >= {topic.name for topic in recipe().topics if topic.asked or topic.alike}
    assert all(q.words.strip() and "{" not in q.words for q in questions)


@pytest.mark.parametrize(
    ("text", "here", "likeness", "intent"),
    [
        ("anything i should worry about just now", "", 0.7, "ask_technique"),  # no template holds it
        ("anything i should worry about just now", "", 0.3, None),  # nothing is near enough
        ("anything i should worry about just now", None, 0.9, None),  # maybe not said to us
        ("next", "", 1.0, "next_step"),  # a command is a command
        ("looks like the water is boiling", "", 1.0, "report"),  # and a report a report
    ],
)
def test_what_is_certainly_for_us_may_be_asked_in_any_words(
    text: str, here: str | None, likeness: float, intent: str | None
) -> None:
    sense = Sense([LID], lambda _: [likeness], LIKENESS)
    commands, vocabulary = load_yaml("language/commands.en.yaml"), Vocabulary.of(recipe())
    nearest = Nearest(read_commands({**commands, "intents": questions_of(recipe())}, vocabulary.lists), LIKENESS)
    free = load_yaml("language/free.en.yaml")
    interpreter = Interpreter(commands, vocabulary, free, lambda: nearest, sense=lambda patience_seconds: sense)
    meaning = interpreter.understand(text, PhaseName.COOKING, here)
    assert (None if meaning is None else meaning.intent) == intent
