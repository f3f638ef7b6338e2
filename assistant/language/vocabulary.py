"""The words that a recipe brings: its ingredients, steps, timers and nutrients, and the titles of all recipes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from assistant.core.recipe import Recipe

Listed: TypeAlias = Mapping[str, "str | int"]  # what is said → what it stands for


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values of the lists that a command set leaves open: `ingredient`, `recipe`, `step_name`, `timer`..."""

    lists: Mapping[str, Listed] = field(default_factory=dict)

    @classmethod
    def of(cls, recipe: Recipe | None, titles: Iterable[str] = ()) -> Vocabulary:
        """The words of one recipe, and the `titles` and other names of all that can be chosen."""
        lists: dict[str, dict[str, str | int]] = {"recipe": {title.lower(): title.lower() for title in titles}}
        if recipe is not None:
            lists["recipe"] |= {name.lower(): recipe.title.lower() for name in (recipe.title, *recipe.names)}
            lists["ingredient"] = _same(said for i in recipe.ingredients for said in (i.name, i.kind, *i.aliases))
            lists["step_name"] = {step.name.lower(): number for number, step in enumerate(recipe.steps, 1)}
            lists["timer"] = _same(
                instruction.timer.name
                for step in recipe.steps
                for instruction in step.instructions
                if instruction.timer
            )
            lists["nutrient"] = {said.lower(): n.name for n in recipe.nutrition for said in (n.name, *n.aliases)}
        return cls(MappingProxyType({name: MappingProxyType(values) for name, values in lists.items()}))


def _same(names: Iterable[str]) -> dict[str, str | int]:
    return {name.lower(): name.lower() for name in names}
