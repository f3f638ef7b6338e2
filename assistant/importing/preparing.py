"""What ingredient lines ask to be done first: "garlic, minced" becomes "Mince four cloves of garlic"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.recipe import Instruction, Use, Uses
from assistant.importing.matching import Item
from assistant.importing.speaking import as_sentence, speakable
from assistant.importing.vocabulary import data, flat, words

_SOFTEN = re.compile(r"\bsoftened\b|\bsoft\b")
_ROOM = re.compile(r"\b(?:at|to) room temperature\b")
_JOINT = re.compile(r"\s*,\s*(?:and\s+)?(?:then\s+)?|\s+and\s+(?:then\s+)?|\s+then\s+")


@dataclass(frozen=True, slots=True)
class Preparation:
    """`before` and `after` stand around the ingredient: "Cut ... into cubes"; `prepared` is what it is called then."""

    item: Item
    id: str
    before: str
    after: str
    prepared: str


@dataclass(frozen=True, slots=True)
class _Work:
    verb: str
    adverb: str
    rest: str
    participle: str


def preparation(item: Item, id: str, food: str) -> Preparation | None:
    """None where the line asks for nothing to be done."""
    asked = flat(", ".join(item.line.preparation))
    if not asked:
        return None
    if _ROOM.search(asked):
        return Preparation(item, id, "Let ", " come to room temperature.", f"the {food}")
    if _SOFTEN.search(asked) and len(asked.split()) <= 3:
        return Preparation(item, id, "Let ", " soften.", f"the soft {food}")
    work = [w for part in _JOINT.split(asked) if (w := _work(part)) is not None]
    if not work:
        return None
    before = " and ".join([", ".join(w.verb for w in work[:-1]), work[-1].verb]).removeprefix(" and ")
    last = work[-1]
    after = " ".join(part for part in (last.rest, last.adverb) if part) if not last.rest else f"{last.rest}"
    told = f"the {f'{last.adverb} ' if last.adverb else ''}{last.participle} {food}" if not last.rest else f"the {food}"
    return Preparation(item, id, f"{as_sentence(before)[:-1]} ", f" {speakable(after)}".rstrip() + ".", speakable(told))


def _work(part: str) -> _Work | None:
    tokens = part.split()
    adverbs = []
    while tokens and tokens[0] in words("adverbs"):
        adverbs.append(tokens.pop(0))
    if not tokens or tokens[0] not in data()["participles"]:
        return None
    participle, rest = tokens[0], tokens[1:]
    while rest and rest[0] in words("adverbs"):
        adverbs.append(rest.pop(0))
    if rest and rest[0] not in (
        "into",
        "in",
        "to",
        "on",
        "crosswise",
        "lengthwise",
        "at",
        "against",
        "with",
        "from",
        "through",
        "about",
    ):
        rest = []
    return _Work(str(data()["participles"][participle]), " ".join(adverbs), " ".join(rest), participle)


def instructions(asked: Sequence[Preparation], most: int = 3) -> list[Instruction]:
    """One for each work, ingredients that ask for the same together; what must stand comes first."""
    ordered = sorted(asked, key=lambda p: not p.before.startswith("Let "))
    groups: list[list[Preparation]] = []
    for wanted in ordered:
        same = next(
            (g for g in groups if (g[0].before, g[0].after) == (wanted.before, wanted.after) and len(g) < most), None
        )
        if same is None:
            groups.append([wanted])
        else:
            same.append(wanted)
    return [_instruction(group) for group in groups]


def _instruction(group: Sequence[Preparation]) -> Instruction:
    uses = tuple(Use(p.id) for p in group)
    named = uses[0] if len(uses) == 1 else Uses(uses)
    return Instruction(text=(group[0].before, named, group[0].after), adds=())
