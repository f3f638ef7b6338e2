"""When a cook corrects the own words: "ten, no, fifteen minutes" means fifteen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.automaton import BREAK
from assistant.language.numbers import NUMBER_WORDS, UNIT_WORDS

# What may stand between the wrong words and the right ones; the longest first.
_CUES = tuple(
    cue.split()
    for cue in (
        "no wait make it", "no make it", "no make that", "wait no", "no wait", "no sorry", "sorry no", "i mean",
        "i meant", "or rather", "make that", "make it", "sorry", "rather", "no", "wait",
    )
)  # fmt: skip
_SAID = NUMBER_WORDS | UNIT_WORDS
_SPAN = _SAID | {"and"}
_HESITATING = frozenset({BREAK, "no", "sorry", "wait", "oh", "uh", "um"})
_MOST_REPLACED = 4  # words of a name


def corrected(said: Sequence[str]) -> list[str]:
    """`said` with the last corrected number in place of the first: "five sorry six people" is "six people"."""
    words = [w for i, w in enumerate(said) if w != BREAK or not _beside_cue(said, i)]
    for at in range(1 if words[:1] != ["oh"] else 2, len(words)):  # an "oh" in front is no zero
        for cue in _CUES:
            after = at + len(cue)
            if words[at:after] == cue and words[at - 1] in _SAID and after < len(words) and words[after] in _SAID:
                return corrected(_replaced(words, at, after))
    return list(said)


def after_cue(said: Sequence[str]) -> list[str]:
    """What follows the last cue: "next, no, repeat" is "repeat"; empty where there is none."""
    _, after = _last_cue(said)
    return list(said[after:])


def replacing(said: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """What stands before the last cue, and that with its last words replaced: "how much honey, no, soy sauce"."""
    at, after = _last_cue(said)
    words = [word for word in said[:at] if word != BREAK]
    rest = [word for word in said[after:] if word != BREAK]
    for replaced in range(min(_MOST_REPLACED, len(words) - 1), 0, -1):
        yield words, [*words[:-replaced], *rest]


def is_parted(said: Sequence[str]) -> bool:
    """Whether the last cue stands between pauses, as when a cook thinks better of it: "honey, no, soy sauce"."""
    at, after = _last_cue(said)
    return after < len(said) and said[at] == said[after] == BREAK


def _last_cue(said: Sequence[str]) -> tuple[int, int]:
    """Where it begins and ends; at the end of all words where there is none."""
    for at in range(len(said) - 2, 0, -1):
        for cue in _CUES:
            if list(said[at : at + len(cue)]) == cue:
                after = at + len(cue)
                while at > 1 and said[at - 1] in _HESITATING:
                    at -= 1
                return at, after
    return len(said), len(said)


def _beside_cue(said: Sequence[str], place: int) -> bool:
    cues = {cue[0] for cue in _CUES} | {cue[-1] for cue in _CUES}
    return any(word in cues for word in (*said[place - 1 : place], *said[place + 1 : place + 2]))


def _replaced(words: Sequence[str], at: int, after: int) -> list[str]:
    first = at
    while first > 0 and words[first - 1] in _SPAN:
        first -= 1
    last = after
    while last < len(words) and words[last] in _SPAN:
        last += 1
    new = list(words[after:last])
    if not UNIT_WORDS & set(new) and words[at - 1] in UNIT_WORDS:
        new.append(words[at - 1])
    return [*words[:first], *new, *words[last:]]
