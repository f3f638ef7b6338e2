"""A wake phrase of the cook's choice, as a recogniser hears it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz'"


def words_of_phrase(phrase: str) -> list[str]:
    """In small letters, without what is not spoken."""
    return re.findall(r"[a-z']+", phrase.lower())


def unknown(phrase: str, knows: Callable[[str], bool]) -> dict[str, str | None]:
    """The words that cannot be heard, each with a known one that differs in one letter, if there is one."""
    return {word: next(filter(knows, _near(word)), None) for word in words_of_phrase(phrase) if not knows(word)}


def _near(word: str) -> Iterator[str]:
    """Words that differ in one letter: another, none, one more, or two the other way round."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (left + right[1:] for left, right in cuts if right and len(word) > 1)
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    yield from (left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS)
    yield from (left + letter + right for left, right in cuts for letter in _LETTERS)
