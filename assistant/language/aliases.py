"""Other ways to say a name of which a recogniser does not know every word: "flatbread" is "flat bread" to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product

from assistant.language.spoken import words_of

Knows = Callable[[str], bool]
SHORTEST_PART = 3  # letters of a word within a word
_NEAR = (
    ("tt", "t"), ("kk", "k"), ("bb", "b"), ("ll", "l"), ("nn", "n"), ("ss", "s"), ("mm", "m"), ("pp", "p"), ("rr", "r"),
    ("cc", "c"), ("zz", "z"), ("ph", "f"), ("gh", "g"), ("kh", "k"), ("sch", "sh"), ("tsch", "ch"), ("cz", "ch"),
    ("sz", "sh"), ("que", "k"), ("ck", "k"), ("k", "ck"), ("c", "k"), ("k", "c"), ("z", "s"), ("s", "z"), ("ie", "y"),
    ("y", "ie"), ("i", "y"), ("j", "y"), ("j", "h"), ("v", "w"), ("w", "v"), ("ae", "a"), ("oe", "o"), ("ue", "u"),
    ("ou", "oo"), ("u", "oo"), ("aa", "a"), ("ee", "e"), ("ei", "ey"), ("gn", "ny"), ("eaux", "o"), ("eau", "o"),
)  # fmt: skip
_JOINING = frozenset(["a", "an", "and", "in", "of", "on", "the", "with"])


def aliases(names: Mapping[str, str | int], knows: Knows) -> dict[str, str | int]:
    """For each name with an unknown word, what can be said for it and means nothing else; `names` by what is said."""
    found: dict[str, list[str | int]] = {}
    for name, meant in names.items():
        for said in ways_to_say(name, knows):
            found.setdefault(said, []).append(meant)
    return {said: meant[0] for said, meant in found.items() if said not in names and len(set(meant)) == 1}


def ways_to_say(name: str, knows: Knows) -> Iterator[str]:
    """None where all words are known, or no word is like one that is; the nearest way first."""
    words = [word for word in words_of(name) if word != "."]
    if all(map(knows, words)):
        return
    options = [(word,) if knows(word) else tuple(like(word, knows)) for word in words]
    if all(options):
        yield from (" ".join(said) for said in product(*options))
    left = [each[0] for each in options if each]
    while left and left[-1] in _JOINING:
        left.pop()
    while left and left[0] in _JOINING:
        left.pop(0)
    if len(left) < len(words) and any(len(word) > SHORTEST_PART for word in left):
        yield " ".join(left)


def like(word: str, knows: Knows) -> Iterator[str]:
    """Two known words that it consists of, and known words that sound nearly like it."""
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, last = word[:cut], word[cut:]
        if knows(first) and knows(last):
            yield f"{first} {last}"
    near = dict.fromkeys(changed(word))
    yield from filter(knows, near)
    yield from (each for other in near for each in changed(other) if each not in near and knows(each))


def changed(word: str) -> Iterator[str]:
    """With one of its sounds spelt otherwise."""
    for old, new in _NEAR:
        if old in word:
            yield word.replace(old, new)
