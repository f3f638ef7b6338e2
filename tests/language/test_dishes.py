"""A recipe is also called by the last words of its title, after a word that says it is to be cooked."""

from __future__ import annotations

import pytest

from assistant.core.phases import PhaseName
from assistant.core.shelf import Listing
from assistant.language.understand import Interpreter
from assistant.language.vocabulary import Vocabulary
from assistant.resources import load_yaml

SHELF = (
    Listing("goulash", "goulash", "Beef Goulash", foods=("beef",)),
    Listing("curry", "curry", "Fish Curry with Rice", foods=("fish", "rice")),
    Listing("other-curry", "other-curry", "Red Lentil Curry", foods=("lentils",)),
    Listing("fried-rice", "fried-rice", "Fried Rice", foods=("rice",)),
)


@pytest.mark.parametrize(
    ("said", "recipe"),
    [
        ("let's make the goulash", "beef goulash"),
        ("cook the fish curry", "fish curry with rice"),
        ("make lentil curry", "red lentil curry"),
        ("make the curry", "curry"),  # which of them is asked
        ("make the rice", None),  # a food
        ("goulash", None),  # nobody says that it is to be cooked
    ],
)
def test_a_dish_is_chosen_by_what_it_is(said: str, recipe: str | None) -> None:
    interpreter = Interpreter(load_yaml("language/commands.en.yaml"), Vocabulary.of(None, SHELF))
    meaning = interpreter.parse(said, PhaseName.CHOOSING)
    assert (meaning.slots.get("recipe") if meaning is not None else None) == recipe
