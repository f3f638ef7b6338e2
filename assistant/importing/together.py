"""Words that mean several ingredients at once: "the spices", "the remaining ingredients", "the slaw ingredients"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.importing.matching import Found, Item, same_part
from assistant.importing.numbers import NUMBER, value
from assistant.importing.vocabulary import alternatives, data, flat, singular

_REMAINING = re.compile(
    r"\b(?:all (?:of )?)?(?:the )?(?:remaining|other|rest of the|rest of your) (?:(?P<part>\w+) )?ingredients\b|"
    r"\beverything else\b|"
    r"\b(?:all|the rest) of the other ingredients\b",
    re.IGNORECASE,
)
_MIXING = re.compile(r"\b(?:mix|whisk|combine|sift|stir together|blend|beat|toss|measure)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\ball (?:of )?(?:the )?(?:ingredients)\b|\beverything(?= (?:in|into|to|together|but|except)\b)", re.IGNORECASE
)
_EXCEPT = re.compile(
    r"^,? (?:except|but|apart from|other than|minus)(?: for)? (?P<rest>[^.;]+?)(?= (?:in|into|to|with|and)\b|[.;,]|$)",
    re.I,
)
_FIRST = re.compile(rf"\b(?:the )?first (?P<count>{NUMBER}) ingredients\b", re.IGNORECASE)
_OF_PART = re.compile(
    r"\b(?:all (?:of )?)?(?:the )?(?P<part>\w{3,}(?: \w+)?) ingredients\b|"
    r"\bthe ingredients for the (?P<other>[\w ]{3,25}?)(?=[ .,;]|$)",
    re.IGNORECASE,
)
_SURELY = re.compile(
    rf"\b(?:all (?:of )?)?(?:the )?(?:dried |fresh |ground |chopped |"
    rf"prepared )*(?P<word>{alternatives(data()['together'])})\b",
    re.I,
)
_UNSURELY = re.compile(
    rf"\b(?:all (?:of )?)?(?:the |your )?(?P<word>{alternatives(data()['unsurely_together'])})\b", re.I
)


def find_together(
    text: str, items: Sequence[Item], used: frozenset[int], untouched: bool, later: frozenset[int]
) -> Iterator[Found]:
    """Only what has not gone in yet; nothing where most has, since "mix everything" then adds nothing.

    What is named `later` by itself is none of "the spices".
    """
    unused = [item for item in items if item.index not in used]
    for match in _REMAINING.finditer(text):
        if (part := match["part"]) is None or flat(f"{part} ingredients") not in data()["unsurely_together"]:
            own = [item for item in unused if part and item.group and same_part(item.group, part)]
            yield from _found(match, text, own or unused)
    for match in _ALL.finditer(text):
        if untouched or ("ingredients" in match[0] and len(unused) * 2 > len(items)):
            yield from _found(match, text, unused)
    for match in _FIRST.finditer(text):
        count = value(match["count"])
        yield from _found(match, text, [item for item in unused if count is not None and item.index < count])
    for match in _OF_PART.finditer(text):
        part = match["part"] or match["other"]
        if flat(part) not in ("remaining", "other", "rest of the"):
            yield from _found(match, text, [item for item in unused if item.group and same_part(item.group, part)])
    yield from _classes(_SURELY, "together", True, text, items, [i for i in unused if i.index not in later])
    if _MIXING.search(text):
        yield from _classes(_UNSURELY, "unsurely_together", False, text, items, unused)


def _classes(
    pattern: re.Pattern[str], key: str, sure: bool, text: str, items: Sequence[Item], unused: Sequence[Item]
) -> Iterator[Found]:
    for match in pattern.finditer(text):
        belongs = _belonging(data()[key][flat(match["word"])])
        members = tuple(item for item in unused if belongs(item))
        begun = not sure and any(belongs(item) for item in items if item not in unused)
        if not begun and (len(members) > 1 or (members and sure)):
            yield Found(match.start(), match.end(), members, several=True, sure=sure)


def _belonging(names: Sequence[str]) -> Callable[[Item], bool]:
    wanted = {singular(name) for name in names} | set(names)

    def belongs(item: Item) -> bool:
        name = flat(item.line.name).split()
        tails = {" ".join(name[start:]) for start in range(len(name))}
        heads = (
            {" ".join(name[:end]) for end in range(1, len(name))}
            if len(name) > 1 and name[-1] in ("seeds", "powder")
            else set()
        )
        return any(singular(t) in wanted or t in wanted for t in tails | heads)

    return belongs


def _found(match: re.Match[str], text: str, items: Sequence[Item]) -> Iterator[Found]:
    end, left_out = match.end(), ""
    if but := _EXCEPT.match(text[end:]):
        end, left_out = end + but.end(), flat(but["rest"])
    kept = tuple(item for item in items if not any(re.search(rf"\b{re.escape(p)}\b", left_out) for p in item.phrases))
    if kept:
        yield Found(match.start(), end, kept, several=True)
