"""Before a stretch without waiting the cook hears how long it is and what must be within reach, whatever the recipe."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.core.recipe import Recipe, Span, Step
from assistant.core.session import Asking, Place, Session, WithinReach
from tests.conversation import Conversation, recipe


def busy(minutes: int, *ready: str, uses_of: int | None = None) -> Step:
    """A step of so many minutes that leaves no break, putting in what another one of the pork belly's puts in."""
    step = recipe().steps[0 if uses_of is None else uses_of - 1]
    return replace(step, duration=Span(60 * minutes, 60 * minutes), no_pause=True, ready=ready)


def calm(minutes: int = 30) -> Step:
    return replace(busy(minutes), no_pause=False, ready=("never mind",))


def briefed(*steps: Step, at: int = 1) -> str:
    """What is said on the way to a step, counted from 1, of a recipe of these steps."""
    other: Recipe = replace(recipe(), steps=steps)
    talk = Conversation(session=Session(other, (other.title,), seed=1))
    talk.begin()
    talk.hear("start")
    said = talk.hear(f"go to step {['one', 'two', 'three', 'four'][at - 1]}")
    assert talk.session.place == Place(at - 1)
    asks = isinstance(talk.session.phase, Asking) and isinstance(talk.session.phase.question, WithinReach)
    return said if asks else ""


@pytest.mark.parametrize(
    ("minutes", "length"),
    [
        ((4,), "five minutes"),
        ((10,), "ten minutes"),
        ((10, 11), "twenty minutes"),
        ((30, 40, 20), "one and a half hours"),
    ],
)
def test_its_length_is_that_of_all_its_steps(minutes: tuple[int, ...], length: str) -> None:
    said = briefed(calm(), *(busy(m, "the tongs") for m in minutes), calm(), at=2)
    assert said == f"The next {length} leave no break. Do you have the tongs within reach?"


def test_what_any_of_its_steps_needs_is_named_once() -> None:
    said = briefed(calm(), busy(5, "eggs", "a whisk"), busy(5, "a whisk", "butter"), calm(), at=2)
    assert said.endswith("Do you have eggs, a whisk and butter within reach?")


def test_what_goes_in_is_named_where_the_recipe_does_not_say_what_must_be_ready() -> None:
    said = briefed(calm(), busy(5, uses_of=7), calm(), at=2)
    assert said == "The next five minutes leave no break. Do you have oil, garlic and ginger within reach?"


def test_where_nothing_goes_in_it_only_asks_whether_the_cook_is_ready() -> None:
    bare = replace(busy(5), instructions=tuple(replace(i, text=("Stir.",), adds=()) for i in busy(5).instructions))
    assert briefed(calm(), bare, at=2) == "The next five minutes leave no break. Are you ready?"


def test_it_is_said_once_at_its_beginning_and_never_where_there_is_a_break() -> None:
    steps = (busy(5, "eggs"), busy(5, "butter"), calm(), busy(5, "salt"))
    assert [bool(briefed(*steps, at=at)) for at in (1, 2, 3, 4)] == [True, False, False, True]
