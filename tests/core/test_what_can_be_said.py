"""Help, and what is offered where words were not understood, fit what is on; no help names more than three examples."""

from __future__ import annotations

import re

import pytest

from tests.conversation import Conversation

MOMENTS = {  # how each is come to
    "choosing": (),
    "the ingredients": ("what are the ingredients",),
    "cooking": ("start",),
    "a timer is offered": ("start", "go to step two", "next"),
    "something is asked": ("start", "what can i use instead of honey"),
    "an alarm": ("start", "set a timer for one minute", "…"),
    "paused": ("start", "pause"),
}
NOTHING = ("purple elephants dance", "green tigers sing", "blue whales jump", "red foxes run")


def at(moment: str) -> Conversation:
    talk = Conversation()
    talk.begin()
    for line in MOMENTS[moment]:
        if line == "…":
            talk.wait(61)
        else:
            talk.hear(line)
    return talk


def examples(said: str) -> list[str]:
    return [part for part in re.split(r",| or ", said) if part.strip()]


@pytest.mark.parametrize("moment", MOMENTS)
def test_help_names_three_examples_at_most(moment: str) -> None:
    talk = at(moment)
    for said in (talk.hear("help"), talk.hear("help")):
        assert 1 <= len(examples(said)) <= 3, said


def test_each_moment_has_help_of_its_own() -> None:
    told = {at(moment).hear("help") for moment in MOMENTS}
    assert len(told) == len(MOMENTS), told


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_was_not_understood_is_asked_once_then_in_other_words_then_told(moment: str) -> None:
    talk = at(moment)
    first, *more = [talk.hear(words) for words in NOTHING]
    assert first.startswith("Sorry, I didn't get that.")
    assert len({first, *more}) == len(NOTHING)
    assert more[1] == at(moment).hear("help")


def test_what_is_offered_first_is_likely_there() -> None:
    offered = {moment: at(moment).hear(NOTHING[0]) for moment in MOMENTS}
    assert offered["choosing"].endswith("Try start, or ingredients.")
    assert offered["cooking"].endswith("Try next, repeat, or help.")
    assert offered["a timer is offered"].endswith("Say yes for the timer, or next.")
    assert offered["something is asked"].endswith("Was it yes, or no?")
    assert offered["an alarm"].endswith("Try stop, or five more minutes.")
    assert offered["paused"].endswith("Say resume to go on.")
