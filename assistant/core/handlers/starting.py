"""Timers and reminders begin: the step's own, or one with a length that the cook names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.handlers.timing import status
from assistant.core.instructing import SHORT_SECONDS, is_asking, meant_timer, offered_timer, steps_timer
from assistant.core.intents import Name, Slots
from assistant.core.recipe import StepTimer
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Clock, Seconds, sentence
from assistant.core.session import Asking, HowLong, OfferTimer, Session, WhichLength
from assistant.core.timers import Reminder, Running, Timer, label, started, started_by_step


def start_timer(session: Session, slots: Slots, at: float) -> Reply:
    """At once where a length is given or the step has one; else it asks how long."""
    meant = meant_timer(session)
    if meant is not None and is_for(meant[1], slots):
        return start_steps(session, *meant, at, slots.seconds)
    if slots.seconds is None:
        if slots.name is None and (running := steps_timer(session)) is not None:
            return status(session, (running,), at)
        return tell(session.asking(HowLong(slots.name)), "how_long")
    recipes = None if meant is None else doubted(session, meant[1], slots.seconds, slots.name)
    if recipes is not None and not is_asking(session, WhichLength):
        question = WhichLength(slots.seconds, recipes)
        return tell(session.asking(question), "which_length", recipes=Seconds(recipes), heard=Seconds(slots.seconds))
    timer = started(session.things + 1, slots.seconds, at, slots.name or asked_name(session))
    settled = session.settled() if is_asking(session, HowLong, OfferTimer, WhichLength) else session
    return confirm_start(replace(settled, things=timer.number), timer)


def is_for(spec: StepTimer, slots: Slots) -> bool:
    """Whether the step's own timer is asked for: by its name or none, and for a time that can be its own."""
    fits = slots.seconds is None or spec.span.least_seconds <= slots.seconds <= spec.span.most_seconds
    return fits and slots.name in (None, spec.name)


def doubted(session: Session, spec: StepTimer, seconds: int, name: str | None) -> int | None:
    """The recipe's length, where the one heard may be a mishearing of it or contradicts it; else None."""
    if name not in (None, spec.name):
        return None
    for own in (spec.span.least_seconds, spec.span.most_seconds):
        if sound_alike(own, seconds):
            return own
    contradicts = name == spec.name or (name is None and is_asking(session, OfferTimer))
    return spec.span.least_seconds if contradicts else None


def sound_alike(one: int, other: int) -> bool:
    """Thirteen and thirty to nineteen and ninety, in one unit."""
    for unit in (1, 60):
        low, high = sorted((one / unit, other / unit))
        if low in range(13, 20) and high == 10 * (low - 10):
            return True
    return False


def settle_length(session: Session, question: WhichLength, seconds: int | None, at: float) -> Reply:
    """The length that the cook chose, the step's timer with the recipe's own."""
    if seconds is None:
        return tell(
            session, "which_length", recipes=Seconds(question.recipe_seconds), heard=Seconds(question.heard_seconds)
        )
    meant = meant_timer(session)
    if meant is not None:
        return start_steps(session, *meant, at, seconds)
    return start_timer(session, Slots(seconds=seconds), at)


def chosen_length(question: WhichLength, slots: Slots) -> int | None:
    """By its number, or as the first or second that was named."""
    both = (question.recipe_seconds, question.heard_seconds)
    if slots.number is None:
        return None
    of_number = [s for s in both if slots.number * 60 == s or (s < 60 and slots.number == s)]
    return of_number[0] if of_number else both[slots.number - 1] if slots.number in (1, 2) else None


def asked_name(session: Session) -> str | None:
    """The name of the timer whose length was just asked for."""
    match session.phase:
        case Asking(question=HowLong(name=name)):
            return name
        case _:
            return None


def start_offered(session: Session, at: float) -> Reply:
    """The present instruction's timer."""
    spec = offered_timer(session)
    if spec is None:
        return tell(session.settled(), "no_timer_here")
    return start_steps(session, session.place.step, spec, at)


def start_steps(session: Session, step: int, spec: StepTimer, at: float, seconds: int | None = None) -> Reply:
    """A step's own timer, and its rhythm with it."""
    timer = started_by_step(session.things + 1, step, spec, at, seconds)
    session = replace(session.settled(), things=timer.number)
    if spec.every is not None:
        every = spec.every.span.least_seconds
        beat = Reminder(timer.number + 1, spec.every.text, every, at + every, of_timer=timer.number)
        session = replace(session, things=beat.number, reminders=(*session.reminders, beat))
    return confirm_start(session, timer)


def confirm_start(session: Session, timer: Timer) -> Reply:
    session = session.with_timer(timer)
    length = Seconds(timer.length_seconds)
    if timer.spec is not None and timer.length_seconds < SHORT_SECONDS:
        return tell(session, "timer_go", length=length)
    assert isinstance(timer.state, Running)
    key = "timer_on" if timer.name else "timer_on_plain"
    reply = tell(session, key, timer=label(timer), length=length, until=Clock(timer.state.due_at))
    if any(i.meanwhile for i in session.step.instructions) and timer.spec is not None:
        reply = replace(reply, sentences=(*reply.sentences, sentence("meanwhile_hint")))
    return reply


def remind_every(session: Session, slots: Slots, at: float) -> Reply:
    if slots.seconds is None:
        return tell(session, "cannot_watch" if slots.text else "how_often")
    reminder = Reminder(session.things + 1, slots.text or "", slots.seconds, at + slots.seconds)
    session = replace(session, things=reminder.number, reminders=(*session.reminders, reminder))
    return tell(session, "reminding", every=Seconds(slots.seconds), text=reminder.text)


def stop_reminding(session: Session, _: Slots, at: float) -> Reply:
    if not session.reminders:
        return tell(session, "no_reminder")
    return tell(replace(session, reminders=()), "reminding_stopped")


HANDLERS: Mapping[Name, Handler] = {
    Name.START_TIMER: start_timer,
    Name.REMIND_EVERY: remind_every,
    Name.STOP_REMINDING: stop_reminding,
}
