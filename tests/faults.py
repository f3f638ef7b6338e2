"""Kills the real program at random moments of running sessions, and holds every start to what was kept and told before.

`python -m tests.faults [KILLS] [SEED]` (scripts/faults) does it for long; tests/whole/test_faults.py for short.
"""

from __future__ import annotations

import os
import queue
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from assistant.commands.replay import began_with, replayed
from assistant.core.events import Heard
from assistant.core.respond import respond
from assistant.core.session import Choosing, Session
from assistant.core.timers import Ringing, Running, Timer
from assistant.edges.journal import Entry, Journal
from assistant.edges.state import restored
from assistant.language import numbers
from tests.whole.program import ASSISTANT, ROOT, own_folders

PATIENCE_SECONDS = 60.0
LATE_SECONDS = 2.0  # an alarm later than this is wrong, as long as the program ran
KILLS_A_SESSION = 25
WORDS = ("next", "next", "next", "go back", "repeat", "yes", "how much honey do i need", "where am i", "stop")


@dataclass
class Cook:
    """Types into one run of the program, and reads what it says."""

    folder: Path
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._said: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._program = subprocess.Popen(
            [*ASSISTANT, "cook", "--ears", "keyboard", "--voice", "text"],
            env=own_folders(self.folder),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=1,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._program.stdout
        for line in self._program.stdout:
            self._said.put(line.rstrip("\n"))
        self._said.put(None)

    def first_words(self) -> str:
        line = self._said.get(timeout=PATIENCE_SECONDS)
        assert line is not None, "it ended before it spoke"
        self.lines.append(line)
        return line

    def type(self, words: str) -> None:
        assert self._program.stdin
        self._program.stdin.write(words + "\n")

    def kill(self) -> list[str]:
        """All that it said."""
        self._program.kill()
        self._program.wait()
        while (line := self._said.get(timeout=PATIENCE_SECONDS)) is not None:
            self.lines.append(line)
        return self.lines


@dataclass
class Counts:
    kills: int = 0
    sessions: int = 0
    events: int = 0
    timers: int = 0
    alarms: int = 0
    latest_seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills in {self.sessions} sessions: every start resumed right. {self.events} events and "
            f"{self.timers} timers kept, {self.alarms} alarms, none twice, the latest {self.latest_seconds:.2f} s late "
            "while the program ran."
        )


