"""Notes for the next time, kept with the step at which they were made; and what was changed this time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.core.handlers.measuring import METRIC, times
from assistant.core.intents import Name, Slots
from assistant.core.measures import CELSIUS
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Sentence, sentence
from assistant.core.session import Note, Session, WhatToNote

CHANGES = "changes"  # the choice of "what did I change"
IN_ONE_BREATH = 2  # changes that one can listen to


def note(session: Session, slots: Slots, at: float) -> Reply:
    if not slots.text:
        return tell(session.asking(WhatToNote()), "note_what")
    made = Note(session.step.name, slots.text)
    return tell(replace(session, notes=(*session.notes, made)), "noted_down", note=made.text, step=made.step)


def read_notes(session: Session, slots: Slots, at: float) -> Reply:
    """The latest first; the others on "tell me more"."""
    if slots.choice == CHANGES:
        return what_changed(session)
    every = (*reversed(session.notes), *reversed(session.last_notes))
    if not every:
        return tell(session, "no_notes")
    said = tuple(sentence("note_at", note=n.text, step=n.step) for n in every)
    more = (sentence("say_more"),) if len(said) > 1 else ()
    return Reply(replace(session, more=said[1:]), (*said[:1], *more))


def what_changed(session: Session) -> Reply:
    """Everything that is otherwise than the recipe has it; what is more than a breath on "tell me more"."""
    said = tuple(changes(session))
    if not said:
        return tell(session, "nothing_changed")
    rest = said[IN_ONE_BREATH:]
    more = (sentence("say_more"),) if rest else ()
    return Reply(replace(session, more=rest), said[:IN_ONE_BREATH] + more)


def changes(session: Session) -> Iterator[Sentence]:
    names = {i.id: i.name for i in session.recipe.ingredients}
    for swap in session.adaptation.swaps:
        yield sentence("taken_instead", use=swap.use, ingredient=names[swap.ingredient])
    for id in session.adaptation.omitted:
        yield sentence("left_out_of_it", ingredient=names[id])
    if session.people is not None:
        yield sentence("amounts_for", people=session.people)
    elif session.factor != 1:
        yield times(session.factor)
    if session.adaptation.system is not None:
        key = "in_metric" if session.adaptation.system == METRIC else "in_us"
        yield sentence(key)
    if session.adaptation.scale is not None:
        yield sentence("in_celsius" if session.adaptation.scale == CELSIUS else "in_fahrenheit")


HANDLERS: Mapping[Name, Handler] = {Name.NOTE: note, Name.READ_NOTES: read_notes}
