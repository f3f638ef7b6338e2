"""Timers on the cook's word: which one is meant, and what happens to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.effects import StopRinging
from assistant.core.handlers.alarms import label, silence
from assistant.core.instructing import SHORT_SECONDS, is_asking, meant_timer, offered_timer, steps_timer
from assistant.core.intents import Intent, Name, Slots
from assistant.core.recipe import StepTimer
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Clock, Seconds, Sentence, sentence
from assistant.core.session import Asking, HowLong, OfferMore, OfferTimer, Session, SureCancelAll, WhichTimer
from assistant.core.timers import (
    Over,
    Paused,
    Reminder,
    Ringing,
    Running,
    Timer,
    extended,
    matching,
    paused,
    resumed,
    ringing,
    started,
    started_by_step,
)


def start_timer(session: Session, slots: Slots, at: float) -> Reply:
    """At once where a length is given or the step has one; else it asks how long."""
    meant = meant_timer(session)
    if meant is not None and is_for(meant[1], slots):
        return start_steps(session, *meant, at, slots.seconds)
    if slots.seconds is None:
        if slots.name is None and (running := steps_timer(session)) is not None:
            return status(session, (running,), at)
        return tell(session.asking(HowLong(slots.name)), "how_long")
    timer = started(session.things + 1, slots.seconds, at, slots.name or asked_name(session))
    settled = session.settled() if is_asking(session, HowLong, OfferTimer) else session
    return confirm_start(replace(settled, things=timer.number), timer)


def is_for(spec: StepTimer, slots: Slots) -> bool:
    """Whether the step's own timer is asked for: by its name or none, and for a time that can be its own."""
    fits = slots.seconds is None or spec.span.least_seconds <= slots.seconds <= spec.span.most_seconds
    return fits and slots.name in (None, spec.name)


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


def pick(session: Session, name: Name, slots: Slots, among: tuple[Timer, ...]) -> Timer | Reply:
    """The one timer that is meant, else what to say instead: there is none, or which of several."""
    found = matching(among, slots.name, slots.which_seconds)
    if len(found) == 1:
        return found[0]
    if not found:
        if not among:
            return tell(session, "no_timer")
        return tell(session, "no_such_timer", timers=tuple(label(t) for t in among))
    asking = session.asking(WhichTimer(Intent(name, slots)))
    return tell(asking, "which_timer", timers=tuple(label(t) for t in found))


def timer_status(session: Session, slots: Slots, at: float) -> Reply:
    if not session.timers:
        spec = offered_timer(session)
        return tell(session, "no_timer") if spec is None else tell(session, "timer_not_on", timer=spec.name)
    found = matching(session.timers, slots.name, slots.which_seconds)
    if not found:
        return tell(session, "no_such_timer", timers=tuple(label(t) for t in session.timers))
    return status(session, found, at)


def status(session: Session, timers: tuple[Timer, ...], at: float) -> Reply:
    return Reply(session, tuple(left(timer, at) for timer in timers))


def left(timer: Timer, at: float) -> Sentence:
    seconds = Seconds(abs(round(timer.left_seconds(at))), about=True)
    match timer.state:
        case Running():
            return sentence("timer_left", timer=label(timer), left=seconds)
        case Paused():
            return sentence("timer_paused_left", timer=label(timer), left=seconds)
        case Ringing() | Over():
            return sentence("timer_over", timer=label(timer), over=seconds)


def cancel_timer(session: Session, slots: Slots, at: float) -> Reply:
    timer = pick(session, Name.CANCEL_TIMER, slots, session.timers)
    if isinstance(timer, Reply):
        return timer
    rang = isinstance(timer.state, Ringing)
    session = session.settled().without_timer(timer)
    quiet = (StopRinging(),) if rang and not ringing(session.timers) else ()
    return Reply(session, (sentence("timer_off" if rang else "timer_cancelled", timer=label(timer)),), quiet)


def cancel_all_timers(session: Session, _: Slots, at: float) -> Reply:
    if not session.timers:
        return tell(session, "no_timer")
    if len(session.timers) == 1:
        return cancel_timer(session, Slots(), at)
    return tell(session.asking(SureCancelAll()), "sure_cancel_all", timers=tuple(label(t) for t in session.timers))


def really_cancel_all(session: Session) -> Reply:
    quiet = (StopRinging(),) if ringing(session.timers) else ()
    cleared = replace(session.settled(), timers=(), reminders=tuple(r for r in session.reminders if not r.of_timer))
    return Reply(cleared, (sentence("all_cancelled"),), quiet)


