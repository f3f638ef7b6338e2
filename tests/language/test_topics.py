"""The questions that a recipe and every kitchen have answers to: each is understood as itself."""

from __future__ import annotations

import pytest

from assistant.building import open_recipe, with_topics
from assistant.core.kitchen import Topic
from assistant.core.phases import PhaseName
from assistant.language.automaton import State
from assistant.language.grammar import phrases
from assistant.language.templates import Compiler, read_commands
from assistant.language.understand import Interpreter
from assistant.language.vocabulary import Vocabulary
from assistant.resources import load_yaml
from tests.conversation import interpreter_alone

RECIPE = open_recipe(None)
COMMANDS = load_yaml("language/commands.en.yaml")
TOPICS = (*RECIPE.topics, *RECIPE.kitchen.topics)


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return interpreter_alone()


@pytest.mark.parametrize("topic", [t for t in TOPICS if t.asked], ids=lambda t: f"{t.name} {t.step or ''}")
def test_every_question_is_understood_as_its_topic(interpreter: Interpreter, topic: Topic) -> None:
    commands = {**COMMANDS, "intents": with_topics({"intents": {"ask_technique": {"data": []}}}, [topic])["intents"]}
    read = read_commands(commands, Vocabulary.of(RECIPE).lists)
    for template in read.templates:
        start = Compiler(read, str.split, samples=2).before(template.expression, State(tags=(template.tag,)))
        for sentence in phrases([start]):
            meaning = interpreter.understand(sentence, PhaseName.COOKING)
            assert meaning is not None, sentence
            assert (meaning.intent, dict(meaning.slots)) == ("ask_technique", {"technique": topic.name}), sentence


@pytest.mark.parametrize("topic", [t for t in TOPICS if t.alike], ids=lambda t: f"{t.name} {t.step or ''}")
def test_every_question_in_plain_words_is_answered_where_it_belongs(interpreter: Interpreter, topic: Topic) -> None:
    for question in topic.alike:
        meaning = interpreter.understand(question, PhaseName.COOKING, topic.step or "")
        assert meaning is not None, question
        assert (meaning.intent, dict(meaning.slots)) == ("ask_technique", {"technique": topic.name}), question


def test_topics_of_one_name_are_told_apart_by_their_steps() -> None:
    names = [(t.name, t.step) for t in TOPICS]
    assert len(set(names)) == len(names)
    assert {t.step for t in RECIPE.topics} <= {None, *(s.name for s in RECIPE.steps)}
