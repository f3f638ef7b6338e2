"""How long the dish still takes, and when it can be ready: from what is done, what runs, and what is left."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.recipe import Span, Step
from assistant.core.session import Choosing, Cooking, Finished, Gathering, Session, Took
from assistant.core.timers import Over, Paused, Ringing, Running, Timer

NOTHING = Span(0, 0)


def remaining(session: Session, now: float) -> Span:
    """The honest range of what is left."""
    stage = session.stage()
    if isinstance(stage, Choosing) or (isinstance(stage, Gathering) and isinstance(stage.back, Choosing)):
        return session.dish.takes or NOTHING
    if isinstance(stage, Finished):
        return NOTHING
    ahead = [step.duration for step in session.dish.steps[session.place.step + 1 :] if step.duration is not None]
    spans = [left_of_step(session, now), *ahead, unexplained(session)]
    return Span(sum(s.least_seconds for s in spans), sum(s.most_seconds for s in spans))


def unexplained(session: Session) -> Span:
    """Of what the source says it takes, and no step does: spread evenly over the instructions."""
    recipe = session.dish
    if recipe.total is not None or recipe.published is None:
        return NOTHING
    known = sum(step.duration.most_seconds for step in recipe.steps if step.duration)
    every = sum(len(step.instructions) for step in recipe.steps)
    done = sum(len(step.instructions) for step in recipe.steps[: session.place.step]) + session.place.instruction
    spare = round(max(0, recipe.published.most_seconds - known) * (every - done) / every)
    return Span(spare, spare)


def left_of_step(session: Session, now: float) -> Span:
    """What the present step still takes: by its timer where one counts, else by the instructions that are left."""
    step = session.step
    waiting = [t for t in session.timers if t.spec is not None and t.spec.unattended]
    if waiting:
        return max((left_of_timer(t, now) for t in waiting), key=lambda span: span.most_seconds)
    if step.duration is None:
        return NOTHING
    if step_timer_is_behind(session, step):
        return NOTHING
    if any(i.timer for i in step.instructions):
        return step.duration
    share = 1 - session.place.instruction / len(step.instructions)
    return Span(round(step.duration.least_seconds * share), round(step.duration.most_seconds * share))


def left_of_timer(timer: Timer, now: float) -> Span:
    """With what its range may still add."""
    spec = timer.spec
    more = 0 if spec is None else max(0, spec.span.most_seconds - timer.length_seconds)
    match timer.state:
        case Running() | Paused():
            left = max(0, round(timer.left_seconds(now)))
            return Span(left, left + more)
        case Ringing() | Over():
            return Span(0, max(0, more + round(timer.left_seconds(now))))


def step_timer_is_behind(session: Session, step: Step) -> bool:
    timed = [n for n, i in enumerate(step.instructions) if i.timer is not None]
    return bool(timed) and session.place.instruction > max(timed)


def stepped(before: Session, after: Session, at: float) -> Session:
    """`after`, with how long the step took that was left for a later one."""
    if not isinstance(after.stage(), Cooking | Finished):
        return after
    here, there = reached(before), reached(after)
    if here == there and before.entered_at is not None:
        return after
    if there < here or before.entered_at is None:
        return replace(after, entered_at=at)
    took = Took(before.place.step, round(at - before.entered_at))
    others = tuple(t for t in after.took if t.step != took.step)
    return replace(after, entered_at=at, took=(*others, took))


def reached(session: Session) -> int:
    """The present step's index; one more than the last when all are done."""
    return len(session.dish.steps) if isinstance(session.stage(), Finished) else session.place.step


def last_seconds(took: tuple[Took, ...], step: int) -> int | None:
    """How long a step took the last time; None where that is not known."""
    return next((t.seconds for t in took if t.step == step), None)
