"""What recognisers, and quick fingers, make of words that are meant: "two" of "to", "clove" of "cloves"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_LEAST = 3  # letters of a word that may have lost its ending, or got one


@dataclass(frozen=True, slots=True)
class Slips:
    """`alike`: groups of words that sound the same; `endings`: what a word easily loses at its end, or gets there.

    `known`: the words that commands are made of; nothing else is taken for what was meant.
    """

    alike: Mapping[str, tuple[str, ...]]
    endings: tuple[str, ...]
    known: frozenset[str]

    @classmethod
    def of(cls, groups: Iterable[Sequence[str]], endings: Sequence[str], known: Iterable[str]) -> Slips:
        alike = {word: tuple(w for w in group if w != word) for group in groups for word in group}
        return cls(alike, tuple(endings), frozenset(known))

    def mended(self, said: Sequence[str]) -> Iterator[list[str]]:
        """What may have been meant, each with one word otherwise; what sounds the same comes first."""
        for place, word in enumerate(said):
            for other in self.alike.get(word, ()):
                yield [*said[:place], other, *said[place + 1 :]]
        for place, word in enumerate(said):
            for other in self.inflected(word):
                yield [*said[:place], other, *said[place + 1 :]]

    def inflected(self, word: str) -> Iterator[str]:
        for ending in self.endings:
            if len(word) >= _LEAST and word + ending in self.known:
                yield word + ending
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST and word.removesuffix(ending) in self.known:
                yield word.removesuffix(ending)
