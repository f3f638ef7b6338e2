"""The parts that several commands need, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta, timezone
from functools import cache
from typing import Any

from assistant.config import recipe_folders
from assistant.cookbook import find, load
from assistant.cookbook.library import shelf_of
from assistant.core.intents import Name
from assistant.core.kitchen import Topic
from assistant.core.recipe import Recipe
from assistant.core.shelf import Shelf
from assistant.errors import InputError
from assistant.language.aliases import Knows
from assistant.language.automaton import Tag
from assistant.language.likeness import Likeness
from assistant.language.nearest import Nearest, Plain
from assistant.language.pronunciation import Dictionary
from assistant.language.sense import Question, questions_in
from assistant.language.spoken import words_of
from assistant.language.templates import CommandSet, read_commands
from assistant.language.understand import Interpreter
from assistant.language.vocabulary import Vocabulary
from assistant.language.wake_phrase import unknown, words_of_phrase
from assistant.language.wording import Wording
from assistant.language.writing import Writing
from assistant.lasting import built_to_last
from assistant.resources import load_yaml
from assistant.sensing import Sensing, no_sense

DEFAULT_RECIPE = "pork-belly"


def open_recipe(name: str | None) -> Recipe:
    """By name or path. Raises CookbookError where there is none, InputError with the first problem of a broken one."""
    path = find(name or DEFAULT_RECIPE, recipe_folders())
    recipe, problems = load(path)
    if recipe is None:
        first = next(p for p in problems if p.severity == "error")
        raise InputError(f"{first}\nassistant check {path} lists all problems.")
    return recipe


def shelf() -> Shelf:
    """All recipes at hand."""
    return shelf_of(recipe_folders())


def spoken_so(wake_phrase: str | None, knows: Knows | None = None) -> str:
    """The phrase of the settings as it is heard, "" for none. Raises InputError where the model cannot hear it."""
    if not wake_phrase:
        return ""
    words = words_of_phrase(wake_phrase)
    if not words:
        raise InputError(f"wake_phrase {wake_phrase!r} has no words; give some, like hey chef.")
    for word, near in unknown(wake_phrase, knows).items() if knows is not None else ():
        advice = f"take {near!r}" if near else "take a common English word"
        raise InputError(f"wake_phrase: the speech model does not know the word {word!r}; {advice} instead.")
    return " ".join(words)


def interpreter_for(
    recipe: Recipe,
    shelf: Shelf,
    knows: Knows | None = None,
    wake_phrase: str = "",
    loudspeakers: Iterable[str] = (),
    sensing: Sensing = no_sense,
) -> Interpreter:
    """Understands what a cook may say while this recipe is on, and the others are at hand.

    `knows`: which words the recogniser knows, where there is one. `loudspeakers` can be chosen by these names.
    `sensing`: finds questions by what they mean.
    """
    with built_to_last():
        vocabulary = Vocabulary.of(recipe, shelf, knows, loudspeakers)
        commands = with_topics(load_yaml("language/commands.en.yaml"), (*recipe.topics, *recipe.kitchen.topics))
        likeness = Likeness(load_yaml("language/likeness.en.yaml"))
        plain = tuple(plain_questions(recipe))

        @cache
        def asked() -> CommandSet:
            return read_commands({**commands, "intents": questions_of(recipe)}, vocabulary.lists)

        def nearest() -> Nearest:
            return Nearest(asked(), likeness, told_in(recipe), plain)

        sense = sensing(lambda: [*questions_in(asked(), plain), *meant_in(recipe)], likeness)
        return Interpreter(commands, vocabulary, load_yaml("language/free.en.yaml"), nearest, wake_phrase, sense)


def dictionary_for(recipe: Recipe | None = None) -> Dictionary:
    """How words are respelled for voices."""
    return Dictionary(load_yaml("language/pronunciation.en.yaml"), recipe)


def questions_of(recipe: Recipe) -> dict[str, Any]:
    """What is asked about this recipe and in every kitchen, and what may go wrong, as templates of two intents.

    The slot `here` names the step that a question belongs to.
    """
    topics = [
        {"sentences": list(t.asked), "slots": {"technique": t.name, "here": t.step or ""}}
        for t in (*recipe.topics, *recipe.kitchen.topics)
        if t.asked
    ]
    problems = [
        {"sentences": [words], "slots": {"text": words, "here": step.name}}
        for step in recipe.steps
        for problem in step.problems
        for words in problem.words
    ]
    return {str(Name.ASK_TECHNIQUE): {"data": topics}, str(Name.ASK_PROBLEM): {"data": problems}}


def plain_questions(recipe: Recipe) -> Iterator[Plain]:
    """What is asked in plain words, too short or too like other talk where it may be meant for somebody else."""
    for topic in (*recipe.topics, *recipe.kitchen.topics):
        for question in topic.alike:
            yield Plain(Tag(Name.ASK_TECHNIQUE, 0, (("technique", topic.name),)), topic.step, question)


def meant_in(recipe: Recipe) -> Iterator[Question]:
    """What is only compared by its meaning: questions, and what is said to known ones, which another one that means
    the same may have more in common with.
    """
    for topic in (*recipe.topics, *recipe.kitchen.topics):
        tag = Tag(Name.ASK_TECHNIQUE, 0, (("technique", topic.name),))
        yield from (Question(words, tag, topic.step) for words in topic.means)
        yield Question(topic.texts[0], tag, topic.step, answer=True)
    for step in recipe.steps:
        for problem in step.problems:
            tag = Tag(Name.ASK_PROBLEM, 0, (("text", problem.words[0]),))
            yield Question(problem.text, tag, step.name, answer=True)


def told_in(recipe: Recipe) -> Iterator[str]:
    """The words of its ingredients, its tools and what is to be done."""
    texts = [name for i in recipe.ingredients for name in (i.name, i.kind, *i.aliases)]
    texts += recipe.equipment
    texts += [part for step in recipe.steps for i in step.instructions for part in i.text if isinstance(part, str)]
    for text in texts:
        yield from words_of(text)


def with_topics(commands: dict[str, Any], topics: Iterable[Topic]) -> dict[str, Any]:
    """The command set with the questions that a recipe, or every kitchen, has an answer to."""
    asked = [
        {"sentences": list(t.asked), "slots": {"technique": t.name}, "metadata": {"heard": False, "first": True}}
        for t in topics
        if t.asked
    ]
    known = commands["intents"][Name.ASK_TECHNIQUE]["data"]
    return {**commands, "intents": {**commands["intents"], str(Name.ASK_TECHNIQUE): {"data": [*asked, *known]}}}


@cache
def wording(utc_offset_seconds: int) -> Wording:
    """The words of everything that is said, with times of day as the clock on the wall has them."""
    return Wording(_templates(), timezone(timedelta(seconds=utc_offset_seconds)), _variants())


@cache
def writing(utc_offset_seconds: int) -> Writing:
    """The same words as they are read."""
    return Writing(_templates(), timezone(timedelta(seconds=utc_offset_seconds)), _variants())


@cache
def _templates() -> dict[str, str]:
    return dict(load_yaml("language/wording.en.yaml"))


@cache
def _variants() -> dict[str, list[str]]:
    return dict(load_yaml("language/variants.en.yaml"))
