"""What is broken off is taken up again, at the part where it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.app import spoken
from assistant.core.effects import Say, StopSpeaking
from assistant.core.events import EdgeFailed, Event, Heard, SpeechEnded, TimePassed
from assistant.core.intents import Intent, Name, Slots
from assistant.core.respond import respond
from assistant.core.session import Cooking, Place, Session
from assistant.core.timers import Running, Timer
from tests.conversation import SIX_O_CLOCK, recipe, wording


class Speech:
    """A session whose speech takes as long as the test wants."""

    def __init__(self) -> None:
        timer = Timer(1, "rice", 600, Running(SIX_O_CLOCK + 600))
        self.session = Session(recipe(), (), seed=1, phase=Cooking(), place=Place(2, 0), timers=(timer,))
        self.said: list[str] = []

    def tell(self, event: Event, later_seconds: float = 0.0) -> str:
        turn = respond(self.session, event, SIX_O_CLOCK + later_seconds)
        self.session = turn.session
        self.said = [spoken(e, wording()) for e in turn.effects if isinstance(e, Say)]
        self.stopped = StopSpeaking() in turn.effects
        return " ".join(self.said)

    def hear(self, name: Name, **slots: object) -> str:
        return self.tell(Heard("", Intent(name, Slots(**slots)), SIX_O_CLOCK))  # type: ignore[arg-type]

    def end(self, number: int | None = None, **how: object) -> str:
        return self.tell(SpeechEnded(number or self.session.speaking or 0, **how))  # type: ignore[arg-type]


@pytest.fixture
def speech() -> Speech:
    """At the beginning of step three: its title and its first instruction are being said."""
    speech = Speech()
    speech.hear(Name.GO_TO_STEP, step=3)
    return speech


TITLE = "Step three: Simmer the pork belly."
INSTRUCTION = "Put the pork back into a clean pot."


@pytest.mark.parametrize("how", [{}, {"choice": "continue"}])
def test_go_on_continues_at_the_sentence_that_was_broken_off(speech: Speech, how: dict[str, str]) -> None:
    number = speech.session.speaking
    assert speech.hear(Name.STOP) == "" and speech.stopped
    speech.end(number, whole=False, parts=1)
    said = speech.hear(Name.NEXT_STEP if how else Name.RESUME, **how)
    assert said.startswith(INSTRUCTION)
    assert speech.session.place == Place(2, 0)


def test_broken_off_twice_it_goes_on_where_it_was_the_second_time(speech: Speech) -> None:
    for parts in (1, 1):
        number = speech.session.speaking
        speech.hear(Name.STOP)
        speech.end(number, whole=False, parts=parts)
        said = speech.hear(Name.RESUME)
    assert INSTRUCTION not in said and said in wording().text(speech.session.last_said)


def test_next_leaves_it_behind(speech: Speech) -> None:
    speech.hear(Name.STOP)
    assert INSTRUCTION not in speech.hear(Name.NEXT_STEP)
    assert speech.session.broken is None


def test_a_reminder_interrupts_and_the_sentence_is_taken_up_again(speech: Speech) -> None:
    number = speech.session.speaking
    said = speech.tell(EdgeFailed("loudspeaker", "It was lost."))
    assert said == "It was lost." and speech.stopped
    speech.end(number, whole=False, parts=1)
    assert speech.end().startswith(INSTRUCTION)
    assert speech.end() == ""


def test_an_alarm_interrupts_and_after_its_end_the_sentence_is_taken_up_again(speech: Speech) -> None:
    number = speech.session.speaking
    assert "time is up" in speech.tell(TimePassed(), later_seconds=600)
    speech.end(number, whole=False, parts=1)
    assert speech.end() == "", "not into the alarm"
    assert "off" in speech.hear(Name.STOP)
    assert speech.end().startswith(INSTRUCTION)
    assert speech.end() == ""


def test_who_moves_on_at_an_alarm_does_not_hear_it_again(speech: Speech) -> None:
    number = speech.session.speaking
    speech.tell(TimePassed(), later_seconds=600)
    speech.end(number, whole=False, parts=1)
    assert INSTRUCTION not in speech.hear(Name.NEXT_STEP)
    assert speech.end() == ""


def test_after_a_question_in_between_go_on_continues_the_instruction(speech: Speech) -> None:
    number = speech.session.speaking
    answer = speech.hear(Name.ASK_CLOCK)
    assert answer.startswith("It's six")
    speech.end(number, whole=False, parts=1)
    assert speech.end() == "", "the cook decides"
    assert speech.hear(Name.RESUME).startswith(INSTRUCTION)


def test_nothing_comes_back_into_a_pause(speech: Speech) -> None:
    number = speech.session.speaking
    speech.tell(TimePassed(), later_seconds=600)
    speech.end(number, whole=False, parts=1)
    speech.hear(Name.PAUSE)
    assert speech.end() == ""


def test_its_question_is_open_again_with_it(speech: Speech) -> None:
    offered = next(n for n, i in enumerate(recipe().steps[2].instructions) if i.timer)
    speech.session = replace(speech.session, place=Place(2, offered))
    speech.hear(Name.REPEAT, choice="step")
    phase, number = speech.session.phase, speech.session.speaking
    speech.tell(TimePassed(), later_seconds=600)
    speech.end(number, whole=False, parts=0)
    speech.hear(Name.STOP)
    speech.end()
    assert speech.session.phase == phase


@pytest.mark.parametrize("skip", [1, 9])
def test_what_was_heard_is_not_said_again_but_something_always_is(skip: int) -> None:
    speech = Speech()
    speech.hear(Name.GO_TO_STEP, step=3)
    text = spoken(Say(1, speech.session.last_said, skip), wording())
    assert text and not text.startswith(TITLE)


def asked_after_a_report(later_seconds: float) -> Session:
    """ "Done", and while the next instruction is being said, so much later: "what now?"."""
    speech = Speech()
    speech.hear(Name.REPORT)
    assert speech.session.place == Place(2, 1)
    speech.tell(Heard("what now", Intent(Name.NEXT_STEP), SIX_O_CLOCK + later_seconds), later_seconds)
    return speech.session


def test_done_and_then_what_now_is_one_wish_however_long_the_breath_between() -> None:
    session = asked_after_a_report(1.5)
    assert session.place == Place(2, 1) and session.speaking == session.utterances  # it is said from its beginning
    after = respond(session, Heard("next", Intent(Name.NEXT_STEP), SIX_O_CLOCK + 2.0), SIX_O_CLOCK + 2.0).session
    assert after.place == Place(2, 2)


def test_who_asks_later_wants_the_next_one() -> None:
    assert asked_after_a_report(4.0).place == Place(2, 2)
