"""Whatever a cook changes about a recipe is taken back whole, and on a yes it is made so the next time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.core.events import Started
from assistant.core.instructing import amount, places, told
from assistant.core.session import Cooking, Session
from assistant.edges.state import Beside, carried, state_of
from tests.conversation import Conversation, begun_with, recipe, wording

SWAPS = [(i.name, s.use) for i in recipe().ingredients if i.listed for s in i.substitutes]
OMITTED = [i.name for i in recipe().ingredients if i.listed and not i.vital]
CHANGES = [
    *(f"use {use} instead of {name}" for name, use in SWAPS),
    *(f"leave out the {name}" for name in dict.fromkeys(OMITTED)),
    "cook for eight people",
    "cook for two people",
    "double it",
    "half the recipe",
    "i only have a pound and a half of pork belly",
    "use grams",
]


def evening(session: Session) -> tuple[str, ...]:
    """Every instruction of the dish as it is told now, with its title, warnings and timer, and every whole amount."""
    said = [wording().text(told(s).sentences) for s in everywhere(session)]
    return (*said, *(wording().text(told_amount(session, i.id)) for i in session.dish.ingredients))


def everywhere(session: Session) -> Iterator[Session]:
    plain = replace(session, phase=Cooking(), timers=())
    return (replace(plain, place=place) for place in places(session))


def told_amount(session: Session, ingredient: str) -> tuple[object, ...]:
    from assistant.core.sentences import sentence

    return (sentence("amount", ingredient=amount(session, session.dish.ingredient(ingredient))),)


@pytest.fixture
def talk() -> Conversation:
    talk = Conversation()
    talk.begin()
    talk.hear("start")
    return talk


@pytest.mark.parametrize("change", CHANGES)
def test_each_kind_of_change_follows_everywhere_and_is_taken_back_whole(talk: Conversation, change: str) -> None:
    before, place = evening(talk.session), talk.session.place
    talk.hear(change)
    assert evening(talk.session) != before, change
    assert talk.hear("undo").startswith("Taken back."), change
    assert evening(talk.session) == before
    assert talk.session.place == place


def test_changes_are_taken_back_one_by_one(talk: Conversation) -> None:
    lines = ["use maple syrup instead of honey", "use grams", "leave out the garlic", "cook for eight people",
             "use dry sherry instead of the wine", "double it"]  # fmt: skip
    evenings = [evening(talk.session)]
    for line in lines:
        talk.hear(line)
        evenings.append(evening(talk.session))
    assert len(set(evenings)) == len(evenings)
    for before in reversed(evenings[:-1]):
        talk.hear("undo")
        assert evening(talk.session) == before


# ---- the next time ----


def cooked(talk: Conversation, *lines: str, at_the_end: str) -> list[str]:
    """An evening with these lines, to its end; what was said in the closing round."""
    for line in ("start", *lines, "go to the last step"):
        talk.hear(line)
    while not (said := talk.hear("next")).endswith("Is the stove off?"):
        assert said
    return [talk.hear(line) for line in ("yes", at_the_end, "no", "goodbye")]


def next_time(talk: Conversation) -> Conversation:
    """The same recipe another evening, with what the journal's last state hands on."""
    left = carried(state_of(talk.session, Beside()))
    later = Conversation(begun_with("pork-belly"), talk.now + 86_400)
    later.tell(Started(None, 0, habit=left.habit, notes=left.notes))
    return later


@pytest.fixture
def changed() -> Conversation:
    """An evening with maple syrup and without chili, to be made so again."""
    talk = Conversation()
    talk.begin()
    closing = cooked(talk, "use maple syrup instead of honey", "leave out the chili", at_the_end="yes")
    assert closing[0].endswith("Shall I remember what you changed for next time?")
    assert closing[1].startswith("I will do it so next time.")
    return talk


def test_on_a_yes_it_is_made_so_the_next_time(changed: Conversation) -> None:
    later = next_time(changed)
    said = wording().text(later.session.last_said)
    assert "As last time: maple syrup instead of honey. As last time: no red pepper flakes." in said
    assert later.hear("how much honey") == "A third of a cup of maple syrup."
    assert evening(later.session) == evening(replace(changed.session, notes=()))


def test_on_a_no_it_is_as_written_the_next_time() -> None:
    talk = Conversation()
    talk.begin()
    cooked(talk, "use maple syrup instead of honey", at_the_end="no")
    assert evening(next_time(talk).session) == evening(begun_with("pork-belly"))


def test_what_is_made_as_last_time_is_not_asked_about_again(changed: Conversation) -> None:
    closing = cooked(next_time(changed), at_the_end="no")
    assert "remember" not in " ".join(closing)


@pytest.mark.parametrize("lines", [("undo",), ("put the honey back", "put the red pepper flakes back")])
def test_what_was_remembered_is_taken_back(changed: Conversation, lines: tuple[str, ...]) -> None:
    later = next_time(changed)
    for line in lines:
        assert "Honey as before." in later.hear(line) or line != lines[0]
    assert evening(later.session) == evening(begun_with("pork-belly"))
    closing = cooked(later, at_the_end="yes")
    assert closing[0].endswith("Shall I remember what you changed for next time?")
    assert evening(next_time(later).session) == evening(begun_with("pork-belly"))


def test_what_is_remembered_outlives_evenings_that_change_nothing(changed: Conversation) -> None:
    later = next_time(changed)
    cooked(later, at_the_end="no")
    assert next_time(later).session.adaptation == changed.session.adaptation
