"""Names with words that a recogniser does not know: what can be said for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.core.recipe import Pronunciation
from assistant.core.shelf import Listing
from assistant.edges.decoder import knows, load_model
from assistant.language.aliases import aliases, ways_to_say
from assistant.language.vocabulary import Vocabulary, as_heard
from tests.conversation import recipe

KNOWN = frozenset(
    ["flat", "bread", "flatbread", "cream", "brulee", "spicy", "stew", "with", "rice", "ramen", "soup", "chicken"]
)
MODEL = Path(__file__).parents[2] / "models" / "vosk-model-small-en-us-0.15"


def known(word: str) -> bool:
    return word in KNOWN


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("chicken soup", []),
        ("creme brulee", ["brulee"]),
        ("spicy tteokbokki stew", ["spicy stew"]),
        ("flatbreadsoup", ["flatbread soup"]),
        ("chikken soup", ["chicken soup"]),
        ("tteokbokki", []),
        ("борщ", []),
        ("rice with tteokbokki", ["rice"]),
    ],
)
def test_is_said(name: str, said: list[str]) -> None:
    assert list(ways_to_say(name, known)) == said


def test_what_could_mean_two_things_is_no_alias() -> None:
    names: dict[str, str | int] = {"spicy tteokbokki stew": 1, "spicy jjigae stew": 2, "ramyun soup": 3, "soup": 4}
    assert aliases(names, known) == {}


@pytest.mark.model
def test_the_model_can_hear_every_recipe_by_something() -> None:
    model: Any = load_model(MODEL)
    shelf = (
        Listing("a", "a", "Spicy tteokbokki stew"),
        Listing("b", "b", "Crème brûlée"),
        Listing("c", "c", "Flammkuchen"),
    )
    lists = Vocabulary.of(recipe(), shelf, lambda word: knows(model, word)).lists
    said = {name for name, meant in lists["recipe"].items() if all(knows(model, word) for word in name.split())}
    assert "spicy stew" in said
    assert lists["recipe"]["spicy stew"] == "spicy tteokbokki stew"


def test_a_word_may_be_heard_as_the_recipe_says_where_the_recogniser_can_hear_that() -> None:
    said = Pronunciation(word="Shaoxing", said="shau shing", heard=("show sing", "zhao xing"))
    listed = {"shaoxing wine": "shaoxing wine", "honey": "honey"}
    assert as_heard(listed, [said]) == {"show sing wine": "shaoxing wine", "zhao xing wine": "shaoxing wine"}
    assert as_heard(listed, [said], knows={"show", "sing"}.__contains__) == {"show sing wine": "shaoxing wine"}
    assert Vocabulary.of(recipe()).lists["ingredient"]["show sing wine"] == "shaoxing wine"
