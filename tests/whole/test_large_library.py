"""A thousand recipes at hand: found by name, by what goes in and by number, answered at once, and cooked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median

import pytest

from tests.whole.program import Typist

AT_ONCE_SECONDS = 0.5  # the median; what reads free words may have to be made first, on a machine that is busy
HOW = ("Grilled", "Roasted", "Braised", "Smoked", "Stuffed", "Pickled", "Creamy", "Spicy", "Sweet", "Cold")
FOODS = ("chicken", "beef", "salmon", "tofu", "pumpkin", "cabbage", "potato", "mushroom", "spinach", "turnip")
DISHES = ("pie", "stew", "soup", "salad", "curry", "gratin", "wrap", "pancakes", "dumplings", "risotto")
RECIPE = """\
id: {id}
title: {title}
names: [{name}]
source: {{name: our own}}
summary: Simple.
servings: 2
groups:
  - name: everything
    ingredients:
      - {{id: {food}, name: {food}, amount: 2 pounds}}
      - {{id: galangal, name: galangal, amount: 1 tablespoon}}
steps:
  - name: bake
    title: Bake it
    instructions:
      - {{text: "Mix {{{food}}} with {{galangal}}."}}
      - {{text: Eat it.}}
pronunciations:
  - {{word: galangal, said: guh lang gull, heard: [galangal, golan gall]}}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of a cook with a thousand recipes, besides those of the project."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "data/cooking-assistant/recipes"
    folder.mkdir(parents=True)
    for how, food, dish in product(HOW, FOODS, DISHES):
        title = f"{how} {food} {dish}"
        text = RECIPE.format(id=title.lower().replace(" ", "-"), title=title, name=title.lower(), food=food)
        (folder / f"{title}.yaml").write_text(text, encoding="utf-8")
    return home


@pytest.fixture
def cook(library: Path) -> Iterator[Typist]:
    typist = Typist(library, "--fresh")
    yield typist
    typist.kill()


def test_a_recipe_of_a_thousand_is_found_and_cooked_without_waiting(cook: Typist) -> None:
    took: dict[str, float] = {}

    def type(words: str) -> str:
        began_at = time.monotonic()
        answer = cook.type(words)
        took[words] = time.monotonic() - began_at
        return answer

    assert cook.read().startswith("Hello! Caramelized honey glazed pork belly")
    assert type("what can i cook").startswith("One thousand five recipes. One: Braised beef curry.")
    assert type("tell me more").startswith("Four: ")
    assert type("something with chicken").startswith("One hundred recipes. One: Braised chicken curry.")
    assert type("something with lentils") == "I have Red lentil soup with lemon. Shall we take it?"
    assert type("let's make banana bread") == "I have no banana bread. Ask me what we can cook."
    assert type("let's make the roasted chicken stew").startswith("Roasted chicken stew for two people.")
    assert type("start") == "Step one: Bake it. Mix two pounds of chicken with one tablespoon of galangal."
    assert type("how much golan gall") == "One tablespoon of galangal.", "as it is heard"
    assert type("let's make the pickled turnip pie").endswith("Leave it for Pickled turnip pie?")
    assert type("yes").startswith("Pickled turnip pie for two people.")
    print({words: round(seconds, 3) for words, seconds in took.items()})
    assert median(took.values()) < AT_ONCE_SECONDS
    assert cook.leave() == (0, "")
