"""What a rule finds in a recipe, and how rules walk through one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from assistant.cookbook.problems import Severity
from assistant.cookbook.reader import Place
from assistant.core.recipe import Ingredient, Instruction, Recipe


@dataclass(frozen=True, slots=True)
class Finding:
    """`place`: where in the recipe, by keys and indices."""

    place: Place
    severity: Severity
    message: str
    hint: str


Rule: TypeAlias = Callable[[Recipe], Iterator[Finding]]


def instructions(recipe: Recipe) -> Iterator[tuple[Place, Instruction]]:
    for s, step in enumerate(recipe.steps):
        for n, instruction in enumerate(step.instructions):
            yield ("steps", s, "instructions", n), instruction


def ingredients(recipe: Recipe) -> Iterator[tuple[Place, Ingredient]]:
    for g, group in enumerate(recipe.groups):
        for n, ingredient in enumerate(group.ingredients):
            yield ("groups", g, "ingredients", n), ingredient
