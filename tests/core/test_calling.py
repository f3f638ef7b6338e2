"""Company mode: what is meant for us in a kitchen with guests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.core.calling import LISTENS_SECONDS
from assistant.core.effects import HearFew, Play, Say
from assistant.core.events import Heard, NoiseChanged, SpeechEnded
from assistant.core.intents import Intent, Name
from assistant.core.respond import respond
from assistant.core.session import Asleep, Cooking, Place, Session
from tests.conversation import recipe

NOW = 1_000_000.0


@pytest.fixture
def session() -> Session:
    made = recipe("pork-belly")
    return Session(made, (), seed=1, phase=Cooking(), place=Place(), wake_phrase="hey chef")


def heard(transcript: str, name: Name, at: float = NOW) -> Heard:
    return Heard(transcript, Intent(name), at)


def test_without_the_phrase_a_command_is_somebody_elses(session: Session) -> None:
    turn = respond(session, heard("next step", Name.NEXT_STEP), NOW)
    assert turn.session == session
    assert not turn.effects


def test_after_the_phrase_it_is_ours(session: Session) -> None:
    turn = respond(session, heard("hey chef next step", Name.NEXT_STEP), NOW)
    assert turn.session.place != session.place


def test_the_phrase_alone_is_answered_by_a_sound_and_opens_some_seconds(session: Session) -> None:
    called = respond(session, heard("hey chef", Name.WAKE), NOW)
    assert [type(e) for e in called.effects] == [Play]
    soon = respond(called.session, heard("next step", Name.NEXT_STEP, NOW + LISTENS_SECONDS - 1), NOW + LISTENS_SECONDS)
    late = respond(called.session, heard("next step", Name.NEXT_STEP, NOW + LISTENS_SECONDS + 1), NOW + 20)
    assert soon.session.place != session.place
    assert late.session == called.session


def test_nobody_needs_it_while_we_speak_nor_just_after(session: Session) -> None:
    told = respond(session, heard("hey chef next step", Name.NEXT_STEP), NOW).session
    assert told.speaking is not None
    stopped = respond(told, heard("stop", Name.STOP, NOW + 60), NOW + 60)
    assert stopped.effects
    ended = respond(told, SpeechEnded(told.speaking), NOW + 60).session
    assert respond(ended, heard("next step", Name.NEXT_STEP, NOW + 65), NOW + 65).session.place != told.place


def test_it_wakes(session: Session) -> None:
    asleep = replace(session, phase=Asleep(Cooking()))
    assert respond(asleep, heard("hey chef", Name.WAKE), NOW).session.phase == Cooking()


def test_a_kitchen_without_guests_needs_no_phrase(session: Session) -> None:
    alone = replace(session, wake_phrase="")
    assert respond(alone, heard("next step", Name.NEXT_STEP), NOW).session.place != session.place


def test_a_loud_kitchen_is_told_of_once(session: Session) -> None:
    first = respond(session, NoiseChanged(True), NOW)
    assert [type(e) for e in first.effects] == [HearFew, Say]
    quiet = respond(replace(first.session, speaking=None), NoiseChanged(False), NOW + 60)
    again = respond(quiet.session, NoiseChanged(True), NOW + 90)
    assert list(quiet.effects) == [HearFew(False)]
    assert list(again.effects) == [HearFew(True)]
