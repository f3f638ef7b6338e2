"""What two wordings have in common: their telling words, whatever their endings, and whichever of several alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

STATEMENT = "statement"
TROUBLE = "state"  # "what if the sauce is thin" is asked as one would say "the sauce is thin"
YES_NO = "yes_no"  # whose single words, "is" and "do", ask only at the beginning
UNLIKE = 0.9  # a question of one kind may be asked in another: "is oil fine", "which oil"
UNLIKE_STATEMENT = 0.65
ONLY_TOLD = 0.45  # what is told among us is mostly a report, and no question
_VOWELS = frozenset("aeiou")


class Likeness:
    """Makes of words what they are compared as. Takes the content of `likeness.*.yaml`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        endings: Mapping[str, str] = data["endings"]
        self._endings = sorted(endings.items(), key=lambda pair: -len(pair[0]))
        self._shortest: int = data["shortest"]
        self._known: dict[str, str | None] = {}
        self._alike: dict[str, str] = {
            self.stem(word): self.stem(group[0]) for group in data["alike"] for word in group
        }
        together: Mapping[str, Sequence[str]] = data["together"]
        self._together = {tuple(said.split()): word for word, phrases in together.items() for said in phrases}
        self._most_together = max(map(len, self._together))
        self._empty = frozenset(form for word in data["empty"].split() for form in (word, self.stem(word)))
        self.weak = frozenset(self.telling(data["weak"].split()))
        self._kinds = {tuple(said.split()): kind for kind, phrases in data["kinds"].items() for said in phrases}
        self._longest = max(map(len, self._kinds))
        self._strict = frozenset(data["strict"])
        self._tails = sorted((tail.split() for tail in data["tails"]), key=len, reverse=True)
        self._asking, self._orders = frozenset(data["asking"]), frozenset(data["orders"])

    def kind(self, words: Sequence[str]) -> str:
        """What kind of question the words ask."""
        for start in range(len(words)):
            for length in range(self._longest, 0, -1):
                kind: str | None = self._kinds.get(tuple(words[start : start + length]))
                if kind is not None and (start == 0 or length > 1 or kind != YES_NO):
                    return kind
        return STATEMENT

    def without_tail(self, words: Sequence[str]) -> Sequence[str]:
        """A trouble, without the question that follows it."""
        tail: list[str] = next((t for t in self._tails if len(t) < len(words) and list(words[-len(t) :]) == t), [])
        return words[: len(words) - len(tail)]

    def misreads(self, words: Sequence[str], intent: str) -> bool:
        """Whether the words ask, while the intent is an order."""
        return bool(words) and words[0] in self._asking and intent in self._orders

    def joined(self, words: Sequence[str]) -> list[str]:
        """The words, with each phrase that has a meaning of its own as one word, the longest first."""
        joined, at = [], 0
        while at < len(words):
            for length in range(min(self._most_together, len(words) - at), 0, -1):
                meant = self._together.get(tuple(words[at : at + length]))
                if meant is not None or length == 1:
                    joined.append(meant or words[at])
                    at += length
                    break
        return joined

    def telling_apart(self, words: frozenset[str], one: str, other: str) -> int:
        """How many of the words tell by themselves what is meant; all where both ask so strictly the same."""
        return len(words) if one == other and one in self._strict else len(words - self.weak)

    def of_a_kind(self, one: str, other: str, for_us: bool = False) -> float:
        """How well the kinds of what was said and of a question go together, 0 to 1; `for_us`: it was said to us."""
        if one == other or {one, other} == {STATEMENT, TROUBLE}:
            return 1.0
        if {one, other} & self._strict:
            return 0.0
        if for_us and one == STATEMENT:
            return ONLY_TOLD
        return UNLIKE_STATEMENT if STATEMENT in (one, other) else UNLIKE

    def telling(self, words: Iterable[str]) -> list[str]:
        """Those that tell what is asked, as they are compared."""
        return [key for word in self.joined(tuple(words)) if (key := self.key(word)) is not None]

    def key(self, word: str) -> str | None:
        """What a word is compared as; None where it tells nothing."""
        if word not in self._known:
            stem = self.stem(word)
            told = word not in self._empty and stem not in self._empty
            self._known[word] = self._alike.get(stem, stem) if told else None
        return self._known[word]

    def stem(self, word: str) -> str:
        """ "sliced" and "slicing" are "slic", "chopped" is "chop"."""
        for ending, instead in self._endings:
            if word.endswith(ending) and len(word) - len(ending) + len(instead) >= self._shortest:
                stem = word[: len(word) - len(ending)] + instead
                return stem[:-1] if _doubled(stem) else stem
        return word


def _doubled(stem: str) -> bool:
    return len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS | {"l", "s"}
