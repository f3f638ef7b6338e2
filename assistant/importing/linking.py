"""Puts ingredients into the actions that use them: the whole, a share, or, where nothing tells, only perhaps.

An ingredient goes in where it is first named, unless it is only cut there and named again; what is named later lies in
the pot already. "The rest", "half of the butter" and "2 tablespoons of the butter" say shares. Where one is named twice
to be added and nothing says how much each time, both places are marked and no amount is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, TypeAlias

from assistant.importing.matching import Found, Item, Matcher
from assistant.importing.shares import BEFORE, SHARES, WHOLE, beginning, share_said
from assistant.importing.together import find_together
from assistant.importing.vocabulary import words

Form: TypeAlias = Literal["whole", "share", "cut", "later", "unsure", "named", "pronoun"]

_ADDING = re.compile(
    r"\b(?:add|season|sprinkle|stir in|drizzle|brush|pour|top|scatter|toss|mix|whisk|fold|dust|coat|rub|"
    r"melt|heat|fry|put|beat|combine|"
    r"garnish|spread|grease|dot|place|blend)\b"
)
_SUBORDINATE = re.compile(r"\b(?:while|once|when|after|until|before|as soon as|if|till)\b[^,.;]*$", re.IGNORECASE)
_DONE = re.compile(
    r"\bthe (?:melted|beaten|toasted|cooked|browned|fried|chopped|mixed|drained|softened|soaked|warm|hot|boiled) $",
    re.IGNORECASE,
)
_EACH = re.compile(r"^(?: \w+){0,2} each\b|^ per\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Ingredients named in an action, by place; `share` of each goes in where `form` is whole, share or pronoun.

    `share` of an unsure one is an even part, since something has to stand there.
    whole, share: its words give way to the amount. cut: it is only cut there, with its amount. pronoun: "them" puts in
    what was just cut. later, named: it is there already. unsure: it goes in there or elsewhere.
    """

    start: int
    end: int
    items: tuple[Item, ...]
    form: Form
    share: Fraction = WHOLE


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do, as written, with its verb, the heading it stands under, and the number of its step."""

    text: str
    verb: str
    section: str = ""
    step: int = 0


@dataclass(slots=True)
class _State:
    """What is left of each ingredient, what was cut but not put in, and what is named again and again."""

    left: dict[int, Fraction]
    cut: set[int] = field(default_factory=set)
    often: frozenset[int] = frozenset()  # named in more than one action
    guessed: set[int] = field(default_factory=set)  # what went in perhaps

    def used(self) -> frozenset[int]:
        return frozenset(n for n, left in self.left.items() if left == 0)

    def untouched(self) -> bool:
        return not self.cut and all(left == WHOLE for left in self.left.values())


def link(actions: Sequence[Action], items: Sequence[Item]) -> list[list[Mention]]:
    """The mentions of every action, in the order of its text."""
    matcher = Matcher(items)
    named = [_named(action, matcher) for action in actions]
    unsure = _unsure(actions, named, items)
    counts = Counter(index for found in named for index in {f.items[0].index for f in found})
    state = _State({item.index: WHOLE for item in items}, often=frozenset(i for i, many in counts.items() if many > 1))
    last = {item.index: n for n, found in enumerate(named) for f in found for item in f.items[:1]}
    linked: list[list[Mention]] = []
    for n, action in enumerate(actions):
        later = frozenset(index for index, at in last.items() if at > n)
        found = [
            *find_together(action.text, items, state.used() | state.guessed, state.untouched(), later),
            *matcher.find(action.text, state.used(), action.section),
        ]
        mentions = list[Mention]()
        for place in _apart(found):
            cutting = action.verb in words("cutting") and last.get(place.items[0].index, n) > n
            mentions += _mention(action, place, state, unsure, cutting)
        mentions = _once(mentions)
        state.guessed |= {item.index for m in mentions if m.form == "unsure" for item in m.items}
        if n and action.step == actions[n - 1].step:
            mentions += _them(action, mentions, linked[-1], state)
        linked.append(mentions)
    return _evenly(linked)


def _evenly(linked: list[list[Mention]]) -> list[list[Mention]]:
    """An ingredient that goes in at several places, nobody knows how much each time, is thought of in even parts."""
    counts = Counter(m.items[0].index for ms in linked for m in ms if m.form == "unsure" and len(m.items) == 1)
    sure: dict[int, Fraction] = {}
    for mention in (m for ms in linked for m in ms if m.form in ("share", "whole", "pronoun")):
        for item in mention.items:
            sure[item.index] = sure.get(item.index, Fraction(0)) + mention.share

    def part(mention: Mention) -> Mention:
        if mention.form != "unsure" or len(mention.items) != 1:
            return mention
        index = mention.items[0].index
        left = WHOLE - sure.get(index, Fraction(0))
        return replace(mention, share=left / counts[index]) if left > 0 else replace(mention, form="later")

    return [[part(mention) for mention in mentions] for mentions in linked]


def _them(action: Action, mentions: Sequence[Mention], before: Sequence[Mention], state: _State) -> list[Mention]:
    """`cut the potatoes and fry them`: there they go in, wherever else they are named."""
    cut = tuple(i for m in before if m.form == "cut" for i in m.items if state.left[i.index] == WHOLE)
    pronoun = re.search(r"\b(?:them|it|both|all)\b", action.text, re.IGNORECASE)
    named = any(m.form in ("whole", "cut") and pronoun is not None and m.start < pronoun.start() for m in mentions)
    if (
        pronoun is None
        or not cut
        or named
        or action.verb in words("cutting")
        or action.verb in ("set", "put aside", "keep")
    ):
        return []
    for item in cut:
        state.left[item.index] = Fraction(0)
    return [Mention(pronoun.start(), pronoun.end(), cut, "pronoun")]


def _named(action: Action, matcher: Matcher) -> list[Found]:
    return list(matcher.find(action.text, frozenset(), action.section))


def _apart(found: Iterable[Found]) -> list[Found]:
    """Without those that overlap an earlier or longer one."""
    kept: list[Found] = []
    for place in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _unsure(actions: Sequence[Action], named: Sequence[Sequence[Found]], items: Sequence[Item]) -> frozenset[int]:
    """Ingredients that go in more than once with nothing said about how much each time."""
    plain, rest, told = Counter[int](), set[int](), set[int]()
    for action, found in zip(actions, named, strict=True):
        for place in found:
            index = place.items[0].index
            before = BEFORE.search(action.text[: place.start])
            if before and before["rest"]:
                rest.add(index)
            elif before and (before["amount"] or (before["some"] or "").strip().removesuffix(" of") in SHARES):
                told.add(index)
            elif before and before["some"]:
                rest.add(index)
            elif action.verb not in words("cutting") or action.verb in ("melt", "beat"):
                plain[index] += bool(_ADDING.search(action.text.lower()))
    divided = {item.index for item in items if item.line.divided}
    return frozenset(
        index
        for index, count in plain.items()
        if index not in told and ((count > 1 and index in divided) or (count and index in rest))
    )


def _mention(action: Action, place: Found, state: _State, unsure: frozenset[int], cutting: bool) -> list[Mention]:
    if place.several:
        return _several(place, state)
    item = place.items[0]
    left, start = state.left[item.index], beginning(action.text, place.start)
    before = BEFORE.search(action.text[: place.start])
    if left == WHOLE and item.index in state.often and _SUBORDINATE.search(action.text[: place.start]):
        return []  # "while the pasta cooks": it goes in where the recipe says so
    share = share_said(before, item, left) if before else None
    if share is not None and _EACH.match(action.text[place.end :]):
        share = None if left < WHOLE else WHOLE
    if not place.sure:
        waiting = tuple(i for i in place.items if state.left[i.index] > 0)
        return [Mention(place.start, place.end, waiting or place.items, "unsure" if waiting else "later")]
    if share is not None and 0 < share <= left:
        state.left[item.index] = left - share
        return [Mention(start, place.end, (item,), "share" if share != WHOLE else "whole", share)]
    if left == 0 or (left < WHOLE and _DONE.search(action.text[: place.start])):
        return [Mention(place.start, place.end, (item,), "later")]
    if item.index in unsure or left < WHOLE or (before and before["some"] and before["some"].strip() != "all"):
        return [Mention(place.start, place.end, (item,), "unsure")]
    if before and (before["amount"] or before["rest"]):  # more than is left, or in a unit that says nothing
        return [Mention(place.start, place.end, (item,), "unsure" if item.line.amount else _taken(state, item))]
    if cutting:
        form: Form = "named" if item.index in state.cut else "cut"
        state.cut.add(item.index)
        return [Mention(start, place.end, (item,), form)]
    state.left[item.index] = Fraction(0)
    return [Mention(start, place.end, (item,), "whole")]


def _taken(state: _State, item: Item) -> Form:
    state.left[item.index] = Fraction(0)
    return "whole"


def _several(place: Found, state: _State) -> list[Mention]:
    if not place.sure:
        return [Mention(place.start, place.end, place.items, "unsure")]
    whole = tuple(item for item in place.items if state.left[item.index] == WHOLE)
    parts = [item for item in place.items if 0 < state.left[item.index] < WHOLE]
    found = [Mention(place.start, place.end, whole, "whole")] if whole else []
    found += [Mention(place.start, place.end, (item,), "share", state.left[item.index]) for item in parts]
    for item in place.items:
        state.left[item.index] = Fraction(0)
    return found


def _once(mentions: Sequence[Mention]) -> list[Mention]:
    """In one action, what is named again is there already."""
    seen = set[int]()
    kept = list[Mention]()
    for mention in mentions:
        fresh = tuple(i for i in mention.items if i.index not in seen or mention.form == "share")
        seen |= {i.index for i in mention.items}
        kept.append(mention if fresh else replace(mention, form="later"))
    return kept
