"""What was guessed when a recipe was imported is never said as if it were certain."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from assistant.core.effects import Say
from assistant.core.events import Heard, Started
from assistant.core.intents import Intent, Name, Slots
from assistant.core.quantity import Quantity
from assistant.core.recipe import Batch, Group, Ingredient, Instruction, Recipe, Source, Span, Step, Use
from assistant.core.respond import respond
from assistant.core.session import Cooking, Place, Session
from tests.conversation import wording

FLOUR = Ingredient(id="flour", name="flour", kind="flour", amount=Quantity(Fraction(2), unit="cup"))
RECIPE = Recipe(
    id="pancakes",
    title="Pancakes",
    source=Source(name="somewhere"),
    groups=(Group("the batter", (FLOUR,)),),
    steps=(
        Step(name="mix", title="Mix", instructions=(
            Instruction(text=("Whisk in ", Use("flour", Fraction(1, 2), sure=False), ".")),
            Instruction(text=("Add ", Use("flour", Fraction(1, 2)), ".")),
        )),
    ),
)  # fmt: skip


def said(session: Session, event: Heard | Started) -> str:
    turn = respond(session, event, 0.0)
    return " ".join(wording().text(e.sentences) for e in turn.effects if isinstance(e, Say))


def heard(session: Session, name: Name, ingredient: str | None = None) -> str:
    return said(session, Heard("", Intent(name, Slots(ingredient=ingredient)), 0.0))


def cooking(recipe: Recipe = RECIPE, instruction: int = 0) -> Session:
    return Session(recipe, (), seed=1, phase=Cooking(), place=Place(0, instruction), told=(Place(0, 0),))


def test_an_uncertain_link_is_said_as_a_guess() -> None:
    assert heard(cooking(), Name.REPEAT) in ("Whisk in perhaps one cup of flour.", "I haven't said anything yet.")
    assert heard(cooking(), Name.STEP_INGREDIENTS) == ("For this step: perhaps one cup of flour and one cup of flour.")


def test_what_is_left_of_it_is_a_guess_too() -> None:
    assert heard(cooking(instruction=1), Name.ASK_LEFT, "flour") == (
        "You have used perhaps one cup of two cups. Still to come: perhaps one cup."
    )
    assert heard(cooking(instruction=1), Name.ASK_ADDED, "flour").endswith("I am not sure of it.")


def test_the_amount_of_the_list_is_certain_unless_it_is_marked() -> None:
    assert heard(cooking(), Name.ASK_AMOUNT, "flour") == "Two cups of flour."
    guessed = replace(RECIPE, groups=(Group("the batter", (replace(FLOUR, uncertain=True),)),))
    assert heard(cooking(guessed), Name.ASK_AMOUNT, "flour") == "Perhaps two cups of flour."


@pytest.mark.parametrize(
    ("changes", "hello"),
    [
        ({}, "Hello! Pancakes."),
        ({"servings": Quantity(Fraction(4))}, "Hello! Pancakes for four people."),
        ({"makes": Batch(Quantity(Fraction(12)), "pancakes")}, "Hello! Pancakes, twelve pancakes."),
    ],
)
def test_what_the_source_does_not_say_is_not_said(changes: dict[str, object], hello: str) -> None:
    session = Session(replace(RECIPE, **changes), (), seed=1)  # type: ignore[arg-type]
    assert said(session, Started()).startswith(hello + " Shall we start")


def test_how_long_it_takes_is_only_known_from_the_recipe() -> None:
    session = Session(RECIPE, (), seed=1)
    assert heard(session, Name.ASK_READY) == "The recipe doesn't say how long it takes."
    published = replace(session, recipe=replace(RECIPE, published=Span(1800, 1800)))
    assert heard(published, Name.ASK_READY) == "Around twelve thirty."
