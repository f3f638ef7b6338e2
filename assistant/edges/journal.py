"""What happened, on disk before it is answered: one SQLite file that survives a kill or a power cut at any moment."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.core.events import Event
from assistant.core.recipe import Recipe
from assistant.core.session import Session
from assistant.edges.saving import from_json, to_json
from assistant.edges.state import Beside, state_of
from assistant.errors import MissingError

# A start is where a run of the program took the session up: the state from which the events that follow are answered.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS session (
    id INTEGER PRIMARY KEY, recipe TEXT NOT NULL, began_at REAL NOT NULL, touched_at REAL NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0, state TEXT
);
CREATE TABLE IF NOT EXISTS event (
    session INTEGER NOT NULL REFERENCES session, number INTEGER NOT NULL, at REAL NOT NULL,
    event TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (session, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS start (
    id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session, number INTEGER NOT NULL,
    recipe TEXT NOT NULL REFERENCES recipe, state TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS recipe (fingerprint TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS took (
    session INTEGER NOT NULL REFERENCES session, step TEXT NOT NULL, seconds INTEGER NOT NULL,
    PRIMARY KEY (session, step)
) WITHOUT ROWID;
"""
_BUSY_SECONDS = 1.0
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)  # the last: other tables than ours
_WHY = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk refuses to write",
    sqlite3.SQLITE_BUSY: "another program holds it",
}


class JournalError(MissingError):
    """The journal cannot be read or written; `why` says it in a few spoken words."""

    advice = "Free some space, or name another folder with XDG_STATE_HOME."

    def __init__(self, path: Path, problem: Exception) -> None:
        code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
        self.why = _WHY.get(code, "it cannot be opened" if isinstance(problem, OSError) else "it is of no use")
        super().__init__(f"The journal {path} cannot be used: {problem}. {self.advice}")


class DamagedError(JournalError):
    """The file is no journal, or no longer a whole one."""

    advice = "Move it away, or let `assistant cook` do it and go on with a new one."


@dataclass(frozen=True, slots=True)
class Entry:
    """One turn as it is kept: `said` holds the words of the answer; `number` counts from 1 in its session."""

    at: float
    event: Event
    said: tuple[str, ...]
    number: int = 0  # the journal gives it


