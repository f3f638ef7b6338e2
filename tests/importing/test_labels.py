"""What an import finds in steps, against labels that were written by hand before the code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from assistant.cookbook.values import span
from assistant.core.recipe import Recipe, Span
from assistant.importing.composing import compose
from assistant.importing.times import timers
from assistant.importing.written import Written, WrittenGroup, WrittenStep

HERE = Path(__file__).parent
TIMES: list[dict[str, Any]] = yaml.safe_load((HERE / "labelled-times.yaml").read_text(encoding="utf-8"))
RECIPES: list[dict[str, Any]] = yaml.safe_load((HERE / "labelled-amounts.yaml").read_text(encoding="utf-8"))


def score(pairs: Iterator[tuple[list[Any], list[Any]]]) -> tuple[float, float]:
    """Precision and recall of what was found for what was wanted."""
    found = right = wanted = 0
    for asked, got in pairs:
        right += sum((Counter(asked) & Counter(got)).values())
        found, wanted = found + len(got), wanted + len(asked)
    return right / found, right / wanted


def asked(step: dict[str, Any]) -> list[Span]:
    return [span(text) for text in step["timers"]]


def test_there_are_as_many_labels_as_promised() -> None:
    assert (len(TIMES), len(RECIPES)) == (100, 20)


def test_finds_the_times_that_want_a_timer() -> None:
    precision, recall = score((asked(step), [time.span for time in timers(step["text"])]) for step in TIMES)
    assert precision >= 0.95
    assert recall >= 0.95


def test_gives_the_instructions_their_timers() -> None:
    def offered(step: dict[str, Any]) -> list[Span]:
        written = Written(
            title="A dish", groups=(WrittenGroup("", ("1 cup rice",)),), steps=(WrittenStep(step["text"]),)
        )
        told = (i.timer for s in compose(written).recipe.steps for i in s.instructions)
        return [timer.span for timer in told if timer is not None]

    precision, recall = score((asked(step), offered(step)) for step in TIMES)
    assert precision >= 0.95
    assert recall >= 0.95


def imported(recipe: dict[str, Any]) -> Recipe:
    groups = recipe.get("groups", {"": list(recipe["ingredients"])})
    written = Written(
        title=recipe["title"],
        groups=tuple(
            WrittenGroup(name, tuple(recipe["ingredients"][key] for key in keys)) for name, keys in groups.items()
        ),
        steps=tuple(WrittenStep(step["text"]) for step in recipe["steps"]),
    )
    return compose(written).recipe


def placed(recipe: dict[str, Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """For each step what it was labelled to put in, and what it puts in."""
    made = imported(recipe)
    keys = list(recipe["ingredients"])
    if "groups" in recipe:
        keys = [key for group in recipe["groups"].values() for key in group]
    key_of = {ingredient.id: key for ingredient, key in zip(made.ingredients, keys, strict=True)}
    steps = [step for step in made.steps if step.name != "prepare"]
    for step, label in zip(steps, recipe["steps"], strict=True):
        wanted = [(key, Fraction(1) if share == "all" else Fraction(share)) for key, share in label["uses"].items()]
        shares: dict[str, Fraction] = {}
        for use in (use for instruction in step.instructions for use in instruction.uses):
            shares[key_of[use.ingredient]] = shares.get(key_of[use.ingredient], Fraction(0)) + use.share
        yield wanted, list(shares.items())


def test_puts_amounts_into_the_step_that_uses_them() -> None:
    precision, recall = score(pair for recipe in RECIPES for pair in placed(recipe))
    assert recall >= 0.9
    assert precision >= 0.9
