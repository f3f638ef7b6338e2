"""What time brings by itself: warnings, alarms until somebody answers, and rhythms."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from assistant.core.effects import Effect, Play, Ring, Sound, StopRinging
from assistant.core.reply import Reply
from assistant.core.sentences import Label, Seconds, Sentence, sentence
from assistant.core.session import Asleep, OfferMore, Session
from assistant.core.timers import (
    AGAIN_ALARM_SECONDS,
    AGAIN_SECONDS,
    ALARM_SECONDS,
    GIVE_UP_SECONDS,
    Over,
    Paused,
    Reminder,
    Ringing,
    Running,
    Timer,
    next_moment,
    ringing,
    silenced,
)

LATE_SECONDS = 30.0  # an alarm this late says how long ago it was due


def label(timer: Timer) -> Label:
    return Label(timer.name, timer.length_seconds)


def wake_at(session: Session) -> float | None:
    """The next moment at which time itself has something to say; None when only the cook has."""
    moments = [next_moment(t) for t in session.timers] + [r.next_at for r in session.reminders]
    return min((m for m in moments if m is not None), default=None)


def pass_time(session: Session, now: float) -> Reply:
    """Everything whose moment has come. Timers that ring together are named together."""
    reply = Reply(session)
    for reminder in session.reminders:
        if reminder.next_at <= now:
            reply = remind(reply.session, reminder, now).after(reply)
    for timer in session.timers:
        match timer.state:
            case Running(due_at=due_at) if due_at <= now:
                reply = begin_ringing(reply.session, timer, due_at, now).after(reply)
            case Running(warn_at=warn_at) if warn_at is not None and warn_at <= now:
                reply = warn(reply.session, timer, now).after(reply)
            case Ringing(next_at=next_at) if next_at <= now:
                reply = ring_again(reply.session, timer, now).after(reply)
            case Running() | Ringing() | Paused() | Over():
                pass
            case _:
                assert_never(timer.state)
    return reply


def begin_ringing(session: Session, timer: Timer, due_at: float, now: float) -> Reply:
    ringing_timer = replace(timer, state=Ringing(due_at, now + ALARM_SECONDS))
    session = session.without_timer(timer).with_timer(ringing_timer)
    late = now - due_at > LATE_SECONDS
    said: list[Sentence] = [
        sentence("alarm_late", timer=label(timer), ago=Seconds(round(now - due_at), about=True))
        if late
        else sentence("alarm", timer=label(timer))
    ]
    spec = timer.spec
    if spec is not None:
        said.append(sentence("text", text=spec.check))
        if spec.again_seconds and not isinstance(session.phase, Asleep):
            said.append(sentence("offer_more", more=Seconds(spec.again_seconds)))
            session = session.asking(OfferMore(timer.number, spec.again_seconds))
    return Reply(session, tuple(said), (Ring(ALARM_SECONDS),))


def ring_again(session: Session, timer: Timer, now: float) -> Reply:
    since = -timer.left_seconds(now)
    if since >= GIVE_UP_SECONDS:
        return Reply(session.with_timer(silenced(timer)))
    state = timer.state
    assert isinstance(state, Ringing)
    session = session.with_timer(replace(timer, state=replace(state, next_at=now + AGAIN_SECONDS)))
    said = sentence("alarm_again", timer=label(timer), ago=Seconds(round(since), about=True))
    return Reply(session, (said,), (Ring(AGAIN_ALARM_SECONDS),))


def warn(session: Session, timer: Timer, now: float) -> Reply:
    state, spec = timer.state, timer.spec
    assert isinstance(state, Running)
    session = session.with_timer(replace(timer, state=replace(state, warn_at=None)))
    left = Seconds(round(timer.left_seconds(now)), about=True)
    said = [sentence("warning", timer=label(timer), left=left)]
    if spec is not None and spec.warn:
        said.append(sentence("text", text=spec.warn))
    return Reply(session, tuple(said))


def remind(session: Session, reminder: Reminder, now: float) -> Reply:
    """Once, however many beats were missed."""
    missed = int((now - reminder.next_at) // reminder.every_seconds)
    later = replace(reminder, next_at=reminder.next_at + (missed + 1) * reminder.every_seconds)
    others = tuple(later if r.number == reminder.number else r for r in session.reminders)
    said = sentence("remind", text=reminder.text)
    return Reply(replace(session, reminders=others), (said,), (Play(Sound.REMINDER),))


def silence(session: Session) -> Reply:
    """Ends the alarm; the timers count on."""
    if not ringing(session.timers):
        return Reply(session)
    timers = tuple(silenced(t) for t in session.timers)
    effects: tuple[Effect, ...] = (StopRinging(),)
    return Reply(replace(session, timers=timers), effects=effects)


def hush(session: Session) -> Reply:
    """Ends the alarm, and says so."""
    rang = tuple(label(t) for t in ringing(session.timers))
    quiet = silence(session)
    return replace(quiet, sentences=(sentence("alarm_off", timers=rang),))
