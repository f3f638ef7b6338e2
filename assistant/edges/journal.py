"""What happened, on disk before it is answered: one SQLite file that survives a kill at any moment."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.core.events import Event
from assistant.core.recipe import Recipe
from assistant.core.session import Session
from assistant.edges.saving import SavedError, from_json, to_json
from assistant.errors import MissingError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS session (
    id INTEGER PRIMARY KEY, recipe TEXT NOT NULL, began_at REAL NOT NULL, touched_at REAL NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0, state TEXT
);
CREATE TABLE IF NOT EXISTS event (
    session INTEGER NOT NULL REFERENCES session, number INTEGER NOT NULL, at REAL NOT NULL,
    event TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (session, number)
) WITHOUT ROWID;
"""


class JournalError(MissingError):
    """The journal cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One turn as it was kept: `said` holds the words of the answer."""

    number: int
    at: float
    event: Event
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that did not come to its end."""

    id: int
    recipe: str
    touched_at: float
    state: str


class Journal:
    """One writer. Raises JournalError, from the constructor too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_SCHEMA)

    def begin(self, recipe: str, now: float) -> int:
        """A new session's id."""
        with self._explained():
            made = self._db.execute(
                "INSERT INTO session (recipe, began_at, touched_at) VALUES (?, ?, ?)", (recipe, now, now)
            )
            assert made.lastrowid is not None
            return made.lastrowid

    def record(self, id: int, event: Event, session: Session, said: tuple[str, ...], now: float) -> None:
        """The event and the state that it led to, in one transaction."""
        state = json.dumps(_saved(session), ensure_ascii=False)
        with self._explained(), self._transaction():
            self._db.execute(
                "INSERT INTO event SELECT ?, 1 + COALESCE(MAX(number), 0), ?, ?, ? FROM event WHERE session = ?",
                (id, now, json.dumps(to_json(event), ensure_ascii=False), json.dumps(said, ensure_ascii=False), id),
            )
            self._db.execute("UPDATE session SET touched_at = ?, state = ? WHERE id = ?", (now, state, id))

    def end(self, id: int) -> None:
        """The session came to its end and is not offered again."""
        with self._explained():
            self._db.execute("UPDATE session SET ended = 1 WHERE id = ?", (id,))

    def unfinished(self) -> Unfinished | None:
        """The session touched last, unless it ended."""
        with self._explained():
            row = self._db.execute(
                "SELECT id, recipe, touched_at, state, ended FROM session WHERE state IS NOT NULL"
                " ORDER BY touched_at DESC, id DESC LIMIT 1"
            ).fetchone()
        return None if row is None or row[4] else Unfinished(*row[:4])

    def entries(self, id: int) -> Iterator[Entry]:
        with self._explained():
            rows = self._db.execute(
                "SELECT number, at, event, said FROM event WHERE session = ? ORDER BY number", (id,)
            ).fetchall()
        for number, at, event, said in rows:
            yield Entry(number, at, from_json(json.loads(event)), tuple(json.loads(said)))

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as problem:
            raise JournalError(
                f"The journal {self.path} cannot be used: {problem}. "
                "Free some space, or name another folder with XDG_STATE_HOME."
            ) from problem


def _saved(session: Session) -> object:
    """Without the recipe and the shelf, which are read anew."""
    return to_json(session) | {"recipe": None, "shelf": None}


def restored(state: str, recipe: Recipe, shelf: tuple[str, ...]) -> Session:
    """The saved session with its recipe; raises SavedError where another version saved it."""
    try:
        data = json.loads(state)
    except ValueError as problem:
        raise SavedError(f"the saved state is no JSON: {problem}") from problem
    if not isinstance(data, dict):
        raise SavedError("the saved state is no session")
    kept = {f.name for f in fields(Session)} - {"recipe", "shelf"}
    values = {k: from_json(v) for k, v in data.items() if k in kept}
    try:
        return Session(recipe=recipe, shelf=shelf, **values)
    except TypeError as problem:
        raise SavedError(f"the saved session lacks something: {problem}") from problem
