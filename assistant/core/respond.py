"""The whole of the program's mind: a session, an event and the time in; a new session and orders out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from assistant.core.clock import clock_changed
from assistant.core.effects import End
from assistant.core.evening import stepped
from assistant.core.events import ClockChanged, EdgeFailed, Event, Heard, InputEnded, SpeechEnded, Started, TimePassed
from assistant.core.handlers import ingredients, knowing, moving, planning, questions, starting, talking, timing, voice
from assistant.core.handlers.alarms import pass_time, wake_at
from assistant.core.intents import Intent, Name
from assistant.core.phases import ALLOWED, PhaseName
from assistant.core.reply import Handler, Reply, Turn, tell, turn
from assistant.core.session import Asking, Session, WhichTimer, phase_name
from assistant.core.undoing import remembering, undo

__all__ = ["HANDLERS", "Turn", "respond", "wake_at"]

HANDLERS: Mapping[Name, Handler] = {
    **moving.HANDLERS,
    **talking.HANDLERS,
    **questions.HANDLERS,
    **ingredients.HANDLERS,
    **knowing.HANDLERS,
    **starting.HANDLERS,
    **timing.HANDLERS,
    **planning.HANDLERS,
    **voice.HANDLERS,
    Name.UNDO: undo,
}


def respond(session: Session, event: Event, now: float) -> Turn:
    """Pure: the same arguments give the same turn. `now` is wall-clock seconds."""
    match event:
        case Started():
            reply = talking.begin(session, event, now)
        case Heard(intent=intent, ended_at=ended_at):
            reply = not_understood(session) if intent is None else remembered(session, intent, min(ended_at, now))
        case SpeechEnded(number=number, whole=whole):
            reply = Reply(speech_ended(session, number, whole, now))
        case TimePassed():
            reply = pass_time(session, now)
        case ClockChanged(by_seconds=by_seconds, utc_offset_seconds=utc_offset_seconds):
            reply = Reply(clock_changed(session, by_seconds, utc_offset_seconds))
        case EdgeFailed(problem=problem):
            reply = tell(session, "trouble", problem=problem)
        case InputEnded():
            reply = Reply(session, effects=(End(),))
        case _:
            assert_never(event)
    return turn(session, reply)


def remembered(session: Session, intent: Intent, at: float) -> Reply:
    """What was wished in one breath, laid by as one change for "undo"."""
    reply = wish(session, intent, at)
    after = stepped(session, reply.session, at)
    undoes = Name.UNDO in (intent.name, *(i.name for i in intent.then))
    return replace(reply, session=after if undoes else remembering(session, after))


def wish(session: Session, intent: Intent, at: float) -> Reply:
    """One intent after the other, as they were said in one breath."""
    reply = Reply(session)
    for each in (replace(intent, then=()), *intent.then):
        reply = one_wish(reply.session, each, at).after(reply)
    return reply


def one_wish(session: Session, intent: Intent, at: float) -> Reply:
    phase = phase_name(session)
    if intent.name not in ALLOWED[phase]:
        return Reply(session) if phase is PhaseName.ASLEEP else tell(session, "nothing_asked")
    match session.phase:
        case Asking(question=WhichTimer()) if intent.name is Name.TIMER_STATUS and intent.slots.name:
            chosen = replace(intent.slots, choice=intent.slots.name)
            return questions.answer(session, chosen, at)
        case _:
            return HANDLERS[intent.name](session, intent.slots, at)


def not_understood(session: Session) -> Reply:
    return Reply(session) if phase_name(session) is PhaseName.ASLEEP else tell(session, "not_understood")


def speech_ended(session: Session, number: int, whole: bool, now: float) -> Session:
    """Late news of an earlier utterance changes nothing."""
    if session.speaking != number:
        return session
    telling = session.telling
    if whole and telling is not None and telling.number == number:
        telling = replace(telling, ended_at=now)
    return replace(session, speaking=None, interrupted=not whole, telling=telling)
