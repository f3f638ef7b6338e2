"""Timers and reminders as values. A timer runs, waits, rings, or was silenced and counts on; never two at once.

All moments are wall-clock seconds, so that a timer outlives the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TypeAlias

from assistant.core.recipe import StepTimer
from assistant.core.sentences import Label

ALARM_SECONDS = 60.0  # the first alarm sounds so long
AGAIN_SECONDS = 30.0  # then name and sound come back so often
AGAIN_ALARM_SECONDS = 5.0
WARN_SECONDS = 120.0  # how long before its end a long timer is announced, where the recipe says nothing
LONG_SECONDS = 600
GIVE_UP_SECONDS = 20 * 60.0  # and then it only counts on
FAR_TOO_LONG = 2  # times the tolerance


@dataclass(frozen=True, slots=True)
class Running:
    """`warn_at` is None once the warning was given, or where there is none."""

    due_at: float
    warn_at: float | None = None


@dataclass(frozen=True, slots=True)
class Paused:
    left_seconds: float


@dataclass(frozen=True, slots=True)
class Ringing:
    """Since it was due; announced again at `next_at`."""

    since: float
    next_at: float


@dataclass(frozen=True, slots=True)
class Over:
    """Silenced, and counting on since it was due."""

    since: float


TimerState: TypeAlias = Running | Paused | Ringing | Over


@dataclass(frozen=True, slots=True)
class Timer:
    """`name` is None for one that was only given a length; `length_seconds` is the length first asked for.

    `step` (an index) and `spec` are set where the recipe's step brought it.
    """

    number: int
    name: str | None
    length_seconds: int
    state: TimerState
    step: int | None = None
    spec: StepTimer | None = None

    def since(self) -> float:
        """When it was due; raises ValueError for one that still runs."""
        if isinstance(self.state, Ringing | Over):
            return self.state.since
        raise ValueError(f"timer {self.number} has not rung")

    def left_seconds(self, now: float) -> float:
        """Negative when it is over."""
        match self.state:
            case Running(due_at=due_at):
                return due_at - now
            case Paused(left_seconds=left):
                return left
            case Ringing(since=since) | Over(since=since):
                return since - now


class Overtime(Enum):
    """What it means that a timer is over."""

    HARMLESS = auto()  # or nobody knows, where no recipe brought it
    TOO_LONG = auto()
    FAR_TOO_LONG = auto()


def overtime(timer: Timer, now: float) -> Overtime:
    """By what its food bears: nothing is urgent before the recipe's own range and tolerance are both used up."""
    spec, over = timer.spec, -timer.left_seconds(now)
    if spec is None or not spec.tolerance_seconds or over <= spec.tolerance_seconds:
        return Overtime.HARMLESS
    rest = max(0, spec.span.most_seconds - timer.length_seconds)
    borne = max(FAR_TOO_LONG * spec.tolerance_seconds, rest + spec.tolerance_seconds)
    return Overtime.TOO_LONG if over <= borne else Overtime.FAR_TOO_LONG


def label(timer: Timer) -> Label:
    return Label(timer.name, timer.length_seconds)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A rhythm: due again and again, as long as timer `of_timer` runs where that is given."""

    number: int
    text: str
    every_seconds: int
    next_at: float
    of_timer: int | None = None


def started(number: int, seconds: int, at: float, name: str | None = None) -> Timer:
    return Timer(number, name, seconds, Running(at + seconds))


def started_by_step(number: int, step: int, spec: StepTimer, at: float, seconds: int | None = None) -> Timer:
    """The timer of a step, for its least time or the `seconds` that the cook wants instead."""
    length = spec.span.least_seconds if seconds is None else seconds
    lead = spec.warn_seconds or (WARN_SECONDS if length >= LONG_SECONDS else 0)
    warn_at = at + length - lead if lead and length > 2 * lead else None
    return Timer(number, spec.name, length, Running(at + length, warn_at), step, spec)


def paused(timer: Timer, now: float) -> Timer:
    return replace(timer, state=Paused(max(0.0, timer.left_seconds(now))))


def resumed(timer: Timer, now: float) -> Timer:
    return replace(timer, state=Running(now + max(0.0, timer.left_seconds(now))))


def extended(timer: Timer, seconds: int, now: float) -> Timer:
    """More or (negative) less time; one that rings or is over runs again for `seconds` from now."""
    match timer.state:
        case Running(due_at=due_at, warn_at=warn_at):
            due = max(now, due_at + seconds)
            warn = None if warn_at is None or warn_at + seconds <= now else warn_at + seconds
            return replace(timer, state=Running(due, warn))
        case Paused(left_seconds=left):
            return replace(timer, state=Paused(max(0.0, left + seconds)))
        case Ringing() | Over():
            return replace(timer, state=Running(now + max(0, seconds)))


def ringing(timers: Iterable[Timer]) -> tuple[Timer, ...]:
    return tuple(t for t in timers if isinstance(t.state, Ringing))


def alive(timers: Iterable[Timer]) -> tuple[Timer, ...]:
    """Those that still have something to say: all but the silenced."""
    return tuple(t for t in timers if not isinstance(t.state, Over))


def silenced(timer: Timer) -> Timer:
    return replace(timer, state=Over(timer.state.since)) if isinstance(timer.state, Ringing) else timer


def next_moment(timer: Timer) -> float | None:
    """When this timer wants to be looked at."""
    match timer.state:
        case Running(due_at=due_at, warn_at=warn_at):
            return due_at if warn_at is None else min(due_at, warn_at)
        case Ringing(next_at=next_at):
            return next_at
        case Paused() | Over():
            return None


def matching(timers: tuple[Timer, ...], name: str | None, which_seconds: int | None) -> tuple[Timer, ...]:
    """The timers that the cook may mean: by name, else by first length, else the ones ringing, else all."""
    if name is not None:
        wanted = name.lower()
        return tuple(t for t in timers if t.name and (t.name.lower() == wanted or wanted in t.name.lower().split()))
    if which_seconds is not None:
        return tuple(t for t in timers if t.length_seconds == which_seconds)
    if len(timers) > 1 and ringing(timers):
        return ringing(timers)
    return timers
