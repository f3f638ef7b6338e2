"""Timers on the cook's word: which one is meant, and what happens to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.effects import StopRinging
from assistant.core.handlers.alarms import silence
from assistant.core.instructing import offered_timer
from assistant.core.intents import Intent, Name, Slots
from assistant.core.referring import EXACTLY
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Clock, Seconds, Sentence, sentence
from assistant.core.session import (
    OfferMore,
    Session,
    SureCancelAll,
    WhichTimer,
)
from assistant.core.timers import (
    GIVE_UP_SECONDS,
    Over,
    Overtime,
    Paused,
    Ringing,
    Running,
    Timer,
    alive,
    extended,
    label,
    matching,
    overtime,
    paused,
    resumed,
    ringing,
)

ELAPSED = "elapsed"  # the choice of "how long has it been"
ANSWERED_SECONDS = 20.0  # to hear an alarm out and act on it takes this long
WORTH_TELLING_SECONDS = 60.0  # an overrun that did no harm


def pick(session: Session, name: Name, slots: Slots, among: tuple[Timer, ...]) -> Timer | Reply:
    """The one timer that is meant, else what to say instead: there is none, or which of several."""
    found = among_these(among, slots)
    if len(found) == 1:
        return found[0]
    if not found:
        if not among:
            return tell(session, "no_timer_paused" if name is Name.RESUME_TIMER else "no_timer")
        return tell(session, "no_such_timer", timers=tuple(label(t) for t in among))
    asking = session.asking(WhichTimer(Intent(name, slots)))
    return tell(asking, "which_timer", timers=tuple(label(t) for t in found))


def among_these(among: tuple[Timer, ...], slots: Slots) -> tuple[Timer, ...]:
    """Those that may be meant."""
    named = slots.name is not None or slots.which_seconds is not None
    return matching(among if named else alive(among) or among, slots.name, slots.which_seconds)


def meant_of(session: Session, name: Name, slots: Slots) -> tuple[Timer, ...]:
    """Those of which one was asked for, in their order."""
    state = {Name.PAUSE_TIMER: Running, Name.RESUME_TIMER: Paused}.get(name)
    among = tuple(t for t in session.timers if state is None or isinstance(t.state, state))
    return among_these(among, slots)


def timer_status(session: Session, slots: Slots, at: float) -> Reply:
    """What is left; or, asked how long it has been, what has gone by."""
    if not session.timers and slots.choice == ELAPSED and session.entered_at is not None:
        gone = Seconds(round(at - session.entered_at), about=True)
        return tell(session, "step_since", gone=gone)
    if not session.timers:
        spec = offered_timer(session)
        return tell(session, "no_timer") if spec is None else tell(session, "timer_not_on", timer=spec.name)
    named = slots.name is not None or slots.which_seconds is not None
    found = matching(session.timers if named else fresh(session.timers, at), slots.name, slots.which_seconds)
    if not found and len(session.timers) == 1 and slots.name and session.dish.called(slots.name):
        found = session.timers  # "how much longer has the pork got"
    if not found:
        return tell(session, "no_such_timer", timers=tuple(label(t) for t in session.timers))
    if slots.choice == ELAPSED:
        return Reply(session, tuple(elapsed(timer, at) for timer in found))
    return status(session, found, at)


def fresh(timers: tuple[Timer, ...], at: float) -> tuple[Timer, ...]:
    """Those worth telling about: what counts, and what a step waits for; else what was silenced not long ago."""
    telling = tuple(t for t in timers if t.spec is not None or not isinstance(t.state, Over))
    return telling or tuple(t for t in timers if -t.left_seconds(at) < GIVE_UP_SECONDS)


def elapsed(timer: Timer, at: float) -> Sentence:
    gone = Seconds(max(1, round(timer.length_seconds - timer.left_seconds(at))), about=True)
    return sentence("timer_elapsed", timer=label(timer), gone=gone)


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
            return sentence(
                {
                    Overtime.HARMLESS: "timer_over",
                    Overtime.TOO_LONG: "timer_over_too_long",
                    Overtime.FAR_TOO_LONG: "timer_over_far_too_long",
                }[overtime(timer, at)],
                timer=label(timer),
                over=seconds,
            )


def ran_over(timer: Timer, at: float) -> tuple[Sentence, ...]:
    """What to say of a silenced timer to a cook who moves on; nothing where it was answered in time."""
    over, how = -timer.left_seconds(at), overtime(timer, at)
    least = WORTH_TELLING_SECONDS if how is Overtime.HARMLESS else ANSWERED_SECONDS
    if timer.spec is None or over < least:
        return ()
    said = sentence(
        {
            Overtime.HARMLESS: "was_over",
            Overtime.TOO_LONG: "was_over_too_long",
            Overtime.FAR_TOO_LONG: "was_over_far_too_long",
        }[how],
        timer=label(timer),
        over=Seconds(round(over), about=True),
    )
    return (said,)


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
    timers = alive(session.timers)
    if len(timers) <= 1:
        return cancel_timer(session, Slots(), at)
    return tell(session.asking(SureCancelAll()), "sure_cancel_all", timers=tuple(label(t) for t in timers))


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
    return tell(running_on(session.settled(), goes, at), "timer_resumed", timer=label(timer), until=until)


def add_time(session: Session, slots: Slots, at: float) -> Reply:
    return change(session, Name.ADD_TIME, slots, slots.seconds, at)


def remove_time(session: Session, slots: Slots, at: float) -> Reply:
    return change(session, Name.REMOVE_TIME, slots, None if slots.seconds is None else -slots.seconds, at)


def change(session: Session, name: Name, slots: Slots, seconds: int | None, at: float) -> Reply:
    """More or less time, or exactly so much from now. One that rang runs anew for what was added."""
    if seconds is None:
        return tell(session, "how_much_time")
    timer = pick(session, name, slots, session.timers)
    if isinstance(timer, Reply):
        return timer
    if slots.choice == EXACTLY:
        seconds -= round(max(0.0, timer.left_seconds(at)))
    if seconds < 0 and timer.left_seconds(at) + seconds <= 0:
        return tell(
            session, "not_that_much_left", timer=label(timer), left=Seconds(max(0, round(timer.left_seconds(at))))
        )
    was_ringing = isinstance(timer.state, Ringing)
    changed = extended(timer, seconds, at)
    session = running_on(session.settled(), changed, at)
    quiet = (StopRinging(),) if was_ringing and not ringing(session.timers) else ()
    return Reply(session, (changed_sentence(changed, at),), quiet)


def changed_sentence(timer: Timer, at: float) -> Sentence:
    remaining = Seconds(round(timer.left_seconds(at)), about=True)
    if isinstance(timer.state, Running):
        return sentence("timer_changed", timer=label(timer), left=remaining, until=Clock(timer.state.due_at))
    return sentence("timer_paused_left", timer=label(timer), left=remaining)


def running_on(session: Session, timer: Timer, at: float) -> Session:
    """With the timer as it goes on now; the beats of its rhythm that were missed are not made up for."""
    beats = tuple(
        replace(r, next_at=at + r.every_seconds) if r.of_timer == timer.number and r.next_at <= at else r
        for r in session.reminders
    )
    return replace(session.with_timer(timer), reminders=beats)


def more_of(session: Session, question: OfferMore, at: float) -> Reply:
    """The rest of a range, after its first time."""
    timer = next((t for t in session.timers if t.number == question.number), None)
    quiet = silence(session.settled())
    if timer is None:
        return tell(quiet.session, "no_timer").after(quiet)
    again = extended(timer, question.seconds, at)
    assert isinstance(again.state, Running)
    reply = tell(
        running_on(quiet.session, again, at),
        "timer_changed",
        timer=label(timer),
        left=Seconds(question.seconds),
        until=Clock(again.state.due_at),
    )
    return reply.after(quiet)


HANDLERS: Mapping[Name, Handler] = {
    Name.TIMER_STATUS: timer_status,
    Name.CANCEL_TIMER: cancel_timer,
    Name.PAUSE_TIMER: pause_timer,
    Name.RESUME_TIMER: resume_timer,
    Name.ADD_TIME: add_time,
    Name.REMOVE_TIME: remove_time,
    Name.CANCEL_ALL_TIMERS: cancel_all_timers,
}
