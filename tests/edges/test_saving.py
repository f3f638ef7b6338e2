"""Values to JSON and back; what another version wrote, or what is damaged, is read as far as it goes."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from assistant.core.events import ClockChanged, EdgeFailed, Heard, InputEnded, SpeechEnded, Started, TimePassed
from assistant.core.intents import Intent, Name, Slots
from assistant.core.session import Asking, Choosing, Cooking, Place, Session, SureQuit, Took
from assistant.core.shelf import Listing
from assistant.core.timers import Ringing, Running
from assistant.edges.saving import SavedError, from_json, to_json
from assistant.edges.state import Beside, beside, restored, state_of, timers_of
from tests.conversation import Conversation, recipe
from tests.edges.test_journal import busy_session

EVENTS = [
    Started(),
    Started(360.5, 7200, (Took(2, 5400),), "The recipe was changed."),
    ClockChanged(-3600.0, 3600),
    Heard("done", Intent(Name.NEXT_STEP, Slots(), (Intent(Name.START_TIMER, Slots(seconds=300)),)), 17.25),
    Heard("mumble", None, 1.0),
    SpeechEnded(3, whole=False),
    TimePassed(),
    EdgeFailed("microphone", "It is gone; plug it in."),
    InputEnded(),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: type(e).__name__)
def test_events_come_back_as_they_were(event: object) -> None:
    assert from_json(to_json(event)) == event


def test_a_recipe_comes_back_as_it_was() -> None:
    lost: list[str] = []
    assert from_json(json.loads(json.dumps(to_json(recipe()))), lost) == recipe()
    assert lost == []


def test_every_state_of_a_real_session_comes_back() -> None:
    talk = Conversation()
    talk.begin()
    for words in (
        "start",
        "how much honey",
        "go to step three",
        "start timer",
        "set a timer for ten minutes",
        "for eight people",
        "undo",
        "overview",
    ):
        talk.hear(words)
        lost: list[str] = []
        assert restored(state_of(talk.session, Beside()), recipe(), talk.session.shelf, lost) == talk.session
        assert lost == []


def saved(session: Session | None = None) -> dict[str, Any]:
    data = json.loads(state_of(session or busy_session(), Beside("print", "boot", 12.5)))
    assert isinstance(data, dict)
    return data


def again(data: dict[str, Any]) -> tuple[Session, list[str]]:
    lost: list[str] = []
    return restored(json.dumps(data), recipe(), (Listing("a-file", "a-title", "A title"),), lost), lost


def test_a_field_that_is_new_here_gets_its_default() -> None:
    data = saved()
    del data["volume_percent"], data["reminders"]
    assert again(data) == (replace(busy_session(), reminders=()), [])


def test_a_field_that_is_not_known_here_is_left_out() -> None:
    data = saved() | {"mood": {"_": "session.Mood", "level": 3}}
    data["timers"][0] |= {"colour": "red"}
    data["timers"][0]["spec"] |= {"colour": "red"}
    assert again(data) == (busy_session(), [])


def test_a_field_of_another_shape_gets_its_default_and_is_named() -> None:
    data = saved() | {"tips_told": {"_": "session.Tips"}, "volume_percent": "loud", "utc_offset_seconds": float("nan")}
    session, lost = again(data)
    assert session == busy_session()
    assert len(lost) == 3


def test_a_timer_whose_recipe_data_cannot_be_read_runs_on() -> None:
    data = saved()
    data["timers"][0]["spec"] = {"_": "recipe.StepTimer", "name": "simmer"}
    session, lost = again(data)
    first, *others = busy_session().timers
    assert session.timers == (replace(first, spec=None), *others)
    assert len(lost) == 1


def test_one_timer_that_cannot_be_read_does_not_take_the_others_along() -> None:
    data = saved()
    data["timers"][1]["state"] = {"_": "timers.Frozen", "since": 3}
    session, lost = again(data)
    assert [t.number for t in session.timers] == [1, 3, 4, 5]
    assert len(lost) == 1


def test_an_unknown_question_is_left_behind_and_cooking_goes_on() -> None:
    for phase in (
        {"_": "session.Asking", "question": {"_": "session.Riddle"}, "back": {"_": "session.Cooking"}},
        {"_": "session.Dancing"},
        None,
        7,
    ):
        session, lost = again(saved() | {"phase": phase})
        assert session.phase == Cooking()
        assert session.place == Place(2, 3)
        assert lost
    choosing = saved(replace(busy_session(), phase=Asking(SureQuit(), Choosing())))
    choosing["phase"]["question"] = {"_": "session.Riddle"}
    assert again(choosing)[0].phase == Choosing()


def test_a_state_of_the_first_version_is_taken_up() -> None:
    """Kept by the program as it was when it had no undo, no planning and no time zone."""
    state = (Path(__file__).parent / "first-version-state.json").read_text(encoding="utf-8")
    session = restored(state, recipe(), (Listing("a-file", "a-title", "A title"),))
    assert session.place == Place(2, 0)
    assert session.phase == Cooking()
    assert [(t.name, t.length_seconds) for t in session.timers] == [(None, 600), ("rice", 1200), ("simmer", 5400)]
    assert all(isinstance(t.state, Running) for t in session.timers)
    assert beside(state) == Beside()


def test_where_nothing_is_left_it_is_an_error() -> None:
    with pytest.raises(SavedError, match="FutureTimer"):
        from_json({"_": "FutureTimer", "due_at": 3})
    for state in ("", "[]", "no json", '{"seed": 1}', "[" * 100_000, '{"mood": {"_": "session.Cooking"}}'):
        with pytest.raises(SavedError):
            restored(state, recipe())


def test_timers_are_read_without_the_recipe() -> None:
    assert timers_of(json.dumps(saved())) == busy_session().timers
    assert isinstance(timers_of(json.dumps(saved()))[2].state, Ringing)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.just("_"), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_damage_is_an_error_of_its_own(data: object) -> None:
    with suppress(SavedError):
        from_json(data)


@settings(deadline=None)  # the first one builds the interpreter
@given(st.data())
def test_a_state_damaged_anywhere_is_taken_up_or_refused(data: st.DataObject) -> None:
    state = saved()
    within: Any = state
    while isinstance(within, dict | list) and within:
        keys = sorted(within) if isinstance(within, dict) else range(len(within))
        key = data.draw(st.sampled_from(list(keys)))
        if not isinstance(within[key], dict | list) or data.draw(st.booleans()):
            within[key] = data.draw(JSON)
            break
        within = within[key]
    with suppress(SavedError):
        session, _ = again(state)
        talk = Conversation(session=session)
        talk.begin(away_seconds=60.0)
        talk.hear("what timers are running")
