"""Notes for the next time, kept with the step at which they were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.intents import Name, Slots
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import sentence
from assistant.core.session import Note, Session, WhatToNote


def note(session: Session, slots: Slots, at: float) -> Reply:
    if not slots.text:
        return tell(session.asking(WhatToNote()), "note_what")
    made = Note(session.step.name, slots.text)
    return tell(replace(session, notes=(*session.notes, made)), "noted_down", note=made.text, step=made.step)


def read_notes(session: Session, _: Slots, at: float) -> Reply:
    """The latest first; the others on "tell me more"."""
    every = (*reversed(session.notes), *reversed(session.last_notes))
    if not every:
        return tell(session, "no_notes")
    said = tuple(sentence("note_at", note=n.text, step=n.step) for n in every)
    more = (sentence("say_more"),) if len(said) > 1 else ()
    return Reply(replace(session, more=said[1:]), (*said[:1], *more))


HANDLERS: Mapping[Name, Handler] = {Name.NOTE: note, Name.READ_NOTES: read_notes}
