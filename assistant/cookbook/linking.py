"""Rules about what a recipe names: ids that tell things apart, and references that lead somewhere. All are errors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from assistant.cookbook.findings import Finding, Rule, ingredients, instructions
from assistant.cookbook.reader import Place, nearest
from assistant.core.recipe import Recipe, Use, uses_in
from assistant.language.templates import READERS, TemplateError, names_in
from assistant.resources import load_yaml


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
    foods = [(p, i.id) for p, i in ingredients(recipe)]
    tips = [(("tips", n), tip.id) for n, tip in enumerate(recipe.tips)]
    steps = [(("steps", n), step.name) for n, step in enumerate(recipe.steps)]
    for what, named in (("ingredient", foods), ("tip", tips), ("step", steps)):
        seen: set[str] = set()
        for place, name in named:
            if name and name in seen:
                yield Finding(place, "error", f"there are two of the {what} {name}", "give one another name")
            seen.add(name)


def substituted(recipe: Recipe) -> Iterator[Finding]:
    """What a substitute is about: other ingredients, and a step."""
    known, steps = {i.id for i in recipe.ingredients}, {step.name for step in recipe.steps}
    for place, ingredient in ingredients(recipe):
        for n, substitute in enumerate(ingredient.substitutes):
            here = (*place, "substitutes", n)
            for key, id in (("same_as", substitute.same_as), ("goes_with", substitute.goes_with)):
                if id and id not in known:
                    yield Finding((*here, key), "error", f"there is no ingredient {id}", nearest(id, sorted(known)))
            for c, change in enumerate(substitute.changes):
                if (id := change.ingredient) and id not in known:
                    where = (*here, "changes", c)
                    yield Finding(where, "error", f"there is no ingredient {id}", nearest(id, sorted(known)))
            if (name := substitute.again) and name not in steps:
                yield Finding((*here, "again"), "error", f"there is no step {name}", nearest(name, sorted(steps)))


def askable(recipe: Recipe) -> Iterator[Finding]:
    """The questions of topics are templates, and their steps are there."""
    steps = {step.name for step in recipe.steps}
    for n, topic in enumerate(recipe.topics):
        if topic.step is not None and topic.step not in steps:
            message = f"there is no step {topic.step}"
            yield Finding(("topics", n, "step"), "error", message, nearest(topic.step, sorted(steps)))
        for key, questions in (("asked", topic.asked), ("alike", topic.alike)):
            for q, question in enumerate(questions):
                if wrong := wrong_with(question):
                    yield Finding(("topics", n, key, q), "error", wrong, "write it like the sentences of the commands")


@lru_cache(maxsize=4096)
def wrong_with(template: str) -> str | None:
    try:
        unknown = names_in(template) - _known_names()
    except TemplateError as error:
        return str(error)
    return f"{{{min(unknown)}}} is no list of the commands" if unknown else None


@cache
def _known_names() -> frozenset[str]:
    commands = load_yaml("language/commands.en.yaml")
    return frozenset({*READERS, *commands["lists"], *commands.get("expansion_rules", {})})


def possible(recipe: Recipe) -> Iterator[Finding]:
    """Nothing is cooked for nobody, and no timer rings at once."""
    made = None if recipe.makes is None else recipe.makes.amount
    for key, amount in (("servings", recipe.servings), ("makes", made)):
        if amount is not None and amount.low <= 0:
            yield Finding((key,), "error", f"{key} is nothing", "write for how many it is")
    for place, instruction in instructions(recipe):
        if instruction.timer and instruction.timer.span.least_seconds <= 0:
            yield Finding((*place, "timer", "span"), "error", "the timer has no length", "write it like 8 - 10 minutes")


LINKS: tuple[Rule, ...] = (references, twice, substituted, askable, possible)


def _uses(recipe: Recipe) -> Iterator[tuple[Place, Use]]:
    for place, instruction in instructions(recipe):
        for use in uses_in(instruction.text):
            yield (*place, "text"), use
        for n, use in enumerate(instruction.adds or ()):
            yield (*place, "adds", n), use
