"""Yes, no, and an answer to the question that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from assistant.core.effects import End
from assistant.core.handlers import doubting
from assistant.core.handlers.alarms import hush, silence
from assistant.core.handlers.changing import left_out, take_instead
from assistant.core.handlers.choosing import choose_number, leave
from assistant.core.handlers.moving import close, go_on, next_step
from assistant.core.handlers.starting import chosen_length, settle_length, start_offered, start_timer
from assistant.core.handlers.timing import HANDLERS as TIMING, meant_of, more_of, really_cancel_all
from assistant.core.handlers.welcoming import greeting
from assistant.core.instructing import moved, told
from assistant.core.intents import Intent, Name, Slots
from assistant.core.questions import SoundCheck, SureLeave
from assistant.core.referring import of_timer
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import sentence
from assistant.core.session import (
    Asking,
    Choosing,
    Finished,
    Gathering,
    HowLong,
    LeaveOut,
    LeaveWait,
    OfferLeftovers,
    OfferMeanwhile,
    OfferMore,
    OfferResume,
    OfferTimer,
    Paused,
    Place,
    Question,
    RememberChanges,
    Session,
    StoveOff,
    SureCancelAll,
    SureQuit,
    SureStartOver,
    TakeInstead,
    WhatToNote,
    WhichLength,
    WhichNumber,
    WhichTimer,
    WithinReach,
)
from assistant.core.timers import ringing


def yes(session: Session, slots: Slots, at: float) -> Reply:
    match session.phase:
        case Asking(question=question):
            return agreed(session, question, at)
        case Choosing(offered=offered) if offered:
            return choose_number(session, 1 if len(offered) == 1 else None, at)
        case Choosing() | Gathering():
            return next_step(session, slots, at)
        case Paused():
            return resumed(session.settled())
        case _ if ringing(session.timers):
            return hush(session)
        case _:
            return tell(session, "nothing_asked")


ASKED_AGAIN: Mapping[type, str] = {
    HowLong: "how_long",
    WhichTimer: "which_name",
    WhatToNote: "note_what",
    SoundCheck: "sound_check",
}


def agreed(session: Session, question: Question, at: float) -> Reply:
    match question:
        case OfferTimer():
            return start_offered(session, at)
        case OfferMore():
            return more_of(session, question, at)
        case OfferMeanwhile(place=place):
            return moved(session, place)
        case LeaveWait():
            return go_on(session, at)
        case WithinReach():
            return told(session)
        case WhichLength():
            return settle_length(session, question, None, at)
        case WhichNumber(heard=heard):
            return doubting.done(session, heard, at)
        case HowLong() | WhichTimer() | WhatToNote() | SoundCheck():
            return tell(session, ASKED_AGAIN[type(question)])
        case SureQuit():
            return Reply(session.settled(), (sentence("goodbye"),), (End(),))
        case SureStartOver():
            return moved(session.settled(), Place())
        case SureCancelAll():
            return really_cancel_all(session)
        case SureLeave(file=file):
            return leave(session.settled(), file)
        case OfferResume():
            return resumed(session.settled())
        case StoveOff():
            return close(session)
        case OfferLeftovers():
            return leftovers(session)
        case RememberChanges():
            return remember_changes(session)
        case TakeInstead(ingredient=ingredient, use=use):
            return take_instead(session.settled(), session.recipe.ingredient(ingredient), use, is_told=True)
        case LeaveOut(ingredient=ingredient):
            return left_out(session.settled(), (session.recipe.ingredient(ingredient),))
        case _:
            assert_never(question)


def remember_changes(session: Session) -> Reply:
    kept = tell(replace(session, habit=session.adaptation), "remembered_changes")
    return close(kept.session).after(kept)


def no(session: Session, slots: Slots, at: float) -> Reply:
    match session.phase:
        case Asking(question=question):
            return declined(session, question, at)
        case Choosing() | Gathering() | Paused() | Finished():
            return tell(session, "take_your_time")
        case _ if ringing(session.timers):
            return hush(session)
        case _:
            return tell(session, "nothing_asked")


def declined(session: Session, question: Question, at: float) -> Reply:
    settled = session.settled()
    match question:
        case WhichNumber(rival=rival):
            return doubting.done(session, rival, at)
        case OfferTimer():
            return tell(settled, "timer_later")
        case OfferMore():
            quiet = silence(settled)
            return tell(quiet.session, "no_more_time").after(quiet)
        case (
            OfferMeanwhile()
            | LeaveWait()
            | WhichLength()
            | HowLong()
            | WhichTimer()
            | SureQuit()
            | SureStartOver()
            | SureCancelAll()
            | SureLeave()
            | TakeInstead()
            | LeaveOut()
            | WhatToNote()
            | SoundCheck()
        ):
            return tell(settled, "fine")
        case RememberChanges():
            return close(session)
        case WithinReach():
            return tell(session, "say_next_when_ready")
        case OfferResume():
            return greeting(begun_anew(session))
        case StoveOff():
            reply = tell(session, "turn_it_off")
            return close(session).after(reply)
        case OfferLeftovers():
            return tell(settled, "enjoy")
        case _:
            assert_never(question)


def begun_anew(session: Session) -> Session:
    """From the greeting again. What rings or runs is still on the stove, so timers stay."""
    return Session(
        session.recipe,
        session.shelf,
        session.seed,
        timers=session.timers,
        reminders=session.reminders,
        utterances=session.utterances,
        things=session.things,
        volume_percent=session.volume_percent,
        speed_percent=session.speed_percent,
        voice=session.voice,
        voices=session.voices,
        loudspeaker=session.loudspeaker,
        loudspeakers=session.loudspeakers,
        last_took=session.last_took,
        last_notes=session.last_notes,
        utc_offset_seconds=session.utc_offset_seconds,
    )


def answer(session: Session, slots: Slots, at: float) -> Reply:
    """A name or a number for the question that wants one."""
    match session.phase:
        case Asking(question=WhichTimer(intent=intent)) if slots.number is not None:
            return by_number(session, intent, slots.number, at)
        case Asking(question=WhichTimer(intent=intent)):
            named = replace(intent.slots, name=slots.choice, which_seconds=slots.which_seconds or slots.seconds)
            return TIMING[intent.name](session.settled(), named, at)
        case Asking(question=WhichLength() as question):
            return settle_length(session, question, chosen_length(question, slots), at)
        case Asking(question=WhichNumber() as question) if meant := doubting.chosen(question, slots.number):
            return doubting.done(session, meant, at)
        case Asking(question=HowLong(name=name)) if slots.number is not None:
            return start_timer(session, Slots(name=name, seconds=60 * slots.number), at)
        case Choosing():
            return choose_number(session, slots.number, at)
        case _:
            return tell(session, "nothing_asked")


def by_number(session: Session, intent: Intent, number: int, at: float) -> Reply:
    """The timer of so many minutes; else the first or second of those that were named."""
    named = meant_of(session, intent.name, intent.slots)
    of_length = [t for t in named if t.length_seconds == 60 * number]
    chosen = of_length or named[number - 1 : number] if number > 0 else []
    if len(chosen) != 1:
        return tell(session, "which_name")
    return TIMING[intent.name](session.settled(), of_timer(intent, chosen[0]).slots, at)


def resumed(session: Session) -> Reply:
    """Back where the cook was."""
    match session.stage():
        case Choosing():
            return greeting(session)
        case Finished():
            return tell(session, "enjoy")
        case _:
            return told(session)


def leftovers(session: Session) -> Reply:
    """How they keep and are warmed again, and the wish that ends the evening."""
    knowledge = session.recipe.knowledge
    kept = tuple(sentence("text", text=text) for text in (*knowledge.storage[:1], *knowledge.reheating[:1]))
    return Reply(session.settled(), (*kept, sentence("enjoy")))


HANDLERS: Mapping[Name, Handler] = {Name.YES: yes, Name.NO: no, Name.ANSWER: answer}
