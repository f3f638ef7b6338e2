"""What there is to see of a session, as one frozen value: all that a display needs, and nothing of how it looks.

Amounts are scaled and in the units that are wanted; moments are wall-clock seconds, so that a display counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assistant.core.actions import actions
from assistant.core.degrees import heated_text
from assistant.core.evening import remaining
from assistant.core.handlers.ingredients import now as place_now
from assistant.core.instructing import WHOLE, at_place, following, used, warnings, words
from assistant.core.intents import Name
from assistant.core.phases import PhaseName
from assistant.core.reading import Reading, reading
from assistant.core.recipe import Use
from assistant.core.sentences import Amount, Label, Sentence, Words
from assistant.core.session import Asleep, Paused, Session, phase_name
from assistant.core.timeline import Stretch, When, timeline
from assistant.core.timers import Over, Overtime, Ringing, Running, Timer, label, overtime


class Doing(StrEnum):
    """What the assistant does just now."""

    SPEAKING = "speaking"
    LISTENING = "listening"
    PAUSED = "paused"
    ASLEEP = "asleep"


class Runs(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    RINGING = "ringing"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class HeardWords:
    """The cook's last words; not `understood` where they were no wish of ours."""

    transcript: str
    understood: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """A timer. `due_at` is the moment it was or is due; None while it is paused, when `left_seconds` says what is left.

    `urgent`: it has been over for longer than its food bears.
    """

    number: int
    label: Label
    runs: Runs
    length_seconds: int
    due_at: float | None
    left_seconds: float
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What goes into the present step: `when` says whether it is in, belongs to the present instruction, or comes."""

    amount: Amount
    when: When


@dataclass(frozen=True, slots=True)
class Present:
    """The present instruction; numbers from 1."""

    step: int
    steps: int
    title: str
    instruction: int
    instructions: int
    text: Words
    warnings: tuple[str | Words, ...]
    items: tuple[Item, ...]
    heat: str | Words | None
    image: str | None


@dataclass(frozen=True, slots=True)
class Coming:
    """The next instruction; `title` where a new step begins with it."""

    text: Words
    title: str | None


@dataclass(frozen=True, slots=True)
class View:
    title: str
    phase: PhaseName
    doing: Doing
    speaking: bool
    present: Present | None  # None before the first and after the last
    coming: Coming | None
    said: tuple[Sentence, ...]
    heard: HeardWords | None
    clocks: tuple[Clock, ...]
    line: tuple[Stretch, ...]
    ready_at: tuple[float, float] | None  # the least and the most; None when all is done, or nobody knows
    actions: tuple[Name, ...]  # what can be wished with a touch, the likeliest first
    reading: Reading
    image: str | None  # of the dish, a file's name beside the recipe's
    utc_offset_seconds: int


def view(session: Session, now: float, heard: HeardWords | None = None) -> View:
    """Pure: the same arguments give the same view."""
    here = place_now(session)
    begun, over = here.step >= 0, here.step >= len(session.dish.steps)
    left = remaining(session, now)
    return View(
        title=session.recipe.title,
        phase=phase_name(session),
        doing=doing(session),
        speaking=session.speaking is not None,
        present=present(session) if begun and not over else None,
        coming=coming(session) if not over else None,
        said=session.last_said,
        heard=heard,
        clocks=tuple(clock(timer, now) for timer in session.timers),
        line=timeline(session, now),
        ready_at=(now + left.least_seconds, now + left.most_seconds) if left.most_seconds else None,
        actions=actions(session),
        reading=reading(session),
        image=session.recipe.image,
        utc_offset_seconds=session.utc_offset_seconds,
    )


def doing(session: Session) -> Doing:
    if session.speaking is not None:
        return Doing.SPEAKING
    match session.phase:
        case Asleep():
            return Doing.ASLEEP
        case Paused():
            return Doing.PAUSED
        case _:
            return Doing.LISTENING


def clock(timer: Timer, now: float) -> Clock:
    match timer.state:
        case Running(due_at=due_at):
            runs, due = Runs.RUNNING, due_at
        case Ringing(since=since):
            runs, due = Runs.RINGING, since
        case Over(since=since):
            runs, due = Runs.OVER, since
        case _:
            return Clock(
                timer.number, label(timer), Runs.PAUSED, timer.length_seconds, None, max(0.0, timer.left_seconds(now))
            )
    urgent = overtime(timer, now) is not Overtime.HARMLESS
    return Clock(timer.number, label(timer), runs, timer.length_seconds, due, due - now, urgent)


def present(session: Session) -> Present:
    step, place, scale = session.step, session.place, session.adaptation.degrees
    told = [n for n, i in enumerate(step.instructions) if i.text]
    return Present(
        step=place.step + 1,
        steps=len(session.dish.steps),
        title=step.title,
        instruction=sum(n <= place.instruction for n in told),
        instructions=len(told),
        text=words(session, session.instruction.text),
        warnings=tuple(heated_text(text, scale) for text in warnings(session)),
        items=tuple(items(session)),
        heat=step.heat and heated_text(step.heat, scale),
        image=step.image,
    )


def items(session: Session) -> Iterator[Item]:
    """Each ingredient of the step once, in the order in which it is first needed."""
    here, needed = session.place.instruction, dict[str, dict[int, Fraction]]()
    for number, instruction in enumerate(session.step.instructions):
        for use in (*instruction.named, *instruction.uses):
            needed.setdefault(use.ingredient, {})[number] = use.share
    for ingredient, shares in needed.items():
        when = When.NOW if here in shares else When.DONE if max(shares) < here else When.AHEAD
        yield Item(used(session, Use(ingredient, min(WHOLE, sum(shares.values(), Fraction(0))))), when)


def coming(session: Session) -> Coming | None:
    place = session.place if place_now(session).step < 0 else following(session)
    if place is None:
        return None
    new = place_now(session).step < 0 or place.step != session.place.step
    return Coming(words(session, at_place(session, place).text), session.dish.steps[place.step].title if new else None)
