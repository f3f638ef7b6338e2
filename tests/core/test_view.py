"""What there is to see, at points of an evening."""

from __future__ import annotations

from datetime import UTC
from itertools import pairwise

import pytest

from assistant.core.phases import ALLOWED, PhaseName
from assistant.core.session import phase_name
from assistant.core.timeline import When, timeline
from assistant.core.view import Doing, HeardWords, Runs, View, view
from assistant.language.writing import Writing
from assistant.resources import load_yaml
from tests.conversation import Conversation, interpreter

ACTIONS = load_yaml("language/actions.en.yaml")


def words() -> Writing:
    return Writing(load_yaml("language/wording.en.yaml"), UTC)


def at(*said: str, wait: float = 0.0) -> tuple[Conversation, View]:
    talk = Conversation()
    talk.begin()
    for each in said:
        talk.hear(each)
    talk.wait(wait)
    return talk, view(talk.session, talk.now)


def test_before_it_begins_the_first_instruction_is_to_come() -> None:
    _, seen = at()
    assert (seen.phase, seen.present) == (PhaseName.CHOOSING, None)
    assert seen.coming is not None and seen.coming.title == "Prepare the pork belly"
    assert {stretch.when for stretch in seen.line} == {When.AHEAD}


def test_amounts_are_scaled_and_written_in_figures() -> None:
    _, seen = at("start", "cook for ten", "go to step six")
    assert seen.present is not None
    assert words().words(seen.present.text) == "While the pork cools, pour ⅔ cup of honey into a medium bowl."
    honey, soy, *_ = (words().plain(item) for item in seen.present.items)
    assert honey == {"amount": {"amount": "⅔ cup", "name": "honey"}, "when": "now"}
    assert soy == {"amount": {"amount": "6 tablespoons", "name": "soy sauce"}, "when": "ahead"}


def test_ingredients_are_in_once_their_instruction_is_behind() -> None:
    _, seen = at("start", "go to step six", "next")
    assert seen.present is not None
    assert [item.when for item in seen.present.items[:4]] == [When.DONE, When.NOW, When.NOW, When.AHEAD]


def test_an_ingredient_in_shares_is_shown_whole() -> None:
    _, seen = at("start", "go to step six")
    assert seen.present is not None
    names = [item.amount.name for item in seen.present.items]
    assert len(names) == len(set(names))


def test_a_timer_in_each_of_its_states() -> None:
    talk, seen = at("start", "set a rice timer for ten minutes")
    (rice,) = seen.clocks
    assert (rice.runs, rice.due_at, rice.length_seconds) == (Runs.RUNNING, talk.now + 600, 600)
    talk.hear("pause the rice timer")
    (rice,) = view(talk.session, talk.now).clocks
    assert (rice.runs, rice.due_at, rice.left_seconds) == (Runs.PAUSED, None, 600)
    talk.hear("resume the rice timer")
    talk.wait(660)
    (rice,) = view(talk.session, talk.now).clocks
    assert (rice.runs, rice.due_at) == (Runs.RINGING, talk.now - 60)
    talk.hear("stop")
    (rice,) = view(talk.session, talk.now).clocks
    assert rice.runs is Runs.OVER


def test_what_was_heard_and_said() -> None:
    talk, _ = at("start")
    heard = HeardWords("how much honey", True)
    talk.hear(heard.transcript)
    seen = view(talk.session, talk.now, heard)
    assert seen.heard == heard
    assert [words().say(sentence) for sentence in seen.said] == ["⅓ cup of honey."]


def test_sleep_and_pause_are_seen() -> None:
    assert at("start", "pause")[1].doing is Doing.PAUSED
    assert at("start", "stop listening")[1].doing is Doing.ASLEEP
    assert at("start")[1].doing is Doing.LISTENING


def test_the_line_of_the_evening_has_no_gaps_and_holds_now() -> None:
    talk, _ = at("start", wait=300)
    talk.hear("go to step three")
    talk.wait(120)
    line = timeline(talk.session, talk.now)
    assert [stretch.when for stretch in line[:4]] == [When.DONE, When.DONE, When.NOW, When.AHEAD]
    assert all(one.ends_at == pytest.approx(other.begins_at) for one, other in pairwise(line[2:]))
    assert line[2].begins_at <= talk.now <= line[2].ends_at
    assert line[1].ends_at == line[2].begins_at == talk.now - 120
    assert [stretch.name for stretch in line if stretch.waits] == ["simmer", "check", "drain", "rest"]


def test_timers_end_on_the_line_of_the_evening() -> None:
    talk, _ = at("start", "go to step three", "set a rice timer for ten minutes", "set an egg timer for one minute")
    began_at = talk.now
    talk.hear("set a stock timer for nine hours")
    talk.hear("set a bread timer for twenty minutes")
    talk.hear("pause the bread timer")
    talk.wait(90)
    line = timeline(talk.session, talk.now)
    assert line[2].dues == (began_at + 60, began_at + 600)
    assert line[-1].dues == (began_at + 9 * 3600,), "what outlasts the evening stands at its end"
    assert sum(len(stretch.dues) for stretch in line) == 3, "a paused one ends nobody knows when"


def test_at_the_end_nothing_is_to_come() -> None:
    talk, seen = at("start", "go to step twelve")
    while seen.coming is not None:
        talk.hear("next")
        seen = view(talk.session, talk.now)
    talk.hear("next")
    seen = view(talk.session, talk.now)
    assert (seen.present, seen.ready_at) == (None, None)
    assert {stretch.when for stretch in seen.line} == {When.DONE}


def test_the_whole_recipe_follows_what_was_changed() -> None:
    _, seen = at("start", "use maple syrup instead of honey", "yes")
    text = str(words().plain(seen.reading))
    assert "maple syrup" in text and "'honey'" not in text
    assert len(seen.reading.chapters) == 12


@pytest.mark.parametrize("name", ACTIONS)
def test_a_button_says_what_it_means(name: str) -> None:
    phases = [phase for phase in PhaseName if name in ALLOWED[phase]]
    assert phases
    for phase in phases:
        meaning = interpreter().understand(ACTIONS[name]["words"], phase)
        assert meaning is not None and (meaning.intent, meaning.then) == (name, ())


@pytest.mark.parametrize(
    "said",
    [
        (),
        ("ingredients",),
        ("start",),
        ("start", "go to step two", "next"),
        ("start", "pause"),
        ("start", "stop listening"),
        ("start", "set a timer for one second"),
        ("start", "go to step twelve", "next", "next", "next", "next", "next"),
    ],
)
def test_what_can_be_touched_is_allowed_and_has_a_button_and_a_key_of_its_own(said: tuple[str, ...]) -> None:
    talk, _ = at(*said, wait=2)
    actions = view(talk.session, talk.now).actions
    assert actions and set(actions) <= ALLOWED[phase_name(talk.session)]
    keys = [ACTIONS[name]["key"] for name in actions]
    assert len(keys) == len(set(keys))
