"""What sources write in passing, as it is heard: brackets, smileys, what may be taken instead, what is left over."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from assistant.core.recipe import Recipe
from assistant.importing.composing import compose
from assistant.importing.shortening import shortened
from assistant.importing.sources import Source
from assistant.importing.speaking import speakable
from assistant.importing.taking import read


def recipe(ingredients: Sequence[str], steps: Sequence[str]) -> Recipe:
    data = {"@type": "Recipe", "name": "Dish", "recipeIngredient": ingredients, "recipeInstructions": steps}
    page = f'<html lang="en"><script type="application/ld+json">{json.dumps(data)}</script></html>'
    return compose(read(Source(page, "web", "page")).written).recipe


def heard(ingredients: Sequence[str], *steps: str) -> list[str]:
    """The instructions, an ingredient as dots."""
    made = recipe(ingredients, steps)
    texts = [instruction.text for step in made.steps for instruction in step.instructions]
    return ["".join(part if isinstance(part, str) else "..." for part in text) for text in texts]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("Chop the turnip(s) on a board.", ["Chop the turnips on a board."]),
        ("Put it into the (preheated) oven.", ["Put it into the preheated oven."]),
        ("Mix it all (You can use a fork for that).", ["Mix it all.", "You can use a fork for that."]),
        ("Mix it all. (You can use a fork for that.) Wait.", ["Mix it all.", "You can use a fork for that.", "Wait."]),
        ("Stir (Chinese black cardamom) in.", ["Stir, Chinese black cardamom, in."]),
        ("Make it thin :) Then roll it up.", ["Make it thin.", "Then roll it up."]),
        ("Roll it up :) and eat.", ["Roll it up and eat."]),
    ],
)
def test_what_stands_in_brackets_is_read_out_as_it_is_meant(step: str, told: list[str]) -> None:
    assert heard(["1 egg"], step) == told


def test_what_may_be_taken_instead_is_said_once() -> None:
    assert heard(["1 glass of wine or cognac"], "Add the wine or the cognac.") == ["Add ...."]
    assert heard(["1 cup rapeseed oil or peanut oil"], "Heat the rapeseed oil (or peanut oil) in a pan.") == [
        "Heat ... in a pan."
    ]


def test_a_part_of_an_ingredient_keeps_its_words() -> None:
    assert heard(["4 apples"], "Remove the center of the apples.") == ["Remove the center of ...."]


def test_a_word_between_names_is_none() -> None:
    told = heard(
        ["60 g butter", "400 g toasted bread in pieces"], "Put butter in a dish.", "Add the toasted bread in pieces."
    )
    assert told == ["Put ... in a dish.", "Add ...."]


def test_what_went_in_perhaps_is_not_left_over_for_certain() -> None:
    made = recipe(
        ["2 cups flour", "1 tsp baking soda", "1 cup nuts", "1 cup raisins"],
        ["Whisk the dry ingredients.", "Add the remaining ingredients."],
    )
    sure = {u.ingredient for s in made.steps for i in s.instructions for u in i.uses if u.sure}
    assert sure == {"nuts", "raisins"}


def test_what_follows_then_keeps_what_is_done_with_it() -> None:
    told = heard(
        ["225 g 50 to 70 percent dark chocolate chips or semi-sweet milk chocolate chips"],
        "Combine and stir in everything that is dry by now, then the chocolate chips",
    )
    assert told == ["Take ....", "Combine and stir in everything that is dry by now, then the chocolate chips."]


def test_each_action_behind_a_condition_stands_by_itself() -> None:
    told = heard(
        ["1 egg"],
        "Once it is well cooked, you can remove the pot from the heat, add the meat back in and stir it all very well.",
    )
    assert told[0] == "Once it is well cooked, you can remove the pot from the heat."
    assert all(", add" not in text for text in told)


def test_of_two_scales_one_is_said_and_a_dash_is_a_pause() -> None:
    assert speakable("Bake at 450 to 500 Fahrenheit (230 to 260 Celsius).") == "Bake at 450 - 500 °F."
    assert speakable("Not for too long - it thickens.") == "Not for too long, it thickens."


def test_what_is_told_of_something_begins_a_sentence_of_its_own() -> None:
    long = "Make twenty balls of it, which depends on how big you want to have each of them"
    assert shortened(long, 10, lambda text: len(text.split())) == [
        "Make twenty balls of it.",
        "That depends on how big you want to have each of them.",
    ]