def pause_timer(session: Session, slots: Slots, at: float) -> Reply:
    running = tuple(t for t in session.timers if isinstance(t.state, Running))
    timer = pick(session, Name.PAUSE_TIMER, slots, running)
    if isinstance(timer, Reply):
        return timer
    stopped = paused(timer, at)
    left_seconds = Seconds(round(stopped.left_seconds(at)), about=True)
    return tell(session.settled().with_timer(stopped), "timer_paused", timer=label(timer), left=left_seconds)


def resume_timer(session: Session, slots: Slots, at: float) -> Reply:
    waiting = tuple(t for t in session.timers if isinstance(t.state, Paused))
    timer = pick(session, Name.RESUME_TIMER, slots, waiting)
    if isinstance(timer, Reply):
        return timer
    goes = resumed(timer, at)
    assert isinstance(goes.state, Running)
    until = Clock(goes.state.due_at)
    return tell(session.settled().with_timer(goes), "timer_resumed", timer=label(timer), until=until)


def add_time(session: Session, slots: Slots, at: float) -> Reply:
    return change(session, Name.ADD_TIME, slots, slots.seconds, at)


def remove_time(session: Session, slots: Slots, at: float) -> Reply:
    return change(session, Name.REMOVE_TIME, slots, None if slots.seconds is None else -slots.seconds, at)


def change(session: Session, name: Name, slots: Slots, seconds: int | None, at: float) -> Reply:
    """More or less time. One that rang runs anew for what was added."""
    if seconds is None:
        return tell(session, "how_much_time")
    timer = pick(session, name, slots, session.timers)
    if isinstance(timer, Reply):
        return timer
    if seconds < 0 and timer.left_seconds(at) + seconds <= 0:
        return tell(
            session, "not_that_much_left", timer=label(timer), left=Seconds(max(0, round(timer.left_seconds(at))))
        )
    was_ringing = isinstance(timer.state, Ringing)
    changed = extended(timer, seconds, at)
    session = session.settled().with_timer(changed)
    quiet = (StopRinging(),) if was_ringing and not ringing(session.timers) else ()
    return Reply(session, (changed_sentence(changed, at),), quiet)


def changed_sentence(timer: Timer, at: float) -> Sentence:
    remaining = Seconds(round(timer.left_seconds(at)), about=True)
    if isinstance(timer.state, Running):
        return sentence("timer_changed", timer=label(timer), left=remaining, until=Clock(timer.state.due_at))
    return sentence("timer_paused_left", timer=label(timer), left=remaining)


def more_of(session: Session, question: OfferMore, at: float) -> Reply:
    """The rest of a range, after its first time."""
    timer = next((t for t in session.timers if t.number == question.number), None)
    quiet = silence(session.settled())
    if timer is None:
        return tell(quiet.session, "no_timer").after(quiet)
    again = extended(timer, question.seconds, at)
    assert isinstance(again.state, Running)
    reply = tell(
        quiet.session.with_timer(again),
        "timer_changed",
        timer=label(timer),
        left=Seconds(question.seconds),
        until=Clock(again.state.due_at),
    )
    return reply.after(quiet)


def remind_every(session: Session, slots: Slots, at: float) -> Reply:
    if slots.seconds is None:
        return tell(session, "how_often")
    reminder = Reminder(session.things + 1, slots.text or "", slots.seconds, at + slots.seconds)
    session = replace(session, things=reminder.number, reminders=(*session.reminders, reminder))
    return tell(session, "reminding", every=Seconds(slots.seconds), text=reminder.text)


def stop_reminding(session: Session, _: Slots, at: float) -> Reply:
    if not session.reminders:
        return tell(session, "no_reminder")
    return tell(replace(session, reminders=()), "reminding_stopped")


HANDLERS: Mapping[Name, Handler] = {
    Name.START_TIMER: start_timer,
    Name.TIMER_STATUS: timer_status,
    Name.CANCEL_TIMER: cancel_timer,
    Name.PAUSE_TIMER: pause_timer,
    Name.RESUME_TIMER: resume_timer,
    Name.ADD_TIME: add_time,
    Name.REMOVE_TIME: remove_time,
    Name.CANCEL_ALL_TIMERS: cancel_all_timers,
    Name.REMIND_EVERY: remind_every,
    Name.STOP_REMINDING: stop_reminding,
}
