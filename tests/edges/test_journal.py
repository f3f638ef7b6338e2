"""What is kept is what comes back, also after a kill and in the presence of damage."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.events import EdgeFailed, Heard, InputEnded, SpeechEnded, Started, TimePassed
from assistant.core.intents import Intent, Name, Slots
from assistant.core.sentences import Seconds, sentence
from assistant.core.session import (
    Asking,
    Choosing,
    Cooking,
    Gathering,
    OfferMore,
    Paused,
    Phase,
    Place,
    Session,
    Telling,
    WhichTimer,
)
from assistant.core.timers import Over, Reminder, Ringing, Running, Timer, started_by_step
from assistant.core.timers import Paused as PausedTimer
from assistant.edges.journal import Journal, JournalError, restored
from assistant.edges.saving import SavedError, from_json, to_json
from tests.conversation import Conversation, recipe

EVENTS = [
    Started(),
    Started(away_seconds=360.5),
    Heard("done", Intent(Name.NEXT_STEP, Slots(), (Intent(Name.START_TIMER, Slots(seconds=300)),)), 17.25),
    Heard("mumble", None, 1.0),
    SpeechEnded(3, whole=False),
    TimePassed(),
    EdgeFailed("microphone", "It is gone; plug it in."),
    InputEnded(),
]
PHASES: list[Phase] = [
    Choosing(),
    Gathering(2, Cooking()),
    Asking(OfferMore(1, 900), Cooking()),
    Asking(WhichTimer(Intent(Name.PAUSE_TIMER)), Cooking()),
    Paused(12.5, Cooking()),
]


def busy_session(phase: Phase = Cooking()) -> Session:  # noqa: B008 - frozen
    simmer = recipe().steps[2]
    spec = next(i.timer for i in simmer.instructions if i.timer)
    timers = (
        started_by_step(1, 2, spec, 1000.0),
        Timer(2, None, 600, PausedTimer(12.5)),
        Timer(3, "rice", 1080, Ringing(900.0, 960.0)),
        Timer(4, "egg", 360, Over(800.0)),
        Timer(5, "tea", 180, Running(2000.0)),
    )
    return Session(
        recipe(),
        ("A title",),
        seed=7,
        phase=phase,
        place=Place(2, 3),
        timers=timers,
        reminders=(Reminder(6, "Stir.", 120, 1120.0),),
        last_said=(sentence("timer_left", timer="simmer", left=Seconds(60, about=True)),),
        telling=Telling(4, 1001.0),
    )


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: type(e).__name__)
def test_events_come_back_as_they_were(event: object) -> None:
    assert from_json(to_json(event)) == event


@pytest.mark.parametrize("phase", PHASES, ids=lambda p: type(p).__name__)
def test_a_session_comes_back_as_it_was(tmp_path: Path, phase: Phase) -> None:
    session = busy_session(phase)
    journal = Journal(tmp_path / "deep" / "journal.sqlite3")
    number = journal.begin("pork-belly", 1000.0)
    journal.record(number, TimePassed(), session, ("Said.",), 1001.0)
    journal.close()
    again = Journal(tmp_path / "deep" / "journal.sqlite3")
    old = again.unfinished()
    assert old is not None
    assert (old.id, old.recipe, old.touched_at) == (number, "pork-belly", 1001.0)
    assert restored(old.state, recipe(), ("A title",)) == session
    assert [(e.number, e.at, e.event, e.said) for e in again.entries(number)] == [(1, 1001.0, TimePassed(), ("Said.",))]


def test_every_state_of_a_real_session_comes_back() -> None:
    talk = Conversation()
    talk.begin()
    for words in (
        "start",
        "how much honey",
        "go to step three",
        "start timer",
        "set a timer for ten minutes",
        "overview",
    ):
        talk.hear(words)
        state = to_json(replace(talk.session, recipe=None, shelf=()))  # type: ignore[arg-type]
        assert from_json(state) == replace(talk.session, recipe=None, shelf=())  # type: ignore[arg-type]


def test_an_ended_session_is_not_offered_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite3")
    assert journal.unfinished() is None
    number = journal.begin("pork-belly", 1000.0)
    assert journal.unfinished() is None  # nothing happened in it yet
    journal.record(number, Started(), busy_session(), (), 1000.0)
    assert journal.unfinished() is not None
    journal.end(number)
    assert journal.unfinished() is None


def test_what_another_version_saved_is_refused_in_words() -> None:
    with pytest.raises(SavedError, match="FutureTimer"):
        from_json({"_": "FutureTimer", "due_at": 3})
    for state in ("", "[]", "no json", '{"phase": {"_": "Cooking", "more": 1}}'):
        with pytest.raises(SavedError):
            restored(state, recipe(), ())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8) | st.just("_"), inner),
        max_leaves=8,
    )
)
def test_damage_is_an_error_of_its_own(data: object) -> None:
    with suppress(SavedError):
        from_json(data)


def test_a_journal_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(JournalError, match="XDG_STATE_HOME"):
        Journal(blocked / "journal.sqlite3")
    damaged = tmp_path / "journal.sqlite3"
    damaged.write_bytes(b"this is no database, " * 400)
    with pytest.raises(JournalError, match="not a database"):
        Journal(damaged)


WRITER = """
import sys
from pathlib import Path
from assistant.core.events import SpeechEnded
from assistant.edges.journal import Journal
from tests.edges.test_journal import busy_session
journal = Journal(Path(sys.argv[1]))
number = journal.begin("pork-belly", 1000.0)
for turn in range(1, 100_000):
    journal.record(number, SpeechEnded(turn), busy_session(), (), 1000.0 + turn)
    print(turn, flush=True)
"""


def test_what_was_recorded_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) == 20:
                os.kill(writer.pid, signal.SIGKILL)
                break
    journal = Journal(path)
    old = journal.unfinished()
    assert old is not None
    entries = list(journal.entries(old.id))
    assert len(entries) >= 20
    assert [e.event for e in entries] == [SpeechEnded(n) for n in range(1, len(entries) + 1)]
    assert restored(old.state, recipe(), ("A title",)) == busy_session()
