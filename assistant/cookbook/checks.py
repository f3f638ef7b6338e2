"""What a well-formed recipe may still get wrong. Each rule is a generator over the recipe; RULES lists them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any, TypeAlias, get_args, get_type_hints

from assistant.cookbook.problems import Severity
from assistant.cookbook.reader import Place, key_of, nearest
from assistant.cookbook.spoken import MOST_WORDS, unspeakable, word_count
from assistant.core.recipe import Ingredient, Instruction, Recipe, Spoken, Text, Use, uses_in

SHORT_SECONDS = 180  # a timer below this is started by a cue
_TIME = re.compile(r"\b(second|minute|hour)s?\b")
_TOTAL_SLACK_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """`place`: where in the recipe, by keys and indices."""

    place: Place
    severity: Severity
    message: str
    hint: str


Rule: TypeAlias = Callable[[Recipe], Iterator[Finding]]


def findings(recipe: Recipe) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule(recipe)


def speakable(recipe: Recipe) -> Iterator[Finding]:
    """Everything said aloud consists of words, and of few."""
    known = {i.id: i for i in recipe.ingredients}
    for place, text in spoken_texts(recipe):
        words = "".join(part for part in text if isinstance(part, str))
        wrong = unspeakable(words)
        if wrong:
            yield Finding(place, "warning", f"{wrong!r} cannot be said aloud", "write it as words")
        count = word_count(text, known)
        if count > MOST_WORDS:
            hint = "say it in two" if place[-1] == "text" else "shorten it"
            yield Finding(place, "warning", f"{count} words are too many for the ear, {MOST_WORDS} are the most", hint)


def references(recipe: Recipe) -> Iterator[Finding]:
    known = {i.id for i in recipe.ingredients if i.id}
    for place, use in _uses(recipe):
        if use.ingredient not in known and use.ingredient:
            message = f"there is no ingredient {use.ingredient}"
            yield Finding(place, "error", message, nearest(use.ingredient, sorted(known)))
    tips = {tip.id for tip in recipe.tips if tip.id}
    for s, step in enumerate(recipe.steps):
        for t, tip in enumerate(step.tips):
            if tip and tip not in tips:
                yield Finding(("steps", s, "tips", t), "error", f"there is no tip {tip}", nearest(tip, sorted(tips)))


def twice(recipe: Recipe) -> Iterator[Finding]:
    """Ids and names that must tell things apart."""
    ingredients = [(p, i.id) for p, i in _ingredients(recipe)]
    tips = [(("tips", n), tip.id) for n, tip in enumerate(recipe.tips)]
    steps = [(("steps", n), step.name) for n, step in enumerate(recipe.steps)]
    for what, named in (("ingredient", ingredients), ("tip", tips), ("step", steps)):
        seen: set[str] = set()
        for place, name in named:
            if name and name in seen:
                yield Finding(place, "error", f"there are two of the {what} {name}", "give one another name")
            seen.add(name)


def used_up(recipe: Recipe) -> Iterator[Finding]:
    """Each ingredient goes in, whole, and not more than whole."""
    uses = [use for _, instruction in _instructions(recipe) for use in instruction.uses]
    for place, ingredient in _ingredients(recipe):
        share = sum((use.share for use in uses if use.ingredient == ingredient.id), Fraction(0))
        if share == 0:
            yield Finding(place, "warning", f"{ingredient.id} is never used", "name it in a text or in adds:")
        elif share != 1:
            hint = "use {id 1/2} for a part, and adds: [] where it is only cut"
            yield Finding(place, "warning", f"{share} of {ingredient.id} is used, not all of it once", hint)


def timed(recipe: Recipe) -> Iterator[Finding]:
    """A length of time is offered as a timer; a short one has a cue to start it."""
    for place, instruction in _instructions(recipe):
        words = " ".join(part for part in instruction.text if isinstance(part, str))
        timer = instruction.timer
        if timer is None:
            if _TIME.search(words):
                yield Finding((*place, "text"), "warning", "a time is mentioned but there is no timer", "add timer:")
            continue
        if timer.span.least_seconds < SHORT_SECONDS and timer.start_cue is None:
            hint = "add start_cue:, what follows the words: say go when"
            yield Finding((*place, "timer"), "warning", "a timer under three minutes has no start_cue", hint)
        if timer.span.most_seconds > timer.span.least_seconds and timer.again_seconds is None:
            yield Finding((*place, "timer"), "warning", "a timer with a range has no again", "add again: 1 minute")


def complete(recipe: Recipe) -> Iterator[Finding]:
    """Steps have instructions, and tips have steps."""
    for place, things in (("steps", recipe.steps), ("groups", recipe.ingredients)):
        if not things:
            yield Finding((place,), "error", f"{place} hold nothing", "write down what belongs there")
    for s, step in enumerate(recipe.steps):
        if not step.instructions:
            yield Finding(("steps", s), "error", f"the step {step.name} has no instructions", "fill instructions:")
    placed = {tip for step in recipe.steps for tip in step.tips}
    for n, tip in enumerate(recipe.tips):
        if tip.id not in placed:
            yield Finding(("tips", n), "warning", f"the tip {tip.id} belongs to no step", "name it in a step's tips:")


def added_up(recipe: Recipe) -> Iterator[Finding]:
    """The total is what the steps take together."""
    durations = [step.duration for step in recipe.steps if step.duration]
    if recipe.total is None or not durations:
        return
    least = sum(d.least_seconds for d in durations)
    most = sum(d.most_seconds for d in durations)
    slip = max(abs(least - recipe.total.least_seconds), abs(most - recipe.total.most_seconds))
    if slip > _TOTAL_SLACK_SECONDS:
        message = f"the steps add up to {least // 60} to {most // 60} minutes, which is not the total"
        yield Finding(("total",), "warning", message, "correct total: or the durations of the steps")


RULES: tuple[Rule, ...] = (speakable, references, twice, used_up, timed, complete, added_up)


def spoken_texts(value: Any, kind: Any = Recipe, place: Place = ()) -> Iterator[tuple[Place, Text]]:
    """Every text of the recipe that is said aloud, with its place, found by the annotations of the fields."""
    if value is None or value == "":
        return
    if kind == Text:
        yield place, value
    elif isinstance(value, str):
        if kind == Spoken or Spoken in get_args(kind):
            yield place, (value,)
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from spoken_texts(item, kind, (*place, n))
    elif is_dataclass(value):
        hints = get_type_hints(type(value), include_extras=True)
        for f in fields(value):
            yield from spoken_texts(getattr(value, f.name), hints[f.name], (*place, key_of(f)))


def _instructions(recipe: Recipe) -> Iterator[tuple[Place, Instruction]]:
    for s, step in enumerate(recipe.steps):
        for n, instruction in enumerate(step.instructions):
            yield ("steps", s, "instructions", n), instruction


def _ingredients(recipe: Recipe) -> Iterator[tuple[Place, Ingredient]]:
    for g, group in enumerate(recipe.groups):
        for n, ingredient in enumerate(group.ingredients):
            yield ("groups", g, "ingredients", n), ingredient


def _uses(recipe: Recipe) -> Iterator[tuple[Place, Use]]:
    for place, instruction in _instructions(recipe):
        for use in uses_in(instruction.text):
            yield (*place, "text"), use
        for n, use in enumerate(instruction.adds or ()):
            yield (*place, "adds", n), use
