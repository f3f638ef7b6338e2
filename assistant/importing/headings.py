"""Lines that head others: "For the dough:", "SAUCE", "Herb topping", and titles of a page's parts among its steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from assistant.importing.numbers import plain
from assistant.importing.vocabulary import alternatives, data, words

Part: TypeAlias = Literal["ingredients", "steps", "tools", "notes", "other"]

_COLON = re.compile(r"^(?:for (?:the )?[^.!?\d]{2,40}|[^.!?,\d]{2,40}):$", re.IGNORECASE)
_FOR = re.compile(r"^(?:for|to make) (?:the |your )?[^\W\d][^.!?,\d]{2,40}$", re.IGNORECASE)
_PART = re.compile(rf"^(?:[^\W\d]+ ){{0,3}}(?:{alternatives(words('parts'))})$", re.IGNORECASE)
_KNOWN: dict[str, list[str]] = data()["headings"]
_WORDS = {key: alternatives(found).replace(r"\*", r"\w*") for key, found in _KNOWN.items()}
_PARTS: dict[Part, re.Pattern[str]] = {
    "ingredients": re.compile(rf"^(?:[\w ]{{0,20}}\b)?(?:{_WORDS['ingredients']})\b", re.IGNORECASE),
    "steps": re.compile(rf"^(?:[\w ]{{0,20}}\b)?(?:{_WORDS['steps']}|{_WORDS['loose steps']})\b", re.IGNORECASE),
    "tools": re.compile(rf"^(?:{_WORDS['tools']})\b", re.IGNORECASE),
    "notes": re.compile(rf"^(?:{_WORDS['notes']})\b", re.IGNORECASE),
    "other": re.compile(rf"^(?:{_WORDS['other']})\b", re.IGNORECASE),
}
_BARE = r"^(?:recipe |the |cooking )?(?:{})(?: list| checklist| steps)?:?$"
_LIST = re.compile(_BARE.format(_WORDS["ingredients"]), re.IGNORECASE)
_STEPS = re.compile(_BARE.format(_WORDS["steps"]), re.IGNORECASE)
_GLUED = re.compile(rf"^(?i:{_WORDS['steps']})\s*:?\s*(?=[A-ZÀ-Ý][a-zà-ÿ])")
_MOST_WORDS, _MOST_WORDS_OF_A_TITLE = 5, 7


def part_of(heading: str) -> Part | None:
    """What a heading opens; None for one that only names a part of the dish."""
    bare = re.sub(r"^[\W\d_]+", "", heading).strip()
    if len(bare.split()) > _MOST_WORDS_OF_A_TITLE:
        return None
    return next((part for part, pattern in _PARTS.items() if pattern.match(bare)), None)


def ingredient_heading(lines: Sequence[str], at: int) -> str | None:
    """The name of the part of the dish that the line heads; None for an ingredient, "" for the title of the whole list.

    A name without a colon heads lines only where one with an amount follows.
    """
    line = lines[at].strip(" *_#=~•-–—")
    if not line or len(line.split()) > _MOST_WORDS + 2:
        return None
    if _LIST.match(line):
        return ""
    if _COLON.match(line):
        return line.rstrip(":").strip()
    if at + 1 >= len(lines) or not begins_with_amount(lines[at + 1]) or len(line.split()) > _MOST_WORDS:
        return None
    shouted = line.isupper() and any(not other.isupper() for other in lines) and not any(c.isdigit() for c in line)
    return line if _FOR.match(line) or _PART.match(line) or (shouted and at == 0) else None


def step_heading(text: str) -> str | None:
    """What heads the steps that follow; "" where it only says that steps follow; None for a step."""
    line = text.strip(" *_#=~-–—")
    if re.fullmatch(r"\W*(?:step\s*)?\d{0,2}\W*", line, re.IGNORECASE):
        return ""
    if _STEPS.match(line):
        return ""
    return line.rstrip(":").strip() if _COLON.match(line) else None


def without_glued(text: str) -> str:
    """A step without the heading that a page set before it with no blank between."""
    return _GLUED.sub("", text)


def begins_with_amount(line: str) -> bool:
    return re.match(r"\W*(?:\d|an? |half |one |two |three )", plain(line), re.IGNORECASE) is not None
