"""Which ingredient a step means: the words that an ingredient goes by, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.importing.lines import Line
from assistant.importing.naming import food
from assistant.importing.vocabulary import data, flat, plural, singular, words

_EXACT, _LONG, _LAST, _INNER, _CLASS = 5, 4, 3, 2, 1

_MOST_OF_A_NAME = 5  # words; a longer one is a sentence
_NO_NAMES = frozenset({"in", "of", "with", "for", "to", "on", "or", "and", "the", "a", "an", "from", "by"})
_OR = re.compile(r"\s*(?P<open>\()?,?\s*or (?:the |your |an? )?")

# What is made of a food is not called by it: beef stock is no meat.
_MADE_OF = frozenset(
    {"stock", "broth", "bouillon", "sauce", "paste", "powder", "oil", "soup", "seasoning", "fat", "gravy", "cubes"}
)

# After the name of an ingredient, these make another thing of it: "the egg mixture", "the pasta water".
_NOT_BEFORE = re.compile(
    r"^(?:-\w|\s(?:mixture|mix|masher|cooker|press|pan|pot|bowl|dough|batter|filling|layers?|wash|liquid|marinade|dressing|cake|"
    r"soup|salad|stew|curry|packet|package|patties|balls?|skins?|sides?|water|sauce|broth|stock|paste|cutter|oil|milk|bread|"
    r"parchment|paper|board|grinder|mill|tin|dish|rolls?|buns?|cookies|muffins|cupcakes|pancakes|brownies|bars|pie|tart|"
    r"casserole|sandwich(?:es)?|burgers?|meatballs|pizza)\b)"
)
# Before it, likewise: "a floured surface" never matches, but "butter a loaf pan" and "salt the water" would.
_AS_VERB = re.compile(r"(?:^|[.;,]\s|\band\s|\bthen\s)$")
_CUT_OBJECT = re.compile(
    r"^\s(?!and\b|or\b|in\b|into\b|to\b|with\b|on\b|over\b|from\b|until\b)[^\W\d]"
)  # "seed peppers"
_VERB_OBJECT = re.compile(r"^\s(?:a|an|the|your|both|two|it|them|well|generously|lightly)\b")


@dataclass(frozen=True, slots=True)
class Item:
    """One ingredient as steps may name it: `phrases` by how sure they are."""

    index: int
    line: Line
    group: str = ""
    phrases: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that names ingredients; `several` where it means all of them, else the first is meant."""

    start: int
    end: int
    items: tuple[Item, ...]
    several: bool = False
    sure: bool = True


def items_of(lines: Sequence[tuple[Line, str]]) -> tuple[Item, ...]:
    """Of lines with the names of their groups."""
    return tuple(Item(n, line, group, _phrases(line.name) | _part(line)) for n, (line, group) in enumerate(lines))


def _part(line: Line) -> dict[str, int]:
    """What "juice of 1 lemon" goes by besides."""
    part = re.match(r"the (juice|zest|rind|peel)", line.note)
    fruit = singular(flat(line.name).split()[-1])
    return {f"{fruit} {part[1]}": _EXACT + 1, part[1]: _LAST} if part else {}


def _phrases(name: str) -> dict[str, int]:
    known: dict[str, int] = {}
    whole = re.sub(r"[^\w\s'%-]", " ", flat(name).replace("&", " and "))
    _add(known, " ".join(whole.split()), _EXACT + 1)
    for part in re.split(r"\s+(?:or|and|&|and/or)\s+|\s+/\s+", whole):
        if len(part.split()) <= _MOST_OF_A_NAME:
            part = re.split(r"(?<=\w) in (?=\w)", part)[0]
        tokens = re.sub(r"^.*\bof\s+(?=\w)", "", part).split()
        tokens = tokens or part.split()
        _add(known, " ".join(tokens), _EXACT)
        while tokens and tokens[0] in words("adjectives") and len(tokens) > 1:
            tokens = tokens[1:]
            _add(
                known, " ".join(tokens), _EXACT if len(tokens) == 1 and tokens[0] not in words("containers") else _LONG
            )
        for start in range(1, len(tokens)):
            _add(known, " ".join(tokens[start:]), _LAST if start == len(tokens) - 1 else _LONG)
        while len(tokens) > 1 and tokens[-1] in words("containers"):
            tokens = tokens[:-1]
            for start in range(len(tokens)):
                _add(known, " ".join(tokens[start:]), _INNER)
    for called, others in data()["also_called"].items():
        named = [] if whole.split()[-1:] and whole.split()[-1] in _MADE_OF else whole.split()
        if any(known.get(other, 0) >= _INNER or other in named for other in others):
            _add(known, called, _CLASS)
    return known


