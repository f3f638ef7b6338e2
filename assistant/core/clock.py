"""The clock on the wall is set, or its zone changes, while timers run: what was so many minutes away still is.

Dinner alone goes by the clock on the wall, as the guests do: asked for at seven, it is at seven by the new clock too.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.core.session import Dinner, Paused, Session, Snapshot, Telling
from assistant.core.timers import Over, Paused as PausedTimer, Reminder, Ringing, Running, Timer


def clock_changed(session: Session, by_seconds: float, utc_offset_seconds: int) -> Session:
    """Every moment moved along with the clock, all but dinner."""
    session = in_zone(session, utc_offset_seconds)
    telling = session.telling
    if telling is not None and telling.ended_at is not None:
        telling = Telling(telling.number, telling.ended_at + by_seconds)
    phase = session.phase
    if isinstance(phase, Paused):
        phase = replace(phase, since=phase.since + by_seconds)
    return replace(
        session,
        phase=phase,
        telling=telling,
        timers=_timers(session.timers, by_seconds),
        reminders=_reminders(session.reminders, by_seconds),
        past=tuple(_snapshot(kept, by_seconds) for kept in session.past),
        entered_at=None if session.entered_at is None else session.entered_at + by_seconds,
    )


def in_zone(session: Session, utc_offset_seconds: int) -> Session:
    """With the clock of that zone on the wall: no moment moves but dinner's."""
    by = session.utc_offset_seconds - utc_offset_seconds
    past = tuple(replace(kept, dinner=_dinner(kept.dinner, by)) for kept in session.past)
    return replace(session, dinner=_dinner(session.dinner, by), past=past, utc_offset_seconds=utc_offset_seconds)


def _dinner(dinner: Dinner | None, by: float) -> Dinner | None:
    if dinner is None:
        return None
    return Dinner(dinner.at + by, None if dinner.start_at is None else dinner.start_at + by)


def _snapshot(kept: Snapshot, by: float) -> Snapshot:
    return replace(kept, timers=_timers(kept.timers, by), reminders=_reminders(kept.reminders, by))


def _timers(timers: tuple[Timer, ...], by: float) -> tuple[Timer, ...]:
    return tuple(replace(t, state=_state(t, by)) for t in timers)


def _state(timer: Timer, by: float) -> Running | PausedTimer | Ringing | Over:
    match timer.state:
        case Running(due_at=due_at, warn_at=warn_at):
            return Running(due_at + by, None if warn_at is None else warn_at + by)
        case Ringing(since=since, next_at=next_at):
            return Ringing(since + by, next_at + by)
        case Over(since=since):
            return Over(since + by)
        case PausedTimer():
            return timer.state


def _reminders(reminders: tuple[Reminder, ...], by: float) -> tuple[Reminder, ...]:
    return tuple(replace(r, next_at=r.next_at + by) for r in reminders)
