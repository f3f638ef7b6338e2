"""`assistant replay JOURNAL`: the events of a session answered again, without audio: exactly what was said."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from assistant.app import said_in
from assistant.building import wording
from assistant.core.events import Heard
from assistant.core.recipe import Recipe
from assistant.core.respond import respond
from assistant.core.session import Session
from assistant.edges.journal import Entry, Journal, Start
from assistant.edges.saving import SavedError, from_json
from assistant.edges.state import restored
from assistant.errors import InputError


def run(args: Namespace) -> int:
    """What the cook said as `> words`, and the answers; raises InputError where there is no such session."""
    path = Path(args.journal)
    if not path.is_file():
        raise InputError(f"There is no journal {path}; give the path of one.")
    journal = Journal.to_read(path)
    try:
        for entry, said in replayed(journal, session_of(journal, args.session)):
            for line in ((f"> {entry.event.transcript}",) if isinstance(entry.event, Heard) else ()) + said:
                print(line)
    finally:
        journal.close()
    return 0


def session_of(journal: Journal, wanted: int | None) -> int:
    sessions = journal.sessions()
    if not sessions:
        raise InputError(f"There is no session in {journal.path}.")
    if wanted is not None and wanted not in sessions:
        raise InputError(f"There is no session {wanted} in {journal.path}, only {sessions[0]} to {sessions[-1]}.")
    return sessions[-1] if wanted is None else wanted


def replayed(journal: Journal, id: int) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Each entry with what is said to it, from the state and the recipe that each run of the program began with."""
    starts = {start.number: start for start in journal.starts(id)}  # of two without an entry between, the later
    if not starts:
        raise InputError(f"Session {id} was kept by an older version and cannot be replayed; name a newer one.")
    session: Session | None = None
    for entry in journal.entries(id):
        if entry.number in starts:
            session = began_with(starts[entry.number])
        if session is not None:
            turn = respond(session, entry.event, entry.at)
            session = turn.session
            yield entry, said_in(turn, wording)


def began_with(start: Start) -> Session:
    """Raises InputError."""
    try:
        recipe = from_json(json.loads(start.recipe))
        if not isinstance(recipe, Recipe):
            raise SavedError("its recipe is no recipe")
        return restored(start.state, recipe)
    except ValueError as problem:
        raise InputError(f"The session was kept by another version and cannot be replayed: {problem}.") from problem
