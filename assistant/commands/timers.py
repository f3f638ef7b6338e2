"""`assistant timers`: what is running according to the journal, also beside a running session and after a dead one."""

from __future__ import annotations

import time
from argparse import Namespace
from typing import assert_never

from assistant.config import journal_path
from assistant.core.timers import Over, Paused, Ringing, Running, Timer
from assistant.edges.clock import SystemClock, Watch
from assistant.edges.journal import Journal, Kept
from assistant.edges.saving import SavedError
from assistant.edges.state import beside, timers_of
from assistant.errors import InputError


def run(args: Namespace) -> int:
    """A line for each timer: its name, what it has left, when it is due."""
    lines = [line(*each) for each in running(last_session(), Watch(SystemClock()))]
    print("\n".join(lines) if lines else "No timer is running.")
    return 0


def last_session() -> Kept | None:
    if not journal_path().exists():
        return None
    journal = Journal.to_read(journal_path())
    try:
        return journal.unfinished()
    finally:
        journal.close()


def running(kept: Kept | None, watch: Watch) -> list[tuple[Timer, float]]:
    """The timers, each with the present moment on the clock by which it was set. Raises InputError."""
    if kept is None:
        return []
    try:
        known, timers = beside(kept.state), timers_of(kept.state)
    except SavedError as problem:
        raise InputError(f"The last session in {journal_path()} cannot be read: {problem}.") from problem
    now = watch.now() - watch.set_since(kept.touched_at, known.boot, known.ahead)
    return [(timer, now) for timer in timers]


def line(timer: Timer, now: float) -> str:
    name = timer.name or f"{length(timer.length_seconds)} timer"
    left = timer.left_seconds(now)
    due = time.strftime("%H:%M:%S", time.localtime(time.time() + left))
    match timer.state:
        case Running() if left > 0:
            return f"{name}: {length(left)} left, due at {due}"
        case Running() | Ringing():
            return f"{name}: {length(-left)} over, was due at {due}, unanswered"
        case Over():
            return f"{name}: {length(-left)} over, was due at {due}"
        case Paused():
            return f"{name}: {length(left)} left, paused"
        case _:
            assert_never(timer.state)


def length(seconds: float) -> str:
    """`1:30:00`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
