"""The evening as a line of steps: when each began, or is likely to begin, whether it is a wait, and what ends in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import inf

from assistant.core.evening import last_seconds, left_of_step, reached
from assistant.core.handlers.ingredients import now as place_now
from assistant.core.recipe import Span, Step
from assistant.core.session import Session
from assistant.core.timers import Over, Ringing, Running

CHECKING_SECONDS = 60  # what a step without a length of its own is drawn as


class When(StrEnum):
    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One step on the line, by moments in wall-clock seconds; `waits` where most of it goes by itself.

    `dues` are the moments at which timers end in it, the last one of the line takes all that end later.
    """

    number: int  # from 1
    name: str
    title: str
    when: When
    begins_at: float
    ends_at: float
    waits: bool
    dues: tuple[float, ...] = ()


def timeline(session: Session, now: float) -> tuple[Stretch, ...]:
    """What is done as long as it took, the present step by what it still takes, and the others by their lengths."""
    steps, here = session.dish.steps, reached(session)
    begun = place_now(session).step >= 0
    entered_at = session.entered_at if begun and session.entered_at is not None else now
    done = tuple(_done(session, entered_at, here)) if begun else ()
    line, at = list(reversed(done)), now
    if begun and here < len(steps):
        at = now + (middle(left_of_step(session, now)) or (0 if steps[here].duration else CHECKING_SECONDS))
        line.append(_stretch(here, steps[here], When.NOW, min(entered_at, now), at))
    for index in range(len(line), len(steps)):
        line.append(_stretch(index, steps[index], When.AHEAD, at, at + length(steps[index])))
        at = line[-1].ends_at
    return tuple(_with_dues(line, sorted(_dues(session))))


def _dues(session: Session) -> Iterator[float]:
    for timer in session.timers:
        match timer.state:
            case Running(due_at=due_at):
                yield due_at
            case Ringing(since=since) | Over(since=since):
                yield since


def _with_dues(line: Sequence[Stretch], dues: Sequence[float]) -> Iterator[Stretch]:
    begins = [-inf, *(stretch.begins_at for stretch in line[1:]), inf]
    for stretch, (begin, end) in zip(line, pairwise(begins), strict=True):
        yield replace(stretch, dues=tuple(due for due in dues if begin <= due < end))


def _done(session: Session, until: float, here: int) -> Iterator[Stretch]:
    """From the latest backwards, each up to where the next began."""
    for index in reversed(range(here)):
        step = session.dish.steps[index]
        took = last_seconds(session.took, index)
        yield _stretch(index, step, When.DONE, until - (length(step) if took is None else took), until)
        until -= length(step) if took is None else took


def _stretch(index: int, step: Step, when: When, begins_at: float, ends_at: float) -> Stretch:
    waits = any(i.timer is not None and i.timer.unattended for i in step.instructions)
    return Stretch(index + 1, step.name, step.title, when, begins_at, max(begins_at, ends_at), waits)


def length(step: Step) -> float:
    return middle(step.duration) if step.duration is not None else CHECKING_SECONDS


def middle(span: Span) -> float:
    return (span.least_seconds + span.most_seconds) / 2
