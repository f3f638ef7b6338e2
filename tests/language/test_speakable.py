"""Every sentence of every recipe, and every wording, can be said in one breath, without anything to decipher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from assistant.core.instructing import words
from assistant.core.quantity import Quantity
from assistant.core.recipe import Recipe, Span, Use, Uses
from assistant.core.sentences import Amount, Clock, Label, Seconds, Value, sentence
from assistant.core.session import Session
from assistant.language.parts import parts
from assistant.resources import load_yaml
from tests.conversation import RECIPES, SIX_O_CLOCK, recipe, wording

MOST_WORDS = 22
UNSPEAKABLE = re.compile(r"[\d&%°/()*#+=_<>{}\[\]@~^\\|]|\b(?:tsp|tbsp|oz|lbs?|approx|min|hrs?|vs|etc|e\.g|i\.e)\b\.?")
NAMES = sorted(path.stem for path in RECIPES.glob("*.yaml"))
TEMPLATES: dict[str, str] = load_yaml("language/wording.en.yaml")
ALIKE: dict[str, Value] = {
    "length": Seconds(5400), "left": Seconds(4500), "over": Seconds(754, about=True), "until": Clock(SIX_O_CLOCK + 300),
    "timer": Label("simmer", 5400), "amount": Amount(Quantity(Fraction(5, 4), None, "cup"), "honey"),
    "span": Span(5400, 7200), "number": 12, "factor": Fraction(3, 2),
}  # fmt: skip


def texts(value: object) -> Iterator[object]:
    """Whatever in a recipe is a sentence: it ends as one."""
    if isinstance(value, str):
        if value.endswith((".", "!", "?")):
            yield value
    elif isinstance(value, tuple):
        if any(isinstance(part, Use | Uses) for part in value):
            yield value
        else:
            for each in value:
                yield from texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def spoken(of: Recipe) -> list[str]:
    session = Session(of, (), seed=1)
    values = [words(session, t) if isinstance(t, tuple) else t for t in texts(of)]
    return [part for value in values for part in parts(wording().say(sentence("text", text=value)))]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of_a_recipe_fits_one_breath_and_is_written_for_the_ear(name: str) -> None:
    said = spoken(recipe(name))
    assert len(said) > 10
    assert [text for text in said if len(text.split()) > MOST_WORDS] == []
    assert [text for text in said if UNSPEAKABLE.search(text.lower())] == []


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_every_wording_is_speakable_with_its_values(key: str) -> None:
    named = set(re.findall(r"\{(\w+)", TEMPLATES[key]))
    said = wording().say(sentence(key, **{name: ALIKE.get(name, "the rice") for name in named}))
    assert all(len(part.split()) <= MOST_WORDS for part in parts(said))
    assert not UNSPEAKABLE.search(said.lower())
    assert said[:1].isupper() and not re.search(r"\s[.,!?]|[.,]{2}|\s{2}", said)


def test_what_is_looked_at_are_all_sentences() -> None:
    assert {"Drain the pork through a colander."} <= set(spoken(recipe()))
    assert Path(RECIPES / "pork-belly.yaml").is_file()
