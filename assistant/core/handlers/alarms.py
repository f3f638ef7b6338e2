"""What time brings by itself: warnings, alarms until somebody answers, and rhythms."""

from __future__ import annotations

from dataclasses import replace

from assistant.core import sound_check
from assistant.core.effects import Play, Ring, Sound, StopRinging
from assistant.core.instructing import at_place, tasks_ahead, words
from assistant.core.reply import Reply
from assistant.core.sentences import Clock, Label, Seconds, Sentence, sentence
from assistant.core.session import Asleep, OfferMore, Session
from assistant.core.timers import (
    AGAIN_ALARM_SECONDS,
    AGAIN_SECONDS,
    ALARM_SECONDS,
    GIVE_UP_SECONDS,
    Reminder,
    Ringing,
    Running,
    Timer,
    label,
    next_moment,
    ringing,
    silenced,
)

LATE_SECONDS = 30.0  # an alarm this late says how long ago it was due


def wake_at(session: Session) -> float | None:
    """The next moment at which time itself has something to say; None when only the cook has."""
    moments = [next_moment(t) for t in session.timers] + [r.next_at for r in beating(session)]
    moments.append(sound_check.until(session))
    if session.dinner is not None:
        moments.append(session.dinner.start_at)
    return min((m for m in moments if m is not None), default=None)


def pass_time(session: Session, now: float) -> Reply:
    """Everything whose moment has come. Timers that ring together are named together."""
    reply = sound_check.give_up(session, now)
    reply = remind_all(reply.session, now).after(reply)
    reply = warn_all(reply.session, now).after(reply)
    reply = ring_again(reply.session, now).after(reply)
    reply = begin_ringing(reply.session, now).after(reply)
    return begin_dinner(reply.session, now).after(reply)


def begin_ringing(session: Session, now: float) -> Reply:
    """The alarm of all that are due: their names, what to check, and the rest of a range on offer."""
    due = [(t, t.state.due_at) for t in session.timers if isinstance(t.state, Running) and t.state.due_at <= now]
    if not due:
        return Reply(session)
    for timer, due_at in due:
        session = session.with_timer(replace(timer, state=Ringing(due_at, now + ALARM_SECONDS)))
    session = in_step(session, now + ALARM_SECONDS)
    prompt = tuple(label(t) for t, due_at in due if now - due_at <= LATE_SECONDS)
    said = [sentence("alarm", timers=prompt)] if prompt else []
    said += [late(label(t), now - due_at) for t, due_at in due if now - due_at > LATE_SECONDS]
    said += [sentence("text", text=t.spec.check) for t, _ in due if t.spec is not None]
    more = next((t for t, _ in due if t.spec is not None and t.spec.again_seconds), None)
    if more is not None and more.spec is not None and not isinstance(session.phase, Asleep):
        seconds = more.spec.again_seconds or 0
        said.append(sentence("offer_more", more=Seconds(seconds)))
        session = session.asking(OfferMore(more.number, seconds))
    return Reply(session, tuple(said), (Ring(ALARM_SECONDS),))


def late(name: Label, seconds: float) -> Sentence:
    return sentence("alarm_late", timer=name, ago=Seconds(round(seconds), about=True))


def in_step(session: Session, next_at: float) -> Session:
    """All that ring are announced again at one moment."""
    for timer in ringing(session.timers):
        session = session.with_timer(replace(timer, state=Ringing(timer.since(), next_at)))
    return session


def ring_again(session: Session, now: float) -> Reply:
    """Names and sound once more, until it has been long enough."""
    if all(t.state.next_at > now for t in session.timers if isinstance(t.state, Ringing)):
        return Reply(session)
    for timer in ringing(session.timers):
        if now - timer.since() >= GIVE_UP_SECONDS:
            session = session.with_timer(silenced(timer))
    still = ringing(session.timers)
    said = tuple(sentence("alarm_again", timer=label(t), ago=Seconds(whole_minutes(now - t.since()))) for t in still)
    return Reply(in_step(session, now + AGAIN_SECONDS), said, (Ring(AGAIN_ALARM_SECONDS),) if still else ())


def whole_minutes(seconds: float) -> int:
    """Rounded down, and from half minutes in the first two, so that no length is named twice."""
    unit = 30 if seconds < 120 else 60
    return max(unit, int(seconds // unit) * unit)


def warn_all(session: Session, now: float) -> Reply:
    """One quiet sentence before a long timer ends, and what should be done by then."""
    said: list[Sentence] = []
    for timer in session.timers:
        state = timer.state
        if isinstance(state, Running) and state.warn_at is not None and state.warn_at <= now:
            session = session.with_timer(replace(timer, state=Running(state.due_at)))
            if state.due_at > now:
                said += warning(session, timer, now)
    return Reply(session, tuple(said))


def warning(session: Session, timer: Timer, now: float) -> list[Sentence]:
    left = Seconds(round(timer.left_seconds(now)), about=True)
    spec = timer.spec
    said = [sentence("warning", timer=timer.name or "", left=left)]
    if spec is not None and spec.warn:
        said.append(sentence("text", text=spec.warn))
    tasks = tasks_ahead(session) if spec is not None and spec.unattended else ()
    if tasks:
        said.append(sentence("still_to_do", text=words(session, at_place(session, tasks[0]).text)))
    return said


def beating(session: Session) -> tuple[Reminder, ...]:
    """The reminders that count now: a timer's rhythm only as long as it runs."""
    running = {t.number for t in session.timers if isinstance(t.state, Running)}
    return tuple(r for r in session.reminders if r.of_timer is None or r.of_timer in running)


def remind_all(session: Session, now: float) -> Reply:
    """Each once, however many beats were missed; a rhythm whose timer ends now gives way to the alarm."""
    due_at = {t.number: t.state.due_at for t in session.timers if isinstance(t.state, Running)}
    due = [r for r in beating(session) if r.next_at <= now]
    if not due:
        return Reply(session)
    later = {r.number: replace(r, next_at=next_beat(r, now)) for r in due}
    session = replace(session, reminders=tuple(later.get(r.number, r) for r in session.reminders))
    said = tuple(reminding(r) for r in due if r.of_timer is None or due_at[r.of_timer] > now)
    return Reply(session, said, (Play(Sound.REMINDER),) if said else ())


def next_beat(reminder: Reminder, now: float) -> float:
    missed = int((now - reminder.next_at) // reminder.every_seconds)
    return reminder.next_at + (missed + 1) * reminder.every_seconds


def reminding(reminder: Reminder) -> Sentence:
    return sentence("remind", text=reminder.text) if reminder.text else sentence("remind_bare")


def begin_dinner(session: Session, now: float) -> Reply:
    """The moment at which to begin, for dinner at the time that was asked for."""
    dinner = session.dinner
    if dinner is None or dinner.start_at is None or dinner.start_at > now:
        return Reply(session)
    said = sentence("time_to_start", dinner=Clock(dinner.at))
    return Reply(replace(session, dinner=replace(dinner, start_at=None)), (said,), (Play(Sound.REMINDER),))


def silence(session: Session) -> Reply:
    """Ends the alarm; the timers count on until the cook moves on."""
    if not ringing(session.timers):
        return Reply(session)
    timers = tuple(silenced(t) for t in session.timers)
    return Reply(replace(session, timers=timers), effects=(StopRinging(),))


def hush(session: Session) -> Reply:
    """Ends the alarm, and says so."""
    rang = tuple(label(t) for t in ringing(session.timers))
    return replace(silence(session), sentences=(sentence("alarm_off", timers=rang),))
