"""What is said is shown, and what is shown is said or told when it is asked for: neither eye nor ear is needed."""

from __future__ import annotations

import pytest

from assistant.core.instructing import words
from assistant.core.view import Present, View, view
from tests.conversation import Conversation, begun_with, recipe, wording
from tests.core.test_foreseeing import RECIPES

MOST_TURNS = 120


def seen(talk: Conversation) -> View:
    return view(talk.session, talk.now)


def evening(name: str) -> tuple[Conversation, list[tuple[str, View]]]:
    """What is said at each "next" from the greeting to the end, and what is shown at it."""
    talk = Conversation(begun_with(name))
    turns = [(talk.begin(), seen(talk)), (talk.hear("start"), seen(talk))]
    while seen(talk).present is not None:
        turns.append((talk.hear("next"), seen(talk)))
        assert len(turns) < MOST_TURNS
    return talk, turns


@pytest.mark.parametrize("name", RECIPES)
def test_everything_said_is_shown(name: str) -> None:
    for said, shown in evening(name)[1]:
        assert said == wording().text(shown.said)


def told_of(present: Present) -> list[str]:
    return [wording().words(present.text), *present.warnings, present.title]


@pytest.mark.parametrize("name", RECIPES)
def test_every_instruction_warning_and_title_shown_is_said(name: str) -> None:
    _, turns = evening(name)
    everything = " ".join(said for said, _ in turns)
    shown = {text for _, at in turns if at.present for text in told_of(at.present)}
    assert len(shown) > 8
    assert [text for text in shown if text not in everything] == []


def told_whole(talk: Conversation, question: str) -> str:
    """A list is told in pieces, as long as the cook wants more of it."""
    told = [talk.hear(question)]
    while told[-1].endswith("Say tell me more."):
        told.append(talk.hear("tell me more"))
    return " ".join(told)


def test_what_goes_in_how_hot_it_is_and_what_runs_is_told_when_it_is_asked_for() -> None:
    """Of what goes in: or by the instruction that works on it, where it goes in later."""
    talk = Conversation()
    talk.begin()
    talk.hear("start")
    talk.hear("set a rice timer for ten minutes")
    for number, step in enumerate(recipe().steps, 1):
        talk.hear(f"go to step {number}")
        shown = seen(talk)
        assert shown.present is not None
        told = told_whole(talk, "what do i need for this step")
        told += " ".join(wording().words(words(talk.session, each.text)) for each in step.instructions)
        assert [item.amount.name for item in shown.present.items if item.amount.name not in told] == []
        assert shown.present.heat is None or shown.present.heat in talk.hear("how hot").lower()
        assert "rice" in talk.hear("how long on the timers")
    assert [clock.label.name for clock in seen(talk).clocks] == ["rice"]
