"""A text with headings and lists → what was written. Markdown, plain text and pages without markup meet here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from assistant.importing.durations import read_duration
from assistant.importing.headings import Part, part_of
from assistant.importing.lines import read_line
from assistant.importing.numbers import plain
from assistant.importing.servings import read_yield
from assistant.importing.written import Written, WrittenGroup, WrittenStep

Kind: TypeAlias = Literal["heading", "bullet", "number", "text", "blank"]

_META = re.compile(
    r"^\W*(?P<key>prep(?:aration)?(?: time)?|cook(?:ing)?(?: time)?|bak(?:e|ing) time|total(?: time)?|"
    r"ready in|time|servings?|serves|yields?|makes|portions?|author|by|source|title|"
    r"portionen|für|personen|pour|rendement)\s*(?:[:=]|(?=\s\d))\s*(?P<value>.+)$",
    re.IGNORECASE,
)
_LEAST_WORDS_OF_A_SENTENCE = 9
_AMOUNT = re.compile(r"[\d½⅓⅔¼¾⅛]")
_STEP_NUMBER = re.compile(r"\W*(?:step|schritt|étape|paso|passo|stap|steg)?\s*\d{1,2}\W*", re.IGNORECASE)
_KEYS = {
    "prep": "prep",
    "cook": "cook",
    "bak": "cook",
    "tota": "total",
    "read": "total",
    "time": "total",
    "serv": "yield",
    "yiel": "yield",
    "make": "yield",
    "port": "yield",
    "pers": "yield",
    "für": "yield",
    "pour": "yield",
    "rend": "yield",
    "auth": "author",
    "by": "author",
    "sour": "source",
    "titl": "title",
}
_SUMMED = re.compile(
    r"^\W*(?:serves|makes|yields?|serving for|for)\s+(?P<value>(?:about )?\d[\w –-]*(?: people| persons|"
    r" servings)?[\w ]{0,20})\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the source; `level` of a heading, or how far a list item is indented."""

    kind: Kind
    text: str
    level: int = 0


@dataclass(slots=True)
class _Draft:
    title: str = ""
    about: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    groups: list[tuple[str, list[str]]] = field(default_factory=list)
    steps: list[WrittenStep] = field(default_factory=list)
    tools: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    part: Part | Literal["front"] = "front"
    level: int = 0
    section: str = ""


def read_rows(rows: Sequence[Row], title: str = "") -> Written:
    """What cannot be told stays empty; nothing is raised."""
    draft = _Draft(title)
    listed = any(row.kind in ("bullet", "number") for row in rows)
    for row in _paragraphs(rows):
        if row.kind == "heading":
            _heading(draft, row)
        elif row.kind != "blank":
            _row(draft, row, listed)
    if not draft.groups and not draft.steps:
        _guess(draft, rows)
    return _written(draft)


def _paragraphs(rows: Iterable[Row]) -> list[Row]:
    """Lines that belong together joined: those of a paragraph of prose, and what goes on below a list item."""
    joined: list[Row] = []
    listing = False  # among the ingredients every line stands for itself
    for row in rows:
        if row.kind == "heading" and (part := part_of(row.text)) is not None:
            listing = part == "ingredients"
        last = joined[-1] if joined else None
        if last is not None and row.kind == "text" and _goes_on(last, row, listing):
            joined[-1] = Row(last.kind, f"{last.text} {row.text}", last.level)
        else:
            joined.append(row)
    return joined


def _goes_on(last: Row, row: Row, listing: bool) -> bool:
    small = row.text[:1].islower()
    if last.kind in ("bullet", "number"):
        return row.level > 0 or small
    long = len(last.text) > 60 and not row.text[:1].isdigit() and not listing
    return last.kind == "text" and last.text[-1:] not in ".!?:" and (long or (small and not listing))


def _heading(draft: _Draft, row: Row) -> None:
    part = part_of(row.text)
    inside = draft.part in ("ingredients", "steps") and row.level > draft.level
    if inside and part not in ("steps", "ingredients", "notes"):
        draft.section = row.text.rstrip(":")
        if draft.part == "ingredients":
            draft.groups.append((draft.section, []))
        return
    if part is None:
        if not draft.title:
            draft.title = row.text
        elif draft.part in ("front", "other") and draft.steps and draft.groups:
            draft.part = "other"
        elif draft.part in ("ingredients", "steps") and row.level <= draft.level:
            draft.part = "other" if draft.steps else draft.part
        return
    draft.part, draft.level, draft.section = part, row.level, ""
    if part == "ingredients" and (found := read_yield(row.text)) and found.people:  # "Ingredients for 5 servings"
        draft.facts.setdefault("yield", row.text)
    if part == "ingredients":
        bare = re.sub(r"\bingredients?\b.*", "", row.text, flags=re.IGNORECASE).strip(" :-")
        named = re.search(r"\bfor (?:the )?(?P<part>[\w ]+)$", row.text, re.IGNORECASE)
        draft.groups.append((named["part"] if named else bare, []))
    elif part == "steps" and (named := re.search(r"\b(?:for|of) (?:the )?(?P<part>[\w ]+)$", row.text, re.IGNORECASE)):
        draft.section = named["part"]


