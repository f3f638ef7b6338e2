"""The whole of the program's mind: a session, an event and the time in; a new session and orders out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from assistant.core import calling, noise, sound_check
from assistant.core.clock import clock_changed
from assistant.core.effects import End, Play, Sound
from assistant.core.evening import stepped
from assistant.core.events import (
    ClockChanged,
    EdgeFailed,
    Event,
    Heard,
    InputEnded,
    NoiseChanged,
    SoundMeasured,
    SpeechEnded,
    Started,
    TimePassed,
)
from assistant.core.handlers import (
    changing,
    choosing,
    doubting,
    ingredients,
    knowing,
    measuring,
    moving,
    noting,
    orienting,
    planning,
    questions,
    reporting,
    starting,
    talking,
    timing,
    voice,
)
from assistant.core.handlers.alarms import pass_time, wake_at
from assistant.core.hints import with_hint
from assistant.core.instructing import is_asking
from assistant.core.intents import Intent, Name, Slots
from assistant.core.interrupting import breaking_off, speech_ended
from assistant.core.phases import ALLOWED, PhaseName
from assistant.core.questions import SoundCheck
from assistant.core.referring import kept, resolved
from assistant.core.reply import Handler, Reply, Turn, tell, turn
from assistant.core.session import Asking, Asleep, OfferTimer, Session, WhatToNote, WhichTimer, phase_name
from assistant.core.undoing import remembering, undo

STILL_LOST = ("misheard_still", "help_cooking_more", "help_cooking_last")  # in turn, after the third time

__all__ = ["HANDLERS", "Turn", "respond", "wake_at"]

HANDLERS: Mapping[Name, Handler] = {
    **moving.HANDLERS,
    **reporting.HANDLERS,
    **orienting.HANDLERS,
    **talking.HANDLERS,
    **choosing.HANDLERS,
    **questions.HANDLERS,
    **ingredients.HANDLERS,
    **changing.HANDLERS,
    **measuring.HANDLERS,
    **noting.HANDLERS,
    **knowing.HANDLERS,
    **starting.HANDLERS,
    **timing.HANDLERS,
    **planning.HANDLERS,
    **voice.HANDLERS,
    Name.UNDO: undo,
    Name.CHECK_SOUND: sound_check.begin,
}


def respond(session: Session, event: Event, now: float) -> Turn:
    """Pure: the same arguments give the same turn. `now` is wall-clock seconds."""
    match event:
        case Started():
            reply = talking.begin(session, event, now)
            reply = replace(reply, effects=(*voice.as_it_speaks(reply.session), *reply.effects))
        case Heard():
            reply = heard(session, event, now)
        case SpeechEnded():
            reply = speech_ended(calling.listening(session, now), event, now)
        case TimePassed():
            reply = pass_time(session, now)
        case ClockChanged(by_seconds=by_seconds, utc_offset_seconds=utc_offset_seconds):
            reply = Reply(clock_changed(session, by_seconds, utc_offset_seconds))
        case NoiseChanged(loud=loud):
            reply = noise.changed(session, loud)
        case SoundMeasured():
            reply = sound_check.measured(session, event)
        case EdgeFailed(problem=problem):
            reply = tell(session, "trouble", problem=problem)
        case InputEnded():
            reply = Reply(session, effects=(End(),))
        case _:
            assert_never(event)
    return turn(session, breaking_off(session, event, reply))


def heard(session: Session, event: Heard, now: float) -> Reply:
    if not calling.is_meant(session, event.transcript, event.ended_at):
        return Reply(session)
    session = calling.listening(session, event.ended_at)
    if calling.is_call(session, event.transcript):
        return calling.answer_call(session, now)
    if event.intent is None:
        return not_understood(session, event.transcript, now)
    session, intent = replace(session, misheard=0), resolved(session, event.intent)
    doubt = None if event.rival is None else doubting.ask(session, intent, event.rival)
    return doubt or remembered(doubting.said_again(session, intent), intent, min(event.ended_at, now))


def remembered(session: Session, intent: Intent, at: float) -> Reply:
    """What was wished in one breath, laid by as one change for "undo"."""
    reply = wish(session, intent, at)
    after = kept(stepped(session, reply.session, at), intent, reply.sentences)
    if Name.UNDO in (intent.name, *(i.name for i in intent.then)):
        return with_hint(replace(reply, session=after), intent)
    laid_by = remembering(session, after)
    done = (Play(Sound.DONE),) if laid_by is not after and laid_by.place == session.place else ()
    return with_hint(replace(reply, session=laid_by, effects=(*done, *reply.effects)), intent)


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
        case Asking(question=SoundCheck()) if intent.name in (Name.NEXT_STEP, Name.YES):
            return sound_check.answered(session)
        case _:
            return HANDLERS[intent.name](session, intent.slots, at)


def not_understood(session: Session, words: str, at: float) -> Reply:
    """The words of a note that was asked for; else never said twice alike, and the third time with what can be said."""
    match session.phase:
        case Asleep():
            return Reply(session)
        case Asking(question=WhatToNote()):
            return remembered(session, Intent(Name.NOTE, Slots(text=words)), at)
    again = replace(session, misheard=session.misheard + 1)
    match session.misheard:
        case 0:
            reply = tell(again, misheard(session))
        case 1:
            reply = tell(again, "misheard_again")
        case 2:
            reply = talking.help_(again, Slots(), at)
        case _:
            reply = tell(again, STILL_LOST[session.misheard % len(STILL_LOST)])
    return replace(reply, effects=(Play(Sound.NOT_UNDERSTOOD), *reply.effects))


def misheard(session: Session) -> str:
    """The key of the words that offer what is likely here."""
    if is_asking(session, OfferTimer):
        return "misheard_offer"
    match phase_name(session):
        case PhaseName.CHOOSING:
            return "misheard_choosing"
        case PhaseName.RINGING:
            return "misheard_ringing"
        case PhaseName.ASKING:
            return "misheard_asking"
        case PhaseName.PAUSED:
            return "misheard_paused"
        case _:
            return "misheard"
