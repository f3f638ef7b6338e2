"""The sound check by voice: what is said to whom is heard well, hardly, or not at all."""

from __future__ import annotations

import pytest

from assistant.core.effects import MeasureSound
from assistant.core.events import SoundMeasured
from assistant.core.phases import PhaseName
from assistant.core.respond import wake_at
from assistant.core.session import phase_name
from assistant.core.sound_check import PATIENCE_SECONDS
from tests.conversation import Conversation

ASKED = "This is how loud I speak; say louder if it is too soft. Now say next, from where you cook."


def checking() -> Conversation:
    conversation = Conversation()
    conversation.hear("start")
    assert conversation.hear("sound check") == ASKED
    return conversation


@pytest.mark.parametrize("word", ["next", "yes"])
def test_a_word_that_is_heard_is_measured_and_the_place_stays(word: str) -> None:
    conversation = checking()
    place = conversation.session.place
    assert conversation.hear(word) == ""
    assert MeasureSound(heard=True) in conversation.effects
    assert (conversation.session.place, phase_name(conversation.session)) == (place, PhaseName.COOKING)
    assert conversation.wait(PATIENCE_SECONDS) == ""


def test_who_is_not_heard_in_time_is_told_so() -> None:
    conversation = checking()
    assert wake_at(conversation.session) == conversation.now + PATIENCE_SECONDS
    conversation.wait(PATIENCE_SECONDS - 1)
    assert phase_name(conversation.session) is PhaseName.ASKING
    conversation.wait(1)
    assert MeasureSound(heard=False) in conversation.effects
    assert wake_at(conversation.session) is None


def test_other_words_are_answered_and_never_mind_ends_it() -> None:
    conversation = checking()
    assert conversation.hear("louder") == "Louder now."
    assert conversation.hear("never mind") == "Fine."
    assert conversation.wait(PATIENCE_SECONDS) == ""
    assert conversation.hear("next") != ""


def test_a_timer_rings_all_the_same() -> None:
    conversation = checking()
    conversation.hear("set a rice timer for five seconds")
    assert "Rice timer: time is up." in conversation.wait(6)


@pytest.mark.parametrize(
    ("noise", "voice", "heard", "said"),
    [
        (-50, -25, True, "You are twenty five decibels louder than the kitchen. I hear you well."),
        (-35, -25, True, "You are ten decibels louder than the kitchen. That is little."),
        (-28, -25, True, "You are three decibels louder than the kitchen. The kitchen nearly drowns you."),
        (-20, -20, True, "The kitchen nearly drowns you."),
        (-40, -3, True, "You are thirty seven decibels louder than the kitchen. That is too loud"),
        (-55, -50, False, "I did not hear you say next. Come closer"),
        (-55, -25, False, "I heard somebody, but not the word next."),
        (-20, -15, False, "I did not hear you say next, for it is loud here."),
        (-120, -120, False, "The microphone gives me only silence."),
        (None, None, True, "You type, so there is no microphone to check."),
    ],
)
def test_what_is_measured_is_told_with_what_to_do(
    noise: float | None, voice: float | None, heard: bool, said: str
) -> None:
    told = checking().tell(SoundMeasured(heard, noise, voice))
    assert told.startswith(said)
    assert all(len(part.split()) <= 22 for part in told.split(". "))
