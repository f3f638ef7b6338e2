"""What may be said next is known before it is asked for, so that it can be made ready."""

from __future__ import annotations

import pytest

from assistant.app import spoken
from assistant.core.foreseeing import foreseen
from tests.conversation import Conversation, begun_with, recipe, wording

RECIPES = ("pork-belly", "country-bread", "lentil-soup", "soft-boiled-eggs", "tomato-cucumber-salad")


def may_be_said(conversation: Conversation) -> list[str]:
    return [spoken(say, wording()) for say in foreseen(conversation.session, conversation.now)]


@pytest.mark.parametrize("words", ["next", "go back", "how long does this take", "why", "is it done", "give me a tip"])
def test_what_is_asked_next_was_foreseen(words: str) -> None:
    conversation = Conversation()
    conversation.begin()
    conversation.hear("start")
    for _ in range(12):
        soon = may_be_said(conversation)
        assert conversation.hear(words) in soon
        conversation.hear("next")


def test_the_greeting_foresees_the_first_step_at_once() -> None:
    conversation = Conversation()
    conversation.begin()
    assert may_be_said(conversation)[0] == conversation.hear("start")


def test_the_end_of_a_timer_is_foreseen() -> None:
    conversation = Conversation()
    conversation.begin()
    conversation.hear("set a rice timer for four minutes")
    soon = may_be_said(conversation)
    assert conversation.wait(240) in soon


def test_all_that_is_told_on_the_way_is_made_ready_in_the_end() -> None:
    conversation = Conversation()
    conversation.begin()
    everything = " ".join(may_be_said(conversation))
    for step in recipe().steps:
        for instruction in step.instructions:
            assert instruction.warning is None or instruction.warning in everything


@pytest.mark.parametrize("name", RECIPES)
def test_foreseeing_changes_nothing_and_never_fails(name: str) -> None:
    conversation = Conversation(begun_with(name))
    conversation.begin()
    for words in ("for eight people", "start", "start timer", "next", "ingredients", "pause", "stop listening"):
        before = conversation.session
        assert may_be_said(conversation)
        assert conversation.session is before
        conversation.hear(words)
