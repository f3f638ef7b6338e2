"""An ingredient line made fit for reading: signs of lists, brackets in brackets, and work that no comma sets apart."""

from __future__ import annotations

import re
from typing import TypeAlias

from assistant.importing.markup import without_invisible
from assistant.importing.numbers import plain

_Rule: TypeAlias = tuple[re.Pattern[str], str]

_BULLET = re.compile(r"^(?:[-*•·▢☐□◦‣⁃–—+]|\[[ xX]?\]|\d{1,2}[.)](?= ))\s*")
_NESTED = re.compile(r"(\([^()]*)\(([^()]*)\)")
_RULES: tuple[_Rule, ...] = (
    (re.compile(r"(?<=[^\W\d])\((?:s|es|n|en|e)\)"), ""),  # "unit(s)"
    (re.compile(r"(?<=\d )units? (?=\w)", re.IGNORECASE), ""),
    (re.compile(r"[*†‡]+"), ""),
    (re.compile(r"\(\s*[,;]\s*"), "("),
    (re.compile(r"\s+[,;]?\s*\)"), ")"),
    (re.compile(r"\(\s*\)"), ""),
    (re.compile(r"(?<=[^\s,(;]) (?=(?:cut|sliced|chopped|broken|torn|sifted) (?:in|into)\b)", re.IGNORECASE), ", "),
    (re.compile(r" and more (?=for\b)", re.IGNORECASE), ", plus more "),
    (
        re.compile(
            r"(?<=[^\s,(;])(?<!ly) (?=mixed with\b|(?:\w+ly )?packed$|plus (?:additional|more|extra)\b)", re.IGNORECASE
        ),
        ", ",
    ),
    (re.compile(r"\b(\w+) \1\b(?= \w)", re.IGNORECASE), r"\1"),  # "6 sprigs sprigs fresh thyme"
)
_OPTIONAL = re.compile(
    r"[,(]?\s*\boptional(?:ly)?\b\)?|\bif (?:desired|you like|liked|using|needed)\b|\bfacultatif\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(
    r"[,;]?\s*\b(?:optional(?:ly)?|facultatif)\b(?: but recommended| extra)?\s*[,;:]?", re.IGNORECASE
)


def tidied(written: str) -> str:
    """`▢ 5 jalapeños* (halved (ribs removed))` → `5 jalapeños (halved, ribs removed)`."""
    text = plain(without_invisible(written))
    while (bare := _BULLET.sub("", text).strip()) != text:
        text = bare
    while (flat := _NESTED.sub(lambda m: f"{m[1].rstrip()}, {m[2]}", text)) != text:
        text = flat
    for pattern, to in _RULES:
        text = pattern.sub(to, text)
    return " ".join(text.split())


def without_optional(text: str) -> tuple[str, bool]:
    """The line without the words that say it may be left out, and whether there were any."""
    parts = re.split(r"(\([^()]*\))", text)
    kept = [_bracket(part) if part.startswith("(") else _OPTIONAL.sub("", part) for part in parts]
    bare = re.sub(r"\s+", " ", "".join(kept)).strip(" ,:") if kept != parts else text
    return (bare, True) if kept != parts and bare.strip(" .") else (text, kept != parts)


def _bracket(part: str) -> str:
    inside = _IN_BRACKETS.sub("", part[1:-1]).strip(" ,;:")
    if inside == part[1:-1].strip(" ,;:"):
        return part if not _OPTIONAL.fullmatch(inside) else ""
    return f"({inside})" if inside and not inside.startswith("if ") else ""
