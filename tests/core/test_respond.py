"""Promises that hold for every intent and every phase."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from assistant.core.effects import Listen, Play, Say, StopSpeaking
from assistant.core.events import EdgeFailed, Heard, SpeechEnded
from assistant.core.intents import Intent, Name, Slots
from assistant.core.phases import ALLOWED, PhaseName
from assistant.core.respond import HANDLERS, respond, wake_at
from assistant.core.session import (
    Asking,
    Asleep,
    Choosing,
    Cooking,
    Finished,
    Gathering,
    OfferTimer,
    Paused,
    Place,
    Session,
    phase_name,
)
from assistant.core.timers import Ringing, Timer
from tests.conversation import SIX_O_CLOCK, Conversation, recipe, wording

SLOTS = Slots(ingredient="ginger", seconds=600, step=3, text="too thin", servings=8, percent=50, recipe="pork belly")


def cooking() -> Session:
    return Session(recipe(), (), seed=1, phase=Cooking(), place=Place(2, 3), entered_at=SIX_O_CLOCK - 60)


def sessions() -> dict[PhaseName, Session]:
    base = cooking()
    ringing = Timer(1, "rice", 600, Ringing(SIX_O_CLOCK - 5, SIX_O_CLOCK + 60))
    return {
        PhaseName.CHOOSING: replace(base, phase=Choosing(), place=Place()),
        PhaseName.GATHERING: replace(base, phase=Gathering(1, Choosing())),
        PhaseName.COOKING: base,
        PhaseName.ASKING: replace(base, phase=Asking(OfferTimer(), Cooking())),
        PhaseName.RINGING: replace(base, timers=(ringing,)),
        PhaseName.PAUSED: replace(base, phase=Paused(SIX_O_CLOCK - 60, Cooking())),
        PhaseName.ASLEEP: replace(base, phase=Asleep(Cooking())),
        PhaseName.FINISHED: replace(base, phase=Finished()),
    }


def test_every_intent_has_a_handler() -> None:
    assert set(HANDLERS) == set(Name)


def test_the_sessions_of_this_test_cover_every_phase() -> None:
    assert {name: phase_name(s) for name, s in sessions().items()} == {name: name for name in PhaseName}


@pytest.mark.parametrize("phase", PhaseName)
@pytest.mark.parametrize("name", Name)
@pytest.mark.parametrize("slots", [Slots(), SLOTS], ids=["bare", "full"])
def test_every_intent_is_answered_in_words_in_every_phase(phase: PhaseName, name: Name, slots: Slots) -> None:
    session = sessions()[phase]
    turn = respond(session, Heard("words", Intent(name, slots), SIX_O_CLOCK), SIX_O_CLOCK)
    said = [wording().text(e.sentences) for e in turn.effects if isinstance(e, Say)]
    if name not in ALLOWED[phase] and phase is PhaseName.ASLEEP:
        assert turn.session == session
    elif not said:
        assert any(isinstance(e, Play | StopSpeaking) for e in turn.effects)
    for words in said:
        assert words.strip()
        assert "{" not in words
        assert "None" not in words
    moment = wake_at(turn.session)
    assert moment is None or moment >= SIX_O_CLOCK


def test_late_news_of_an_earlier_utterance_changes_nothing() -> None:
    session = replace(cooking(), speaking=7, utterances=7)
    assert respond(session, SpeechEnded(6), SIX_O_CLOCK).session == session


def test_an_answer_silences_what_is_being_spoken() -> None:
    session = replace(cooking(), speaking=7, utterances=7)
    turn = respond(session, Heard("where am i", Intent(Name.WHERE_AM_I), SIX_O_CLOCK), SIX_O_CLOCK)
    assert [type(e) for e in turn.effects] == [StopSpeaking, Say]
    assert turn.session.speaking == 8


def test_a_change_of_phase_is_told_to_the_ears() -> None:
    turn = respond(cooking(), Heard("stop listening", Intent(Name.SLEEP), SIX_O_CLOCK), SIX_O_CLOCK)
    assert Listen(PhaseName.ASLEEP) in turn.effects


def test_trouble_is_said() -> None:
    turn = respond(cooking(), EdgeFailed("microphone", "The microphone is gone; plug it in."), SIX_O_CLOCK)
    said = [wording().text(e.sentences) for e in turn.effects if isinstance(e, Say)]
    assert said == ["The microphone is gone; plug it in."]


@pytest.mark.parametrize(("after_seconds", "goes_on"), [(0, False), (9.9, False), (10, True), (60, True)])
def test_a_bare_okay_soon_after_an_instruction_only_says_that_it_was_heard(after_seconds: float, goes_on: bool) -> None:
    talk = Conversation()
    talk.begin()
    talk.hear("start")
    talk.now += after_seconds
    talk.hear("okay")
    assert (talk.session.place != Place(0, 0)) is goes_on


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("set a timer for thirty seconds", Intent(Name.START_TIMER, Slots(seconds=30))),
        ("go", Intent(Name.YES)),
        ("the garlic is in", Intent(Name.REPORT, Slots(cue="garlic in"))),
    ],
)
def test_a_timer_counts_from_the_end_of_the_word_that_starts_it(words: str, intent: Intent) -> None:
    garlic = replace(cooking(), place=Place(6, 2), phase=Asking(OfferTimer(), Cooking()))
    turn = respond(garlic, Heard(words, intent, SIX_O_CLOCK - 1.5), SIX_O_CLOCK)
    assert wake_at(turn.session) == SIX_O_CLOCK - 1.5 + 30


def test_two_wishes_in_one_breath_are_one_utterance() -> None:
    talk = Conversation(session=cooking())
    both = Intent(Name.NEXT_STEP, Slots(), (Intent(Name.START_TIMER, Slots(seconds=300)),))
    said = talk.tell(Heard("done and set a timer for five minutes", both, talk.now))
    assert said.endswith("Timer on: five minutes, until five past six.".replace("five past six", "six oh five"))
    assert talk.session.place == Place(2, 4)


@given(names=st.lists(st.sampled_from(sorted(Name)), max_size=40), gaps=st.lists(st.floats(0, 4000), max_size=40))
def test_no_sequence_of_wishes_breaks_the_session(names: list[str], gaps: list[float]) -> None:
    talk = Conversation()
    talk.begin()
    for name, gap in zip(names, gaps, strict=False):
        talk.wait(gap)
        talk.tell(Heard(name, Intent(Name(name), SLOTS), talk.now))
        place = talk.session.place
        assert place.instruction < len(recipe().steps[place.step].instructions)
        moment = wake_at(talk.session)
        assert moment is None or moment > talk.now
