"""A number that sounds like another is asked back where it costs something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.commands.hear import told
from assistant.core.events import Heard
from assistant.core.phases import PhaseName
from assistant.core.session import phase_name
from assistant.edges.recognizer import Decision
from assistant.language.understand import Meaning, to_intent
from tests.conversation import Conversation, interpreter


def doubtful(talk: Conversation, text: str) -> str:
    """What is said where the ears hardly told the number from the one that it sounds like."""
    heard, other = interpreter().parse(text), interpreter().sounding_alike(text)
    assert heard is not None and other is not None
    rival = interpreter().parse(other)
    assert rival is not None
    return talk.tell(Heard(text, to_intent(heard), talk.now, to_intent(rival)))


@pytest.mark.parametrize(
    ("text", "asked", "on_yes", "on_no"),
    [
        ("set a timer for nineteen minutes", "Nineteen: one nine?", {"1140": 1140}, {"5400": 5400}),
        ("set a timer for ninety minutes", "Ninety: nine zero?", {"5400": 5400}, {"1140": 1140}),
        ("remind me every thirteen minutes", "Thirteen: one three?", {}, {}),
        ("timer for one hour and fifty minutes", "Fifty: five zero?", {"6600": 6600}, {"4500": 4500}),
    ],
)
def test_a_yes_takes_it_and_a_no_takes_the_other(
    cooking: Conversation, text: str, asked: str, on_yes: dict[str, int], on_no: dict[str, int]
) -> None:
    before = cooking.session
    assert doubtful(cooking, text) == asked
    assert phase_name(cooking.session) is PhaseName.ASKING
    assert not cooking.timers()
    cooking.hear("yes")
    assert cooking.timers() == on_yes
    assert phase_name(cooking.session) is PhaseName.COOKING
    cooking.session = before
    doubtful(cooking, text)
    cooking.hear("no")
    assert cooking.timers() == on_no
    assert phase_name(cooking.session) is PhaseName.COOKING


def test_the_number_alone_answers(cooking: Conversation) -> None:
    doubtful(cooking, "set a timer for ninety minutes")
    assert cooking.hear("nineteen") == "Timer on: nineteen minutes, until six nineteen."


def test_whoever_says_it_again_is_believed(cooking: Conversation) -> None:
    doubtful(cooking, "set a timer for nineteen minutes")
    assert doubtful(cooking, "set a timer for nineteen minutes") == "Timer on: nineteen minutes, until six nineteen."
    assert phase_name(cooking.session) is PhaseName.COOKING


def test_another_length_said_plainly_settles_it(cooking: Conversation) -> None:
    doubtful(cooking, "set a timer for nineteen minutes")
    assert cooking.hear("set a timer for twenty minutes") == "Timer on: twenty minutes, until six twenty."
    assert phase_name(cooking.session) is PhaseName.COOKING


def test_servings_are_asked_back_too(cooking: Conversation) -> None:
    assert doubtful(cooking, "make it for thirteen people") == "Thirteen: one three?"
    assert "thirteen" in cooking.hear("yes")


def test_what_costs_nothing_is_done(cooking: Conversation) -> None:
    assert "?" not in doubtful(cooking, "set the volume to fifty percent")


def test_the_time_of_the_step_itself_is_believed(cooking: Conversation) -> None:
    cooking.hear("go to step four")
    cooking.hear("next")
    assert doubtful(cooking, "set a timer for fifteen minutes").startswith("Extra simmer timer on: fifteen minutes")


@pytest.mark.parametrize(("name", "asks"), [("start_timer", True), ("set_volume", False)])
def test_a_recording_tells_what_would_be_asked(name: str, asks: bool) -> None:
    meant, rival = Meaning(name, {"seconds": 780}), Meaning(name, {"seconds": 1800})
    decision = Decision("set a timer for thirteen minutes", meant, 0.5, 1.5, 2.0, rival)
    assert told(decision).get("confirm", False) is asks
    assert "confirm" not in told(replace(decision, rival=None))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("set a timer for thirteen minutes", "set a timer for thirty minutes"),
        ("ninety", "nineteen"),
        ("set a timer for eighty one minutes", None),
        ("add twenty minutes", None),
        ("next", None),
        ("thirteen or fourteen minutes", None),
    ],
)
def test_which_words_sound_alike(text: str, other: str | None) -> None:
    assert interpreter().sounding_alike(text) == other