def _row(draft: _Draft, row: Row, listed: bool) -> None:
    text = row.text
    facts = [part for part in re.split(r"\s+[|•·]\s+", text) if _META.match(part)]
    if draft.part == "front" and len(facts) > 1:  # "Prep: 20 mins | Serves: 6"
        for part in facts:
            _row(draft, Row("text", part), listed)
        return
    fact = _META.match(text) if draft.part in ("front", "ingredients", "other") and len(text) < 90 else None
    if fact is None and draft.part == "front" and (served := _SUMMED.match(text)):
        draft.facts.setdefault("yield", served["value"])
    elif fact is not None and not (
        draft.part == "ingredients" and row.kind == "bullet" and draft.groups and draft.groups[-1][1]
    ):
        key = next((k for start, k in _KEYS.items() if fact["key"].lower().startswith(start)), "")
        draft.facts.setdefault(key, fact["value"].strip())
    elif draft.part == "ingredients" and not (row.kind == "number" and _is_step(draft, text)):
        _ingredient(draft, row, listed)
    elif draft.part in ("ingredients", "steps"):
        draft.part = "steps"
        if text.endswith(":") and len(text) < 50 and row.kind == "text":
            draft.section = text.rstrip(":")
        elif _STEP_NUMBER.fullmatch(text):
            pass
        elif row.kind == "bullet" and row.level > 1 and draft.steps:
            draft.steps[-1] = WrittenStep(f"{draft.steps[-1].text}\n{text}", draft.steps[-1].section)
        else:
            draft.steps.append(WrittenStep(text, draft.section))
    elif draft.part == "notes":
        draft.notes.append(text)
    elif draft.part == "tools":
        draft.tools.append(text)
    elif draft.part == "front":
        if not draft.title and row.kind == "text" and len(text) < 90:
            draft.title = text
        else:
            draft.about.append(text)


def _is_step(draft: _Draft, text: str) -> bool:
    """A numbered sentence behind the list of ingredients, under a heading that nobody knows."""
    return bool(draft.groups and draft.groups[-1][1]) and len(text.split()) >= _LEAST_WORDS_OF_A_SENTENCE


def _ingredient(draft: _Draft, row: Row, listed: bool) -> None:
    text = row.text
    if (text.endswith(":") or re.match(r"^for (?:the )?[a-z ]+:?$", text, re.IGNORECASE)) and len(text) < 60:
        draft.groups.append((text.rstrip(":"), []))
    elif row.kind == "text" and not _AMOUNT.match(text) and len(text.split()) > (6 if listed else 25):  # prose between
        draft.notes.append(text)
    else:
        draft.groups[-1][1].append(text)


def _guess(draft: _Draft, rows: Sequence[Row]) -> None:
    """No heading tells: short lines that begin with an amount are ingredients, sentences are steps."""
    lines, texts = list[str](), list[str]()
    for row in _paragraphs(rows):
        if row.kind in ("heading", "blank") or row.text == draft.title:
            continue
        line = read_line(row.text)
        if (
            row.kind != "number"
            and line is not None
            and line.amount is not None
            and len(row.text) < 90
            and not re.search(r"[.!?]$", row.text)
        ):
            lines.append(row.text)
        elif lines and (len(row.text.split()) > 3 or row.kind == "number"):
            texts.append(row.text)
        elif row.kind == "bullet" and not texts and len(row.text.split()) <= 6:
            lines.append(row.text)
    if len(lines) >= 2 and texts:
        draft.groups, draft.about = (
            [("", lines)],
            [text for text in draft.about if text not in texts and text not in lines],
        )
        draft.steps = [WrittenStep(text) for text in texts]


def _written(draft: _Draft) -> Written:
    facts = draft.facts
    return Written(
        title=facts.get("title") or draft.title,
        groups=tuple(WrittenGroup(name, tuple(lines)) for name, lines in draft.groups if lines),
        steps=tuple(draft.steps),
        about=" ".join(draft.about),
        author=plain(facts.get("author", "")),
        site=facts.get("source", ""),
        yields=facts.get("yield", ""),
        prep_seconds=read_duration(facts.get("prep")),
        cook_seconds=read_duration(facts.get("cook")),
        total_seconds=read_duration(facts.get("total")),
        tools=tuple(draft.tools),
        notes=tuple(draft.notes),
    )
