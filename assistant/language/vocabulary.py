"""The words of a recipe: ingredients, steps, timers, cues, problems, nutrients; and what all recipes are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from assistant.core.recipe import Pronunciation, Recipe
from assistant.core.shelf import Shelf
from assistant.language.aliases import Knows, aliases
from assistant.language.cues import clauses, lacking, states

_LEAST_LETTERS = 3  # of what a dish is called
Listed: TypeAlias = Mapping[str, "str | int"]  # what is said → what it stands for


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values of the lists that a command set leaves open: `ingredient`, `recipe`, `step_name`, `timer`..."""

    lists: Mapping[str, Listed] = field(default_factory=dict)

    @classmethod
    def of(
        cls, recipe: Recipe | None, shelf: Shelf = (), knows: Knows | None = None, loudspeakers: Iterable[str] = ()
    ) -> Vocabulary:
        """The words of one recipe, and the names of all that can be chosen, and what goes into them.

        `knows`: which words a recogniser knows; what it does not know can be said in other ways too.
        """
        lists: dict[str, dict[str, str | int]] = {
            "recipe": {},
            "loudspeaker": _same(loudspeakers),
            "at_hand": _same(food for each in shelf for food in each.foods),
        }
        if recipe is not None:
            title = recipe.spoken_title
            lists["recipe"] = {name.lower(): title.lower() for name in (title, *recipe.names)}
            lists["ingredient"] = _same(said for i in recipe.ingredients for said in (i.name, i.kind, *i.aliases))
            lists["ingredient"] |= _same(s.use for i in recipe.ingredients for s in i.substitutes)
            for names in (lists["recipe"], lists["ingredient"]):
                names.update(as_heard(names, recipe.pronunciations, knows))
            lists["step_name"] = {step.name.lower(): number for number, step in enumerate(recipe.steps, 1)}
            instructions = [instruction for step in recipe.steps for instruction in step.instructions]
            lists["timer"] = _same(i.timer.name for i in instructions if i.timer)
            cues = tuple(_cues(recipe))
            lists["cue"] = _same(said for cue in cues for said in clauses(cue))
            lists["state"] = _same(state for cue in cues for state in states(cue))
            lists["problem"] = _same(_problems(recipe, lists["ingredient"]))
            lists["plight"] = {said: meant for said, meant in lists["problem"].items() if " " in said}
            lists["nutrient"] = {said.lower(): n.name for n in recipe.nutrition for said in (n.name, *n.aliases)}
        for each in shelf:
            for name in (each.title, *each.names):
                lists["recipe"].setdefault(name.lower(), each.title.lower())
        lists["dish"] = {said: meant for said, meant in _dishes(shelf).items() if said not in lists["recipe"]}
        if knows is not None:
            for list_ in ("recipe", "dish", "at_hand", "ingredient", "loudspeaker"):
                lists[list_] = {**lists.get(list_, {}), **aliases(lists.get(list_, {}), knows)}
        return cls(MappingProxyType({name: MappingProxyType(values) for name, values in lists.items()}))


def _dishes(shelf: Shelf) -> dict[str, str | int]:
    """The last words of titles, "goulash": the recipe that alone ends so, else what several do. No food is a dish."""
    foods = {food.lower() for each in shelf for food in each.foods}
    titles: dict[str, set[str]] = {}
    for each in shelf:
        name = re.split(r",| (?:with|in|from|for|and|or) ", each.title.lower())[0].split()
        for words in (1, 2):
            if len(name) >= words and (said := " ".join(name[-words:])) not in foods and len(said) > _LEAST_LETTERS:
                titles.setdefault(said, set()).add(each.title.lower())
    return {said: next(iter(of)) if len(of) == 1 else said for said, of in titles.items()}


def as_heard(listed: Listed, pronunciations: Iterable[Pronunciation], knows: Knows | None = None) -> Listed:
    """The same names with what a word may be heard as in its place, as far as the recogniser can hear that."""
    found: dict[str, str | int] = {}
    for each in pronunciations:
        word = re.compile(rf"\b{re.escape(each.word.lower())}\b")
        for name in filter(word.search, listed):
            for heard in each.heard:
                said = word.sub(heard.lower(), name)
                if said not in listed and (knows is None or all(map(knows, heard.split()))):
                    found[said] = listed[name]
    return found


def _cues(recipe: Recipe) -> Iterator[str]:
    """What its instructions and their timers wait for."""
    for instruction in (i for step in recipe.steps for i in step.instructions):
        timer = instruction.timer
        yield from (cue for cue in (instruction.waits_for, timer.start_cue if timer else None) if cue)


def _problems(recipe: Recipe, ingredients: Iterable[str]) -> Iterator[str]:
    """By their words. That an ingredient is missing is asked in other ways."""
    missing = {said for name in ingredients for said in lacking(name)}
    for problem in (p for step in recipe.steps for p in step.problems):
        yield from (words for words in problem.words if words.lower() not in missing)


def _same(names: Iterable[str]) -> dict[str, str | int]:
    return {name.lower(): name.lower() for name in names}