@dataclass(frozen=True, slots=True)
class Start:
    """The state from which the entry of this number and those after it were answered."""

    number: int
    state: str
    recipe: str  # its JSON


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as it was kept. `id` is None for one that is known from the spare copy alone."""

    id: int | None
    recipe: str
    touched_at: float
    ended: bool
    state: str


class Journal:
    """One writer beside any number of readers. Everything raises JournalError, the constructor too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, _BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.execute("PRAGMA synchronous=FULL")
                self._db.executescript(_SCHEMA)
                self._db.execute("DELETE FROM session WHERE 0")  # SQLite opens without a word what cannot be written
                self._file = path.stat().st_ino
            except BaseException:
                self.close()
                raise

    @classmethod
    def to_read(cls, path: Path) -> Journal:
        """One that only reads, beside a running session or on a read-only disk."""
        journal = cls.__new__(cls)
        journal.path = path
        with journal._explained():
            wal = path.with_name(path.name + "-wal")
            whole = not wal.exists() or wal.stat().st_size == 0  # then it may be read without any help of the folder
            journal._db = _connected(path, "mode=ro", *(["immutable=1"] if whole else []))
        return journal

    def is_in_place(self) -> bool:
        """Whether its file is still where it was: one that was deleted keeps nothing."""
        try:
            return self.path.stat().st_ino == self._file
        except OSError:
            return False

    def check(self) -> None:
        """Raises DamagedError."""
        with self._explained():
            found = self._db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise DamagedError(self.path, sqlite3.DatabaseError(found))
        self.latest()

    def begin(self, recipe: str, now: float) -> int:
        """A new session's id."""
        with self._explained():
            made = self._db.execute(
                "INSERT INTO session (recipe, began_at, touched_at) VALUES (?, ?, ?)", (recipe, now, now)
            )
            assert made.lastrowid is not None
            return made.lastrowid

    def start(self, id: int, session: Session) -> None:
        """The session is taken up, or begins, before its next entry."""
        content = json.dumps(to_json(session.recipe), ensure_ascii=False)
        name = fingerprint(session.recipe)
        with self._explained():
            self._db.execute("INSERT OR IGNORE INTO recipe VALUES (?, ?)", (name, content))
            self._db.execute(
                "INSERT INTO start (session, number, recipe, state)"
                " SELECT ?, 1 + COALESCE(MAX(number), 0), ?, ? FROM event WHERE session = ?",
                (id, name, state_of(session, Beside(name), with_shelf=True), id),
            )

    def record(self, id: int, entries: Iterable[Entry], session: Session, state: str) -> None:
        """The entries and the state that they led to."""
        with self._explained():
            for e in entries:
                event, said = json.dumps(to_json(e.event), ensure_ascii=False), json.dumps(e.said, ensure_ascii=False)
                self._db.execute(
                    "INSERT INTO event SELECT ?, 1 + COALESCE(MAX(number), 0), ?, ?, ? FROM event WHERE session = ?",
                    (id, e.at, event, said, id),
                )
                self._db.execute("UPDATE session SET touched_at = ? WHERE id = ?", (e.at, id))
            self._db.execute("UPDATE session SET state = ?, ended = 0 WHERE id = ?", (state, id))
            steps = session.recipe.steps
            self._db.executemany(
                "INSERT OR REPLACE INTO took VALUES (?, ?, ?)",
                [(id, steps[t.step].name, t.seconds) for t in session.took if t.step < len(steps)],
            )

    def end(self, id: int) -> None:
        """The session came to its end and is not offered again."""
        with self._explained():
            self._db.execute("UPDATE session SET ended = 1 WHERE id = ?", (id,))

    def latest(self, recipe: str | None = None) -> Kept | None:
        """The session, of this recipe, that was cooked last."""
        with self._explained():
            row = self._db.execute(
                "SELECT id, recipe, touched_at, ended, state FROM session WHERE state IS NOT NULL AND recipe = "
                "COALESCE(?, recipe) ORDER BY COALESCE((SELECT MAX(start.id) FROM start WHERE session = session.id), 0)"
                " DESC, touched_at DESC, id DESC LIMIT 1",
                (recipe,),
            ).fetchone()
        return None if row is None else Kept(row[0], row[1], row[2], bool(row[3]), row[4])

    def unfinished(self, recipe: str | None = None) -> Kept | None:
        """That one, unless it ended."""
        latest = self.latest(recipe)
        return None if latest is None or latest.ended else latest

    def sessions(self) -> list[int]:
        with self._explained():
            return [id for (id,) in self._db.execute("SELECT id FROM session ORDER BY id")]

    def entries(self, id: int) -> Iterator[Entry]:
        with self._explained():
            rows = self._db.execute(
                "SELECT number, at, event, said FROM event WHERE session = ? ORDER BY number", (id,)
            ).fetchall()
        for number, at, event, said in rows:
            yield Entry(at, from_json(json.loads(event)), tuple(json.loads(said)), number)

    def starts(self, id: int) -> list[Start]:
        with self._explained():
            rows = self._db.execute(
                "SELECT number, state, content FROM start JOIN recipe ON fingerprint = recipe WHERE session = ?"
                " ORDER BY id",
                (id,),
            ).fetchall()
        return [Start(*row) for row in rows]

    def recipe(self, name: str) -> str | None:
        """The JSON of the recipe with that fingerprint."""
        with self._explained():
            row = self._db.execute("SELECT content FROM recipe WHERE fingerprint = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def took(self, recipe: str, but: int | None) -> dict[str, int]:
        """How many seconds each step took the last time, by its name, the session `but` not counted."""
        with self._explained():
            rows = self._db.execute(
                "SELECT step, seconds FROM took JOIN session ON id = session WHERE recipe = ? AND id IS NOT ?"
                " ORDER BY id",
                (recipe, but),
            ).fetchall()
        return dict(rows)

    def state_before(self, recipe: str, but: int | None) -> str | None:
        """The last state of the session of this recipe that began last, the session `but` not counted."""
        with self._explained():
            row = self._db.execute(
                "SELECT state FROM session WHERE state IS NOT NULL AND recipe = ? AND id IS NOT ?"
                " ORDER BY id DESC LIMIT 1",
                (recipe, but),
            ).fetchone()
        return None if row is None else str(row[0])

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing."""
        with self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # it may have been rolled back already
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError as problem:  # a message of SQLite's own, with the damaged bytes in it
            raise DamagedError(self.path, problem) from problem
        except (sqlite3.Error, OSError) as problem:
            damaged = getattr(problem, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
            raise (DamagedError if damaged else JournalError)(self.path, problem) from problem


def _connected(path: Path, *ways: str) -> sqlite3.Connection:
    """To read only, in the first way that works."""
    for number, way in enumerate(ways, 1):
        try:
            db = sqlite3.connect(f"{path.absolute().as_uri()}?{way}", _BUSY_SECONDS, uri=True, isolation_level=None)
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
            if "session" in tables and "start" not in tables:  # kept by the first version of the program
                db.execute("CREATE TEMP TABLE start (id, session, number, recipe, state)")
                db.execute("CREATE TEMP TABLE recipe (fingerprint, content)")
        except sqlite3.OperationalError:
            if number == len(ways):
                raise
        else:
            return db
    raise AssertionError("there is always one way")


def fingerprint(recipe: Recipe) -> str:
    """The same for recipes that say the same."""
    return hashlib.sha256(json.dumps(to_json(recipe), ensure_ascii=False).encode()).hexdigest()[:16]
