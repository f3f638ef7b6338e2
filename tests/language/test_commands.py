"""Generated from the command data: nothing is stolen, nothing is unknown to the model, every slot has a place."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from hassil import parse_sentence

from assistant.building import open_recipe
from assistant.core.intents import Name, Slots
from assistant.core.phases import ALLOWED, PhaseName
from assistant.language.automaton import State
from assistant.language.grammar import contracted, phrases
from assistant.language.templates import Compiler, Template, TemplateError, read_commands
from assistant.language.understand import Interpreter
from assistant.language.vocabulary import Vocabulary
from assistant.resources import load_yaml
from tests.conversation import interpreter_alone

MODEL = Path(__file__).parents[2] / "models" / "vosk-model-small-en-us-0.15"
COMMANDS = load_yaml("language/commands.en.yaml")
FREE = load_yaml("language/free.en.yaml")
RECIPE = open_recipe(None)
SET = read_commands(COMMANDS, Vocabulary.of(RECIPE).lists)


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return interpreter_alone()


def sentences(template: Template) -> list[str]:
    """Of each template, some that hold all of its parts."""
    if re.search("{(said|event|any_food)", template.text):
        return []  # words of any kind are no phrase
    start = Compiler(SET, str.split, samples=2).before(template.expression, State(tags=(template.tag,)))
    return phrases([start])


def phase_of(template: Template) -> PhaseName:
    accepting = [p for p in PhaseName if template.tag.intent in ALLOWED[p]]
    if template.tag.phases:
        return PhaseName(min(template.tag.phases))
    return PhaseName.COOKING if PhaseName.COOKING in accepting else accepting[0]


@pytest.mark.parametrize("template", SET.templates, ids=lambda t: f"{t.tag.intent}: {t.text}"[:90])
def test_every_sentence_is_understood_as_its_own_intent(interpreter: Interpreter, template: Template) -> None:
    phase = phase_of(template)
    for sentence in sentences(template):
        for read in (interpreter.parse, interpreter.understand):
            meaning = read(sentence, phase)
            assert meaning is not None, sentence
            assert meaning.intent == template.tag.intent, sentence


def test_all_intents_have_commands() -> None:
    assert set(COMMANDS["intents"]) == {str(name) for name in Name}
    assert set(FREE["intents"]) <= set(COMMANDS["intents"])


def test_all_slots_have_a_place() -> None:
    known = {f.name for f in fields(Slots)} - {"instead"} | {"with", "_"}
    lists = COMMANDS["lists"] | FREE["lists"]
    for intent, content in [*COMMANDS["intents"].items(), *FREE["intents"].items()]:
        for block in content["data"]:
            used = [name for text in block["sentences"] for name in re.findall(r"{([^}]+)}", text)]
            slots = {n.split(":")[-1] for n in used if not lists.get(n.split(":")[0], {}).get("gap")}
            assert slots | set(block.get("slots", {})) <= known, intent


@pytest.mark.model
@pytest.mark.parametrize("phase", PhaseName)
def test_the_model_knows_every_word(interpreter: Interpreter, phase: PhaseName) -> None:
    from vosk import Model, SetLogLevel

    SetLogLevel(-1)
    model = Model(str(MODEL))
    words = {word for phrase in interpreter.phrases(phase) for word in phrase.split()}
    assert [w for w in sorted(words) if model.vosk_model_find_word(w) < 0] == []


def test_the_phrases_hold_every_word_of_every_list(interpreter: Interpreter) -> None:
    said = {word for phase in PhaseName for phrase in interpreter.phrases(phase) for word in phrase.split()}
    for name, words in SET.lists.items():
        assert [v for v in words.examples() if not set(contracted(v).split()) <= said] == [], name


@pytest.mark.parametrize(
    ("intents", "complaint"),
    [
        ({"a": {"data": [{"sentences": ["go to {nowhere}"]}]}}, "nowhere"),
        ({"a": {"data": [{"sentences": ["go <there>"]}]}}, "there"),
        ({"a": {"data": [{"sentences": ["(go"]}]}}, "no template"),
        ({"a": {}}, "needs intents"),
    ],
)
def test_a_broken_set_says_what_is_wrong(intents: dict[str, object], complaint: str) -> None:
    with pytest.raises(TemplateError, match=complaint):
        Interpreter({"language": "en", "intents": intents}, Vocabulary())


def test_the_free_layer_is_made_of_templates() -> None:
    for content in FREE["intents"].values():
        for block in content["data"]:
            for text in block["sentences"]:
                parse_sentence(text)


def test_only_words_that_cooks_say_alone_are_expected_alone(interpreter: Interpreter) -> None:
    alone = {phrase for phrase in interpreter.phrases(PhaseName.COOKING) if " " not in phrase}
    assert alone <= (SET.alone or frozenset())
    assert {"next", "repeat", "stop", "done", "help"} <= alone
    assert {"thin", "exit"}.isdisjoint(alone)
    assert interpreter.parse("exit"), "typed, it is read"
    replies = interpreter.phrases(PhaseName.ASKING)
    assert {"yes", "no", "twelve"} <= set(replies)
    assert "start" in interpreter.phrases(PhaseName.CHOOSING) and "start" not in alone