def _add(known: dict[str, int], phrase: str, score: int) -> None:
    if (
        not phrase
        or phrase.rpartition(" ")[2] in _NO_NAMES  # "bread in pieces" without its pieces
        or (phrase in words("adjectives") and score < _EXACT)
        or (phrase in words("containers") and score == _INNER)
    ):
        return
    head, _, last = phrase.rpartition(" ")
    for form in {last, singular(last), plural(singular(last))}:
        spelled = f"{head} {form}".strip()
        known[spelled] = max(known.get(spelled, 0), score)


class Matcher:
    """Finds what a text names. `used` tells which items have gone in entirely; they are the last choice."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._by_phrase: dict[str, list[Item]] = {}
        for item in items:
            for phrase in item.phrases:
                self._by_phrase.setdefault(phrase, []).append(item)
        spellings = sorted(self._by_phrase, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, spellings))})(?![\w])" if spellings else r"(?!)"
        )

    def find(self, text: str, used: frozenset[int], section: str = "") -> Iterator[Found]:
        lower = text.lower().replace("’", "'")
        for match in self._pattern.finditer(lower):
            phrase, start, end = match[0], match.start(), match.end()
            if _NOT_BEFORE.match(lower[end:]) or self._is_verb(lower, start, end):
                continue
            best = self._best(self._by_phrase[phrase], phrase, used, section)
            yield Found(start, self._instead(lower, _whole_name(lower, end, best), best[0]), best, sure=len(best) == 1)

    def _instead(self, lower: str, end: int, item: Item) -> int:
        """Where the name ends with what may be taken instead, if that is in its line too: "wine or the cognac"."""
        joint = _OR.match(lower, end)
        other = self._pattern.match(lower, joint.end()) if joint else None
        if joint is None or other is None or item not in self._by_phrase[other[0]]:
            return end
        return other.end() + (joint["open"] is not None and lower[other.end() :].startswith(")"))

    @staticmethod
    def _is_verb(lower: str, start: int, end: int) -> bool:
        if not _AS_VERB.search(lower[:start]):
            return False
        object_ = _CUT_OBJECT if lower[start:end] in words("cutting") else _VERB_OBJECT
        return object_.match(lower[end:]) is not None

    def _best(self, candidates: Sequence[Item], phrase: str, used: frozenset[int], section: str) -> tuple[Item, ...]:
        """The one meant; several where nothing decides. The same food on two lines is taken in its order."""
        alike = len({food(item.line) for item in candidates}) == 1

        def rank(item: Item) -> tuple[bool, bool, int]:
            return (same_part(item.group, section), item.index not in used, 0 if alike else item.phrases[phrase])

        top = max(rank(item) for item in candidates)
        best = [item for item in candidates if rank(item) == top]
        return (best[0],) if alike or top[1] is False else tuple(best)


def _whole_name(lower: str, end: int, best: Sequence[Item]) -> int:
    """Where the name ends if the words behind belong to it: "pork steaks" of "pork shoulder steaks"."""
    named = flat(best[0].line.name).split()
    while (
        (more := re.match(r" (?:in )?([^\W\d_]+)", lower[end:])) and more[1] in named and more[1] in words("containers")
    ):
        end += more.end()
    return end


def same_part(group: str, section: str) -> bool:
    """Whether a heading of steps and one of ingredients speak of the same part of the dish."""
    one, other = (
        set(re.findall(r"[^\W\d_]{3,}", flat(text))) - {"for", "the", "make", "and", "ingredients"}
        for text in (group, section)
    )
    return bool(one & other)
