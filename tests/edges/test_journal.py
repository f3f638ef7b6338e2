"""What is kept is what comes back, also after a kill, a power cut, and from another version of the program."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.core.events import SpeechEnded, TimePassed
from assistant.core.intents import Intent, Name
from assistant.core.sentences import Seconds, sentence
from assistant.core.session import (
    Asking,
    Cooking,
    Gathering,
    OfferMore,
    Paused,
    Phase,
    Place,
    Session,
    Telling,
    Took,
    WhichTimer,
)
from assistant.core.shelf import Listing
from assistant.core.timers import Over, Paused as PausedTimer, Reminder, Ringing, Running, Timer, started_by_step
from assistant.edges.journal import DamagedError, Entry, Journal, JournalError, fingerprint
from assistant.edges.state import Beside, beside, restored, state_of
from tests.conversation import recipe

ROOT = Path(__file__).parents[2]
PHASES: list[Phase] = [
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
        (Listing("a-file", "a-title", "A title"),),
        seed=7,
        phase=phase,
        place=Place(2, 3),
        timers=timers,
        reminders=(Reminder(6, "Stir.", 120, 1120.0),),
        last_said=(sentence("timer_left", timer="simmer", left=Seconds(60, about=True)),),
        telling=Telling(4, 1001.0),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "journal.sqlite3"


@contextmanager
def opened(path: Path) -> Iterator[Journal]:
    journal = Journal(path)
    yield journal
    journal.close()


def keep(journal: Journal, session: Session, *events: SpeechEnded | TimePassed, id: int | None = None) -> int:
    """A session of these events, a second apart, that is in this state after each."""
    if id is None:
        id = journal.begin("pork-belly", 1000.0)
        journal.start(id, session)
    for n, event in enumerate(events, 1):
        with journal.transaction():
            journal.record(id, [Entry(1000.0 + n, event, ("Said.",))], session, state_of(session, Beside("print")))
    return id


@pytest.mark.parametrize("phase", PHASES, ids=lambda p: type(p).__name__)
def test_a_session_comes_back_as_it_was(path: Path, phase: Phase) -> None:
    session = busy_session(phase)
    with opened(path) as journal:
        number = keep(journal, session, TimePassed())
    with opened(path) as again:
        kept = again.unfinished()
        assert kept is not None
        assert (kept.id, kept.recipe, kept.touched_at, kept.ended) == (number, "pork-belly", 1001.0, False)
        assert restored(kept.state, recipe(), (Listing("a-file", "a-title", "A title"),)) == session
        assert beside(kept.state) == Beside("print")
        assert list(again.entries(number)) == [Entry(1001.0, TimePassed(), ("Said.",), 1)]
        (start,) = again.starts(number)
        assert start.number == 1
        assert restored(start.state, recipe()) == session
        assert again.recipe(fingerprint(recipe())) == start.recipe


def test_an_ended_session_is_not_offered_again(path: Path) -> None:
    with opened(path) as journal:
        assert journal.unfinished() is None
        number = journal.begin("pork-belly", 1000.0)
        assert journal.unfinished() is None  # nothing happened in it yet
        keep(journal, busy_session(), TimePassed(), id=number)
        assert journal.unfinished() is not None
        journal.end(number)
        assert journal.unfinished() is None


def test_the_session_taken_up_last_is_offered_whatever_the_clock_said(path: Path) -> None:
    with opened(path) as journal:
        first = keep(journal, busy_session(), TimePassed(), TimePassed(), TimePassed())
        second = keep(journal, busy_session(), TimePassed())
        assert [kept.id for kept in [journal.unfinished()] if kept] == [second]
        journal.start(first, busy_session())
        assert [kept.id for kept in [journal.unfinished()] if kept] == [first]


def test_nothing_of_a_transaction_that_fails_is_kept(path: Path) -> None:
    with opened(path) as journal:
        number = keep(journal, busy_session(), TimePassed())
        with pytest.raises(ZeroDivisionError), journal.transaction():
            journal.record(number, [Entry(1.0, TimePassed(), ())], busy_session(), "{}")
            raise ZeroDivisionError
        assert len(list(journal.entries(number))) == 1
        kept = journal.unfinished()
        assert kept is not None and kept.state != "{}"


def test_what_steps_took_is_remembered_by_name_and_the_latest_counts(path: Path) -> None:
    with opened(path) as journal:
        for seconds in (600, 1500):
            number = keep(journal, replace(busy_session(), took=(Took(0, seconds), Took(1, 60))), TimePassed())
        assert journal.took("pork-belly", None) == {"prepare": 1500, "blanch": 60}
        assert journal.took("pork-belly", number) == {"prepare": 600, "blanch": 60}
        assert journal.took("lasagna", None) == {}


def test_it_can_be_read_beside_a_writer_and_after_it(path: Path) -> None:
    with opened(path) as journal:
        number = keep(journal, busy_session(), TimePassed())
        reader = Journal.to_read(path)
        keep(journal, busy_session(), TimePassed(), id=number)
        assert len(list(reader.entries(number))) == 2
        reader.close()
    reader = Journal.to_read(path)
    assert len(list(reader.entries(number))) == 2
    reader.close()


def test_a_journal_of_the_first_version_is_read_and_gone_on_with(path: Path) -> None:
    path.parent.mkdir()
    old = sqlite3.connect(path)
    old.executescript(
        """
        CREATE TABLE session (id INTEGER PRIMARY KEY, recipe TEXT NOT NULL, began_at REAL NOT NULL,
            touched_at REAL NOT NULL, ended INTEGER NOT NULL DEFAULT 0, state TEXT);
        CREATE TABLE event (session INTEGER NOT NULL REFERENCES session, number INTEGER NOT NULL, at REAL NOT NULL,
            event TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID;
        """
    )
    old.execute("INSERT INTO session VALUES (1, 'pork-belly', 1, 2, 0, '{}')")
    old.execute("INSERT INTO event VALUES (1, 1, 2, ?, '[]')", (json.dumps({"_": "events.TimePassed"}),))
    old.commit()
    old.close()
    reader = Journal.to_read(path)
    kept = reader.unfinished()
    assert kept is not None and kept.id == 1 and reader.starts(1) == []
    reader.close()
    with opened(path) as journal:
        keep(journal, busy_session(), TimePassed(), id=1)
        assert len(list(journal.entries(1))) == 2


def test_where_nothing_can_be_kept_it_says_what_to_do(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    for opening in (Journal, Journal.to_read):
        with pytest.raises(JournalError, match="XDG_STATE_HOME"):
            opening(blocked / "journal.sqlite3")


def test_damage_is_found(path: Path) -> None:
    with opened(path) as journal:
        keep(journal, busy_session(), *[TimePassed()] * 50)
    whole = path.read_bytes()
    for damage in (b"this is no database, " * 400, whole[: len(whole) // 2], zeroed(whole)):
        path.write_bytes(damage)
        with pytest.raises(DamagedError), opened(path) as journal:
            journal.check()
    path.write_bytes(whole)
    with opened(path) as journal:
        journal.check()


def zeroed(data: bytes) -> bytes:
    """As a bad block would leave it: all but the first pages."""
    return data[:8192] + bytes(len(data) - 8192)


WRITER = """
import sys
from pathlib import Path
from assistant.core.events import SpeechEnded
from assistant.edges.journal import Journal
from tests.edges.test_journal import busy_session, keep
journal = Journal(Path(sys.argv[1]))
number = keep(journal, busy_session())
for turn in range(1, 100_000):
    keep(journal, busy_session(), SpeechEnded(turn), id=number)
    print(turn, flush=True)
"""


@contextmanager
def writer(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def turns_in(path: Path) -> int:
    """How many turns it holds, which must be the first ones, whole."""
    with opened(path) as journal:
        journal.check()
        kept = journal.unfinished()
        if kept is None or kept.id is None:
            return 0
        entries = list(journal.entries(kept.id))
        assert [e.event for e in entries] == [SpeechEnded(n) for n in range(1, len(entries) + 1)]
        assert restored(kept.state, recipe(), (Listing("a-file", "a-title", "A title"),)) == busy_session()
        return len(entries)


def test_what_was_recorded_survives_a_kill(path: Path) -> None:
    with writer(path) as process:
        assert process.stdout is not None
        acknowledged = 0
        for line in process.stdout:
            acknowledged = int(line)
            if acknowledged == 20:
                break
        os.kill(process.pid, signal.SIGKILL)
    assert turns_in(path) >= acknowledged


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be held there")
def test_what_was_recorded_survives_a_power_cut(path: Path, tmp_path: Path) -> None:
    """At random moments the files hold all that was acknowledged; cut off anywhere, a part from the start."""
    rng = random.Random(4)
    with writer(path) as process:
        assert process.stdout is not None
        for cut in range(12):
            for _ in range(rng.randint(1, 40)):
                acknowledged = int(process.stdout.readline())
            os.kill(process.pid, signal.SIGSTOP)
            copy = tmp_path / f"copy-{cut}" / path.name
            shutil.copytree(path.parent, copy.parent)
            os.kill(process.pid, signal.SIGCONT)
            assert turns_in(copy) >= acknowledged
            torn = tmp_path / f"torn-{cut}" / path.name
            shutil.copytree(path.parent, torn.parent, ignore=shutil.ignore_patterns("*-shm"))
            wal = torn.with_name(torn.name + "-wal")
            if wal.exists():
                os.truncate(wal, rng.randint(0, wal.stat().st_size))
                turns_in(torn)


def test_each_turn_is_on_the_disk_before_it_is_answered(path: Path) -> None:
    with opened(path) as journal:
        database = journal._db
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL: every transaction is flushed
