"""Actions with their ingredients → instructions of at most 22 spoken words, amounts inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from assistant.cookbook.spoken import MOST_WORDS, word_count
from assistant.core.recipe import Ingredient, Instruction, Text, Use, Uses
from assistant.importing.linking import Action, Mention
from assistant.importing.shortening import shortened
from assistant.importing.speaking import as_sentence, speakable

_MARK = "ꙮ"  # a letter of no kitchen: stands for ingredients while the words around them are made speakable
_MARKED = re.compile(rf"{_MARK}([a-z]+){_MARK}")
_AND = re.compile(r"^\s*(?:,|,?\s*(?:and|&|\+|plus))\s*(?:the\s+|with the\s+|finally the\s+)?$", re.IGNORECASE)
Weigh: TypeAlias = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Ware:
    """The ingredients as the recipe has them; `ready` are those that were cut or mixed before they go in."""

    ingredients: Sequence[Ingredient]
    known: Mapping[str, Ingredient]
    ready: set[int] = field(default_factory=set)

    def use(self, mention: Mention, index: int) -> Use:
        return Use(self.ingredients[index].id, mention.share)


@dataclass(frozen=True, slots=True)
class _Named:
    """What one mark stands for: what is said there, and what goes in."""

    said: tuple[Use, ...]
    adds: tuple[Use, ...]


def tell(action: Action, mentions: Sequence[Mention], ware: Ware) -> list[Instruction]:
    """Their texts, and what goes in, for certain or not; timers are added later."""
    named = _names(action.text, mentions, ware)
    marked = _marked(action.text, named)
    table = [n for _, _, n in named]
    doubted = [m for m in mentions if m.form == "unsure"]
    maybe = tuple(replace(ware.use(m, i.index), sure=False) for m in doubted if len(m.items) == 1 for i in m.items)

    def weight(text: str) -> int:
        return sum(word_count((part,), ware.known) for part in _text(text, table))

    if weight(marked) <= MOST_WORDS:
        told = [_instruction(marked, table)]
    elif sum(len(n.said) for n in table) > 1 and any(not u.handled for n in table for u in n.said):
        told = _taken_first(action, table, ware)
    else:
        told = [_instruction(piece, table) for piece in shortened(marked, MOST_WORDS, weight)]
        if not _fits(told, ware) and any(not u.handled for n in table for u in n.said):
            first = _taken_first(action, table, ware)
            told = first if _fits(first, ware) else told
    told = [i for i in told if _says_something(i)]
    if told and (there := tuple(ware.use(m, i.index) for m in mentions if m.form == "pronoun" for i in m.items)):
        told[0] = replace(told[0], adds=(*told[0].uses, *there))
    if told and maybe:
        told[-1] = replace(told[-1], adds=(*told[-1].uses, *maybe))
    for mention in (m for m in doubted if len(m.items) > 1):
        told += _meant([replace(ware.use(mention, item.index), sure=False) for item in mention.items], ware)
    return told


def _fits(told: Sequence[Instruction], ware: Ware) -> bool:
    return all(word_count(instruction.text, ware.known) <= MOST_WORDS for instruction in told)


def _says_something(instruction: Instruction) -> bool:
    return any(not isinstance(part, str) or re.search(r"\w", part) for part in instruction.text)


def _names(text: str, mentions: Sequence[Mention], ware: Ware) -> list[tuple[int, int, _Named]]:
    """The places whose words an amount replaces; those in one enumeration become one."""
    found: list[tuple[int, int, _Named]] = []
    for mention in mentions:
        if mention.form not in ("whole", "share", "cut"):
            continue
        named = _named(mention, ware)
        if found and (found[-1][1] > mention.start or _AND.match(text[found[-1][1] : mention.start])):
            start, end, before = found[-1]
            joined = _Named(before.said + named.said, before.adds + named.adds)
            found[-1] = (start, max(end, mention.end), joined)
        else:
            found.append((mention.start, mention.end, named))
    return found


def _named(mention: Mention, ware: Ware) -> _Named:
    uses = [ware.use(mention, item.index) for item in mention.items]
    if mention.form == "cut":
        ware.ready.update(item.index for item in mention.items)
        return _Named(tuple(uses), ())
    handled = [
        replace(use, handled=True) if item.index in ware.ready and mention.form == "whole" else use
        for use, item in zip(uses, mention.items, strict=True)
    ]
    return _Named(tuple(handled), tuple(uses))


def _marked(text: str, named: Sequence[tuple[int, int, _Named]]) -> str:
    parts, at = list[str](), 0
    for n, (start, end, _) in enumerate(named):
        parts += [text[at:start], f" {_MARK}{_letters(n)}{_MARK} "]
        at = end
    return as_sentence(speakable("".join([*parts, text[at:]])))


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _number(letters: str) -> int:
    return int("".join(str(ord(letter) - ord("a")) for letter in letters))


def _text(marked: str, table: Sequence[_Named]) -> Text:
    parts: list[str | Use | Uses] = []
    for n, part in enumerate(_MARKED.split(marked)):
        if n % 2:
            said = table[_number(part)].said
            parts.append(said[0] if len(said) == 1 else Uses(said))
        elif part:
            parts.append(part)
    return tuple(parts)


def _instruction(marked: str, table: Sequence[_Named]) -> Instruction:
    named = [table[_number(match[1])] for match in _MARKED.finditer(marked)]
    said = tuple(use for n in named for use in n.said)
    adds = tuple(use for n in named for use in n.adds)
    return Instruction(text=_text(marked, table), adds=None if said == adds else adds)


def _taken_first(action: Action, table: Sequence[_Named], ware: Ware) -> list[Instruction]:
    """ "Take two cups of flour and ..." first, then the action in its own words."""
    loose = [use for named in table for use in named.said if not use.handled]
    own = shortened(as_sentence(speakable(action.text)), MOST_WORDS, lambda text: word_count((text,), ware.known))
    told = [Instruction(text=(text,), adds=()) for text in own]
    adds = tuple(use for named in table for use in named.adds)
    told[0] = replace(told[0], adds=adds)
    return [*_listed("Take ", loose, ware), *told]


def _listed(before: str, uses: Sequence[Use], ware: Ware) -> list[Instruction]:
    told, group = list[Instruction](), list[Use]()
    for use in uses:
        if group and word_count((before, Uses((*group, use)), "."), ware.known) > MOST_WORDS:
            told.append(_list(before, group))
            group = []
        group.append(use)
    return [*told, _list(before, group)] if group else told


def _meant(uses: Sequence[Use], ware: Ware) -> list[Instruction]:
    """What "the dry ingredients" may be, said as the guess that it is; named in a text, it goes in there."""
    return [replace(instruction, adds=None) for instruction in _listed("That means ", uses, ware)]


def _list(before: str, group: Sequence[Use]) -> Instruction:
    return Instruction(text=(before, group[0] if len(group) == 1 else Uses(tuple(group)), "."), adds=())
