"""What a cook may want next and what would be said then, so that it can be made ready: the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from assistant.core.degrees import in_degrees
from assistant.core.effects import Say
from assistant.core.events import Event, Heard, TimePassed
from assistant.core.instructing import first_of, places, told
from assistant.core.intents import Intent, Name, Slots
from assistant.core.phases import ALLOWED
from assistant.core.respond import respond, wake_at
from assistant.core.session import Cooking, Place, Session, phase_name

_NEAR = 6  # instructions
_MOVES = (Name.NEXT_STEP, Name.YES, Name.NO, Name.PREVIOUS_STEP, Name.START_TIMER)
_QUESTIONS = (
    Name.ASK_DURATION,
    Name.TIP,
    Name.ASK_DONE,
    Name.ASK_WHY,
    Name.ASK_HEAT,
    Name.STEP_INGREDIENTS,
    Name.ASK_MEANWHILE,
    Name.WHOLE_STEP,
)
_SELDOM = (
    Name.SKIP_STEP,
    Name.LIST_INGREDIENTS,
    Name.LIST_EQUIPMENT,
    Name.OVERVIEW,
    Name.HELP,
    Name.PAUSE,
    Name.ASK_SERVING,
    Name.ASK_STORAGE,
    Name.ASK_REHEAT,
    Name.ASK_FREEZE,
    Name.LOUDER,
    Name.SLOWER,
)


def foreseen(session: Session, now: float) -> Iterator[Say]:
    """First what moves on, the next instructions and what time brings, then what is asked here, at last all that this
    recipe says.

    Worked out bit by bit, as it is taken: all of it is half a second's work.
    """
    yield from _answers(session, _MOVES, now)
    yield from _instructions(session, islice((p for p in places(session) if p >= session.place), _NEAR))
    yield from _said(session, TimePassed(), wake_at(session) or now)
    yield from _answers(session, _QUESTIONS, now)
    uses = (use for i in session.step.instructions for use in (*i.named, *i.uses))
    yield from _amounts(session, (session.dish.ingredient(use.ingredient).kind for use in uses), now)
    yield from _answers(session, _SELDOM, now)
    yield from _instructions(session, places(session))
    yield from _amounts(session, (i.kind for i in session.dish.ingredients), now)
    for step in range(len(session.dish.steps)):
        there = replace(session, place=first_of(session, step), phase=Cooking())
        yield from _answers(there, _QUESTIONS, now)


def _answers(session: Session, names: Iterable[Name], now: float) -> Iterator[Say]:
    allowed = ALLOWED[phase_name(session)]
    for name in names:
        if name in allowed:
            yield from _said(session, Heard("", Intent(name), now), now)


def _amounts(session: Session, ingredients: Iterable[str], now: float) -> Iterator[Say]:
    for name in dict.fromkeys(ingredients):
        yield from _said(session, Heard("", Intent(Name.ASK_AMOUNT, Slots(ingredient=name)), now), now)


def _said(session: Session, event: Event, now: float) -> Iterator[Say]:
    """What would be said to that; the core is pure, so nothing comes of it."""
    for effect in respond(session, event, now).effects:
        if isinstance(effect, Say):
            yield effect


def _instructions(session: Session, there: Iterable[Place]) -> Iterator[Say]:
    for place in there:
        reply = told(replace(session, place=place))
        scale = session.adaptation.degrees
        yield Say(session.utterances, tuple(in_degrees(said, scale) for said in reply.sentences))
