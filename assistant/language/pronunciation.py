"""Words that a voice would say wrongly, respelled for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from assistant.core.recipe import Pronunciation, Recipe

EVERY_VOICE = "all"


def respelling(
    pronunciations: Iterable[Pronunciation],
    of_kitchens: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    voice: str = EVERY_VOICE,
) -> Mapping[str, str]:
    """What is written, in lower case, to what the voice is given.

    The recipe's word counts; else what `of_kitchens` (pronunciation.en.yaml) has for this voice, or for all.
    """
    common = {
        word: said for word, by in of_kitchens.items() if (said := by.get(voice, by.get(EVERY_VOICE))) is not None
    }
    return common | {p.word.lower(): p.said for p in pronunciations}


class Dictionary:
    """How words are respelled: those of every kitchen (pronunciation.en.yaml), and those of the recipe that is on."""

    def __init__(self, of_kitchens: Mapping[str, Mapping[str, str]], recipe: Recipe | None = None) -> None:
        self._of_kitchens, self._recipe = of_kitchens, recipe

    def turn_to(self, recipe: Recipe) -> None:
        """Another recipe is on."""
        self._recipe = recipe

    def for_voice(self, name: str) -> Mapping[str, str]:
        """What is written to what that voice is given."""
        return respelling(self._recipe.pronunciations if self._recipe else (), self._of_kitchens, name)


def pronounced(text: str, respelled: Mapping[str, str]) -> str:
    """The text with every such word respelled, whole words only."""
    if not respelled:
        return text
    words = "|".join(re.escape(word) for word in sorted(respelled, key=len, reverse=True))
    return re.sub(rf"\b(?:{words})\b", lambda m: respelled[m[0].lower()], text, flags=re.IGNORECASE)
