"""A session moves into the recipe as it is now, when that was edited after the session was kept.

A step is the one of the same name, else the one that reads most alike; an instruction is the one of its step that
reads most alike. Timers run on whatever was edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.core.handlers.measuring import scaled_for
from assistant.core.recipe import Recipe, StepTimer, Text, uses_in
from assistant.core.session import Asking, Place, Session, Snapshot, Took
from assistant.core.timers import Timer

ALIKE = 0.5  # of two texts, from 0 to 1; below this they are different texts


@dataclass(frozen=True, slots=True)
class Outline:
    """A recipe as far as places in it go: each step's name, and the texts of its instructions."""

    steps: tuple[tuple[str, tuple[str, ...]], ...]


def outline(recipe: Recipe) -> Outline:
    return Outline(tuple((s.name, tuple(plain(i.text) for i in s.instructions)) for s in recipe.steps))


def plain(text: Text) -> str:
    """With ingredients by their ids."""
    return "".join(part if isinstance(part, str) else " ".join(u.ingredient for u in uses_in((part,))) for part in text)


def relocated(session: Session, old: Outline) -> Session:
    """The session at the places of its recipe that fit those it had in `old`. Open questions are left behind."""
    moving = Moving(old, session.recipe)
    moved = replace(
        session.settled() if isinstance(session.phase, Asking) else session,
        place=moving.place(session.place),
        told=tuple(dict.fromkeys(map(moving.place, session.told))),
        timers=moving.timers(session.timers),
        past=tuple(moving.snapshot(kept) for kept in session.past),
        took=moving.took(session.took),
    )
    return moved if session.people is None else scaled_for(moved, session.people)


def in_bounds(session: Session) -> Session:
    """No place, of any part of the session, beyond the recipe; for a session whose old recipe is not known."""
    return relocated(session, outline(session.recipe))


@dataclass(frozen=True, slots=True)
class Moving:
    """From an old outline to a recipe."""

    old: Outline
    recipe: Recipe

    def found(self, index: int) -> int | None:
        """The step that an old one has become; None where it is gone."""
        if not 0 <= index < len(self.old.steps):
            return None
        name, texts = self.old.steps[index]
        new = outline(self.recipe).steps
        same = [n for n, (other, _) in enumerate(new) if other.lower() == name.lower()]
        return nearest(index, same) if same else alike(" ".join(texts), [" ".join(other) for _, other in new], index)

    def step(self, index: int) -> int:
        """That, or the one that follows what was before it."""
        found = self.found(index)
        if found is not None:
            return found
        earlier = (self.found(n) for n in range(min(index, len(self.old.steps)) - 1, -1, -1))
        before = next((n for n in earlier if n is not None), -1)
        return min(before + 1, len(self.recipe.steps) - 1)

    def place(self, place: Place) -> Place:
        step = self.step(place.step)
        if self.found(place.step) is None:
            return Place(step)
        old = self.old.steps[place.step][1]
        new = [plain(i.text) for i in self.recipe.steps[step].instructions]
        index = max(0, min(place.instruction, len(old) - 1))
        found = alike(old[index], new, index)
        return Place(step, min(index, len(new) - 1) if found is None else found)

    def timers(self, timers: tuple[Timer, ...]) -> tuple[Timer, ...]:
        return tuple(self.timer(t) for t in timers)

    def timer(self, timer: Timer) -> Timer:
        """It runs on as it was, and is known as its step's own where that still has it."""
        if timer.step is None:
            return timer
        step = self.found(timer.step)
        if step is None or timer.spec is None:
            return replace(timer, step=step)
        return replace(timer, step=step, spec=self.spec(step, timer.spec))

    def spec(self, step: int, old: StepTimer) -> StepTimer:
        own = [i.timer for i in self.recipe.steps[step].instructions if i.timer is not None]
        return next((spec for spec in own if spec.name == old.name), old)

    def snapshot(self, kept: Snapshot) -> Snapshot:
        return replace(kept, place=self.place(kept.place), timers=self.timers(kept.timers))

    def took(self, took: tuple[Took, ...]) -> tuple[Took, ...]:
        found = ((self.found(t.step), t.seconds) for t in took)
        return tuple(Took(step, seconds) for step, seconds in found if step is not None)


def alike(text: str, texts: Sequence[str], index: int) -> int | None:
    """Which of `texts` reads most like `text`, the nearest to `index` among equals; None where none does."""
    if same := [n for n, other in enumerate(texts) if other == text]:
        return nearest(index, same)
    ratios = [SequenceMatcher(None, text.lower(), other.lower(), autojunk=False).ratio() for other in texts]
    best = max(ratios, default=0.0)
    return nearest(index, [n for n, ratio in enumerate(ratios) if ratio == best]) if best >= ALIKE else None


def nearest(index: int, indices: Sequence[int]) -> int:
    return min(indices, key=lambda n: abs(n - index))
