"""What a well-formed recipe may still get wrong. Each rule is a generator over the recipe; RULES lists them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from fractions import Fraction
from typing import Any, get_args

from assistant.cookbook.findings import Finding, Rule, ingredients, instructions
from assistant.cookbook.linking import LINKS
from assistant.cookbook.reader import Place, hints_of, keys_of
from assistant.cookbook.spoken import MOST_WORDS, unspeakable, word_count
from assistant.core.recipe import Recipe, Spoken, Step, Text

SHORT_SECONDS = 180  # a timer below this is started by a cue
_TIME = re.compile(r"\b(second|minute|hour)s?\b")
_FOREIGN = re.compile(r"[^\W\u0000-\u024f\u1e00-\u1eff]")  # a letter that is not Latin
_TOTAL_SLACK_SECONDS = 300
_GOES_ON = re.compile(
    r"\b(simmer|boil|bake|fry|cook|grill|broil|steam|poach|braise|stew|sear|reduce|melt|caramelize|marinate|rise|proof"
    r"|chill|freeze|knead)\b",
    re.IGNORECASE,
)


def findings(recipe: Recipe, misread: bool = False) -> Iterator[Finding]:
    """What all rules find; `misread`: where something stands in for what could not be read, those that can bear it."""
    for rule in RULES:
        if not (misread and rule in NEED_ALL):
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


def used_up(recipe: Recipe) -> Iterator[Finding]:
    """Each ingredient goes in, whole, and not more than whole."""
    uses = [use for _, instruction in instructions(recipe) for use in instruction.uses]
    for place, ingredient in ingredients(recipe):
        share = sum((use.share for use in uses if use.ingredient == ingredient.id), Fraction(0))
        if share == 0:
            yield Finding(place, "warning", f"{ingredient.id} is never used", "name it in a text or in adds:")
        elif share != 1:
            hint = "use {id 1/2} for a part, and adds: [] where it is only cut"
            yield Finding(place, "warning", f"{share} of {ingredient.id} is used, not all of it once", hint)


def timed(recipe: Recipe) -> Iterator[Finding]:
    """A length of time is offered as a timer; a short one has a cue to start it."""
    for place, instruction in instructions(recipe):
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
    """There are steps, instructions in them, and what they need."""
    if not recipe.steps:
        yield Finding(("steps",), "error", "steps hold nothing", "write down what is to be done")
    if not recipe.ingredients:
        yield Finding(("groups",), "warning", "groups hold nothing", "list the ingredients, if it has any")
    for s, step in enumerate(recipe.steps):
        if not step.instructions:
            yield Finding(("steps", s), "error", f"the step {step.name} has no instructions", "fill instructions:")


def placed(recipe: Recipe) -> Iterator[Finding]:
    """Each tip belongs to a step."""
    named = {tip for step in recipe.steps for tip in step.tips}
    for n, tip in enumerate(recipe.tips):
        if tip.id not in named:
            yield Finding(("tips", n), "warning", f"the tip {tip.id} belongs to no step", "name it in a step's tips:")


def measurable(recipe: Recipe) -> Iterator[Finding]:
    """Each ingredient says how much of it, or what else to go by."""
    for place, ingredient in ingredients(recipe):
        if ingredient.amount is None and not (ingredient.note or ingredient.purpose):
            hint = "add amount:, or note: with what to go by"
            yield Finding(place, "warning", f"{ingredient.id} has no amount", hint)


def finished(recipe: Recipe) -> Iterator[Finding]:
    """Something tells that a step is done which goes on by itself: a cue, what it waits for, or a timer."""
    for s, step in enumerate(recipe.steps):
        if goes_on(step) and not tells_its_end(step):
            message = f"nothing tells when the step {step.name} is done"
            yield Finding(("steps", s), "warning", message, "add done:, or waits_for: or timer: to an instruction")


def goes_on(step: Step) -> bool:
    """Whether it takes more than the hands that do it: chopped is chopped, but simmered is not seen at once."""
    words = (part for i in step.instructions for part in i.text if isinstance(part, str))
    return step.duration is not None or any(_GOES_ON.search(part) for part in words)


def tells_its_end(step: Step) -> bool:
    return bool(step.done) or any(i.waits_for or i.timer for i in step.instructions)


def pronounceable(recipe: Recipe) -> Iterator[Finding]:
    """A title that an English voice cannot read has words for it."""
    if recipe.said is None and (wrong := unspeakable(recipe.title)):
        yield Finding(("title",), "warning", f"{wrong!r} cannot be said aloud", "add said:, the title in words")
    elif recipe.said is None and _FOREIGN.search(recipe.title):
        yield Finding(
            ("title",), "warning", "the title is in another alphabet", "add said:, as an English voice says it"
        )


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


RULES: tuple[Rule, ...] = (
    *LINKS, speakable, pronounceable, used_up, measurable, timed, finished, complete, placed, added_up,
)  # fmt: skip


NEED_ALL = (used_up, measurable, timed, finished, placed, added_up)  # whose findings may be about what stands in


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
        kind = type(value)
        hints = hints_of(kind)
        for key, f in keys_of(kind).items():
            yield from spoken_texts(getattr(value, f.name), hints[f.name], (*place, key))
