"""What every kitchen knows, whatever the dish: what foods weigh, and questions with their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, TypeAlias

Spoken: TypeAlias = Annotated[str, "spoken"]  # said aloud as it stands: words only, at most 22 of them


@dataclass(frozen=True, slots=True)
class Food:
    """What a US cup of it weighs; `poured`: measured by volume even where one weighs."""

    names: tuple[str, ...]
    grams_per_cup: int
    poured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """What cooks take in place of something, where a recipe itself says nothing of it: just as much, and what follows.

    `names`: what it is called; `of`: what it stands in for, by any of these names.
    """

    names: tuple[str, ...]
    of: tuple[str, ...]
    so: Spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A question and its answer. `asked` holds templates as the commands have them; `step`: here above all others.

    `alike`: the question in other plain words, which are compared by what they tell and never word for word, so that
    they may be as short as a cook's are there. `means`: the same, compared by their meaning alone, where nothing else
    reads the words. `texts`: the answer, and what "tell me more" goes on with. `safe_for`: the foods whose safe
    temperature it tells, as it is asked of any food.
    """

    name: str
    texts: tuple[Spoken, ...]
    asked: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    step: str | None = None
    safe_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kitchen:
    foods: tuple[Food, ...] = ()
    topics: tuple[Topic, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    other_food: Spoken = ""  # what is known that comes nearest, asked for the safe temperature of what no topic has

    def stand_in(self, use: str, *names: str) -> StandIn | None:
        """The one of that name, for any of `names`."""
        wanted = {name.lower() for name in names}
        fitting = (s for s in self.stand_ins if use.lower() in s.names and wanted & set(s.of))
        return next(fitting, None)

    def is_food(self, name: str) -> bool:
        """Whether the very name is one of a food."""
        return any(name.lower() in food.names for food in self.foods)

    def food(self, *names: str) -> Food | None:
        """Of the first name that is known, else of the longest last words of one ("fresh ginger": ginger)."""
        known = {name: food for food in self.foods for name in food.names}
        for name in names:
            words = name.lower().split()
            for n in range(len(words)):
                if (food := known.get(" ".join(words[n:]))) is not None:
                    return food
        return None


def safe_temperature(topics: Iterable[Topic], food: str) -> Topic | None:
    """By the longest name of a food in the words: "ground beef" before "beef"."""
    said = f" {food.lower()} "
    named = ((name, topic) for topic in topics for name in topic.safe_for if f" {name} " in said)
    return max(named, key=lambda found: len(found[0]), default=(food, None))[1]