@dataclass
class Kitchen:
    """One session, killed again and again."""

    folder: Path
    rng: random.Random
    counts: Counts
    acknowledged: dict[int, float] = field(default_factory=dict)  # minutes of a timer → when it is due

    @property
    def journal(self) -> Path:
        return self.folder / "state" / "cooking-assistant" / "journal.sqlite3"

    def run(self, kills: int) -> None:
        self.counts.sessions += 1
        kept: Session | None = None
        for _ in range(kills):
            entries_before = self.entries()
            cook = Cook(self.folder)
            if self.rng.random() < 0.1:  # on its way up
                time.sleep(self.rng.uniform(0.0, 2.0))
            else:
                self.check_welcome(cook.first_words(), kept)
                self.chat(cook)
            lines = cook.kill()
            self.counts.kills += 1
            entries = self.entries()
            assert entries[: len(entries_before)] == entries_before, "what was kept has changed"
            self.check_said(lines, entries[len(entries_before) :])
            kept = self.check_kept(kept)
        self.check_history()

    def chat(self, cook: Cook) -> None:
        """Until a random moment."""
        if "Shall we start" in cook.lines[0]:
            cook.type("start")
        until = time.time() + self.rng.uniform(0.0, 1.5)
        while time.time() < until:
            cook.type(self.words())
            time.sleep(self.rng.uniform(0.0, 0.12))

    def words(self) -> str:
        roll = self.rng.random()
        if roll < 0.1:
            return f"set a timer for {self.rng.choice(['one second', 'two seconds', 'three seconds'])}"
        if roll < 0.2 and len(self.acknowledged) < 8:
            return f"set a timer for {self.rng.randint(21, 59)} minutes"
        return self.rng.choice(WORDS)

    def entries(self) -> list[Entry]:
        if not self.journal.exists():
            return []
        journal = Journal.to_read(self.journal)
        try:
            assert len(journal.sessions()) <= 1, "it began anew"
            return list(journal.entries(1))
        finally:
            journal.close()

    def check_said(self, lines: list[str], entries: list[Entry]) -> None:
        """All that was said had been kept before; at most the last answer was kept and not said any more."""
        kept = [text for entry in entries for text in entry.said]
        assert lines == kept[: len(lines)], (lines, kept)
        assert len(kept) - len(lines) <= 1, (lines, kept)
        for entry in entries:
            for text in entry.said[:1]:
                if said := re.match(r"Timer on: (.+) minutes, until", text):
                    self.acknowledged[numbers.seconds(f"{said[1]} minutes".split()) or 0] = entry.at

    def check_kept(self, before: Session | None) -> Session | None:
        """What the program began with is what was kept, and every timer that was told of is there, due when it was."""
        if not self.entries():
            return None
        journal = Journal.to_read(self.journal)
        kept, starts = journal.unfinished(), journal.starts(1)
        journal.close()
        assert kept is not None and kept.id == 1
        if before is not None and len(starts) > 1 and starts[-1].number > 1:
            began = began_with(starts[-1])
            states = [s for _, s in self.states()]
            assert began == (states[starts[-1].number - 2]), "it began with another state than was kept"
        began = began_with(starts[-1])
        session = restored(kept.state, began.recipe, began.shelf)
        assert session == self.states()[-1][1], "the state is not what the events lead to"
        due = {t.length_seconds: t.state.due_at for t in session.timers if isinstance(t.state, Running)}
        for seconds, at in self.acknowledged.items():
            assert abs(due[seconds] - at - seconds) < 1.0, (seconds, at, due)
        return session

    def check_welcome(self, welcome: str, kept: Session | None) -> None:
        """It names the step, and what each timer has left."""
        if kept is None or isinstance(kept.stage(), Choosing):
            assert welcome.startswith("Hello!"), welcome
            return
        assert welcome.startswith("Welcome back."), welcome
        assert f"{kept.step.title}." in welcome, (welcome, kept.place)
        now = time.time()
        for name, left in re.findall(r"The ([a-z -]+) timer has ([a-z ]+) left\.", welcome):
            told = numbers.seconds(left.split())
            assert told is not None
            off = [abs(told - t.left_seconds(now)) for t in kept.timers if called(t) == name]
            assert min(off) <= (31.0 if told > 120 else 6.0), (welcome, kept.timers)

    def states(self) -> list[tuple[Entry, Session]]:
        """Each entry with the state it led to."""
        journal = Journal.to_read(self.journal)
        starts = {start.number: start for start in journal.starts(1)}
        found: list[tuple[Entry, Session]] = []
        session: Session | None = None
        for entry in journal.entries(1):
            if entry.number in starts:
                session = began_with(starts[entry.number])
            assert session is not None
            session = respond(session, entry.event, entry.at).session
            found.append((entry, session))
        journal.close()
        return found

    def check_history(self) -> None:
        """Over all runs: no timer went by itself, each rang once and in time; a replay says what was said."""
        journal = Journal.to_read(self.journal)
        for entry, said in replayed(journal, 1):
            assert said == entry.said, (entry, said)
        starts = {start.number for start in journal.starts(1)}
        journal.close()
        rang: set[tuple[int, float]] = set()
        numbers_seen: set[int] = set()
        before: tuple[Timer, ...] = ()
        for entry, session in self.states():
            after = {t.number: t for t in session.timers}
            numbers_seen |= after.keys()
            assert isinstance(entry.event, Heard) or {t.number for t in before} <= after.keys(), entry
            for timer in before:
                now = after.get(timer.number)
                if isinstance(timer.state, Running) and now is not None and isinstance(now.state, Ringing):
                    due = (timer.number, timer.state.due_at)
                    assert due not in rang and entry.at >= timer.state.due_at, entry
                    rang.add(due)
                    if entry.number not in starts:
                        late = entry.at - timer.state.due_at
                        assert late < LATE_SECONDS, entry
                        self.counts.latest_seconds = max(late, self.counts.latest_seconds)
            before = session.timers
        self.counts.events += len(self.states())
        self.counts.timers += len(numbers_seen)
        self.counts.alarms += len(rang)


def called(timer: Timer) -> str:
    from assistant.core.timers import label
    from assistant.language.amounts import say_label

    return say_label(label(timer)).removesuffix(" timer")


def torture(folder: Path, kills: int, seed: int) -> Counts:
    """Raises AssertionError with what went wrong."""
    counts, rng = Counts(), random.Random(seed)
    for number, done in enumerate(range(0, kills, KILLS_A_SESSION)):
        kitchen = folder / f"session-{number}"
        kitchen.mkdir()
        Kitchen(kitchen, rng, counts).run(min(KILLS_A_SESSION, kills - done))
        if os.isatty(sys.stderr.fileno()):
            print(counts, file=sys.stderr)
    return counts


def main(arguments: list[str]) -> int:
    kills, seed = (*map(int, arguments), *(200, 1)[len(arguments) :])
    with tempfile.TemporaryDirectory() as folder:
        print(torture(Path(folder), kills, seed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
