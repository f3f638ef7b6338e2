"""Keeps one session, come what may: a journal that fails is told of once, and the cooking goes on.

What could not be written waits, and every event tries again; as soon as there is room all of it is on disk. A damaged
journal is moved aside and a new one begun, with the session in it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from assistant.core.events import Event
from assistant.core.recipe import Recipe
from assistant.core.relocating import Outline, outline
from assistant.core.sentences import Sentence, sentence
from assistant.core.session import Manner, Session, Snapshot, Took
from assistant.core.undoing import snapshot
from assistant.edges import spare
from assistant.edges.clock import Watch
from assistant.edges.display import report
from assistant.edges.journal import DamagedError, Entry, Journal, JournalError, Kept, fingerprint
from assistant.edges.saving import SavedError, from_json
from assistant.edges.state import Beside, Carried, beside, carried, manner_of, state_of

T = TypeVar("T")


class Keeper:
    """`news` is what the cook should hear about it, in sentences; whoever says them takes them out."""

    def __init__(self, path: Path, watch: Watch) -> None:
        self.path, self._watch = path, watch
        self.news: list[Sentence] = []
        self._spare_path = path.with_suffix(".spare.json")
        self._journal: Journal | None = None  # open to write
        self._home: Journal | None = None  # the one that knows the session
        self._failing = False
        self._id: int | None = None
        self._recipe, self._outline = "", Outline(())
        self._waiting: list[Entry] = []
        self._before: Session | None = None  # the state from which those that wait were answered
        self._spared: Snapshot | None = None
        try:
            self._with_journal(lambda journal: None)
        except JournalError as problem:
            self._fail(problem)

    def unfinished(self, recipe: str | None = None) -> Kept | None:
        """The session, of this recipe, to go on with: from the journal, or where that is behind, the spare copy."""
        kept = self._look(lambda journal: journal.latest(recipe))
        copy = spare.read(self._spare_path)
        if copy is not None and (recipe in (None, copy.recipe)) and (kept is None or copy.touched_at > kept.touched_at):
            return Kept(None, copy.recipe, copy.touched_at, False, copy.state)
        return None if kept is None or kept.ended else kept

    def outline_of(self, kept: Kept) -> Outline | None:
        """The recipe of that session as it was then, as far as it is known."""
        old = self.recipe_of(kept)
        copy = spare.read(self._spare_path)
        if old is not None:
            return outline(old)
        return copy.outline if copy is not None and copy.state == kept.state else None

    def recipe_of(self, kept: Kept) -> Recipe | None:
        lost: list[str] = []
        with suppress(SavedError, ValueError):
            name = beside(kept.state).recipe
            content = None if name is None else self._look(lambda journal: journal.recipe(name))
            old = None if content is None else from_json(json.loads(content), lost)
            return old if isinstance(old, Recipe) and not lost else None
        return None

    def last_took(self, recipe: Recipe, but: Kept | None) -> tuple[Took, ...]:
        """How long its steps took in the sessions before."""
        took = self._look(lambda journal: journal.took(recipe.id, None if but is None else but.id)) or {}
        return tuple(Took(n, took[step.name]) for n, step in enumerate(recipe.steps) if step.name in took)

    def carried(self, recipe: Recipe, but: Kept | None) -> Carried:
        """What the sessions before leave to this one."""
        state = self._look(lambda journal: journal.state_before(recipe.id, None if but is None else but.id))
        with suppress(SavedError):
            return Carried() if state is None else carried(state)
        return Carried()

    def manner(self) -> Manner | None:
        """How the session that was cooked last spoke, whichever recipe it was of."""
        kept = self._look(lambda journal: journal.latest())
        with suppress(SavedError):
            return None if kept is None else manner_of(kept.state)
        return None

    def begin(self, session: Session, kept: Kept | None) -> None:
        """The session to be kept from now on, taken up from a kept one or new."""
        self._id = None if kept is None else kept.id
        self._home = self._spared = None
        self._waiting.clear()
        self._before = session
        self._recipe, self._outline = fingerprint(session.recipe), outline(session.recipe)

    def record(self, event: Event, session: Session, said: tuple[str, ...], now: float) -> None:
        """The event and the state that it led to, on disk where that is possible at all. Raises nothing."""
        self._waiting.append(Entry(now, event, said))
        state = state_of(session, Beside(self._recipe, self._watch.boot, self._watch.ahead))
        try:
            self._with_journal(lambda journal: self._write(journal, session, state))
        except JournalError as problem:
            self._fail(problem)
        else:
            self._waiting.clear()
            self._before = session
            if self._failing:
                self._failing = False
                self.news.append(sentence("keeps_again"))
        self._write_spare(session, state, now)

    def end(self) -> None:
        """The session came to its end and is not offered again."""
        with suppress(JournalError):
            if self._journal is not None and self._id is not None:
                self._journal.end(self._id)
        with suppress(OSError):
            self._spare_path.unlink(missing_ok=True)

    def close(self) -> None:
        if self._journal is not None:
            self._journal.close()

    def _write(self, journal: Journal, session: Session, state: str) -> None:
        id = self._id
        with journal.transaction():
            if id is None:
                id = journal.begin(session.recipe.id, self._waiting[0].at)
            if self._home is not journal and self._before is not None:
                journal.start(id, self._before)
            journal.record(id, self._waiting, session, state)
        self._id, self._home = id, journal

    def _write_spare(self, session: Session, state: str, now: float) -> None:
        """Only what a cook would miss is worth the time."""
        if (seen := snapshot(session)) == self._spared:
            return
        with suppress(OSError):
            spare.write(self._spare_path, spare.Spare(session.recipe.id, now, state, self._outline))
            self._spared = seen

    def _with_journal(self, act: Callable[[Journal], T]) -> T:
        """A damaged one is moved aside, and a new one begun. Raises JournalError."""
        try:
            return act(self._opened())
        except DamagedError as problem:
            self._set_aside(problem)
            return act(self._opened())

    def _opened(self) -> Journal:
        if self._journal is not None and not self._journal.is_in_place():
            self._forget()
        if self._journal is None:
            journal = Journal(self.path)
            journal.check()
            self._journal = journal
        return self._journal

    def _forget(self) -> None:
        """The file is gone, or of no use: the session has to be begun in another one."""
        self.close()
        self._journal = self._id = None

    def _set_aside(self, problem: DamagedError) -> None:
        self._forget()
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(self._watch.now()))
        aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}{self.path.suffix}")
        try:
            for end in ("", "-wal", "-shm"):
                file = self.path.with_name(self.path.name + end)
                if file.exists():
                    file.replace(aside.with_name(aside.name + end))
        except OSError as refused:
            raise JournalError(self.path, refused) from problem
        report(f"The journal {self.path} was damaged and is now {aside.name}; a new one was begun.")
        self.news.append(sentence("journal_damaged"))

    def _look(self, act: Callable[[Journal], T]) -> T | None:
        """Something read, from a disk that may be read-only; None where it cannot be."""
        try:
            if self._journal is not None:
                return act(self._journal)
            reader = Journal.to_read(self.path)
            try:
                return act(reader)
            finally:
                reader.close()
        except JournalError:
            return None

    def _fail(self, problem: JournalError) -> None:
        if not self._failing:
            self._failing = True
            report(problem)
            self.news.append(sentence("cannot_keep", why=problem.why))
