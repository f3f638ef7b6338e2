"""What a page shows to readers: its headings and lists as a text, and facts that stand behind labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from assistant.importing.durations import read_duration
from assistant.importing.headings import ingredient_heading, step_heading
from assistant.importing.markdown import read_markdown
from assistant.importing.markup import text_of
from assistant.importing.servings import read_yield
from assistant.importing.written import Written

_Value = TypeVar("_Value")

_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_DROPPED = re.compile(
    r"<(script|style|noscript|template|title|nav|footer|header|form|aside|svg|button|select|iframe)(?![\w-])"
    r".*?</\1\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_ORDERED = re.compile(r"<ol\b.*?</ol\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(
    r"<(?:br|/?p|/?div|/li|/?ul|/?ol|/?section|/?article|/?table|/?tr|/?dl|/?dd|/?dt)\b[^>]*>", re.IGNORECASE
)
_ROW = re.compile(r"^(?:(#{1,6}|-|1\.)(?:\s+|$))?(.*)$")
_MOST_LETTERS = 60  # of a label with its value

_YIELD = re.compile(
    r"^(?P<label>serves|servings?|yields?|makes|portions|portionen|porciones|porções|porties|number of servings|"
    r"rendimento|antal|nombre de personnes|personnes|personen|couverts)\b"
    r"(?! size)\s*:?\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_TIMES = {
    "prep": re.compile(r"^(?:prep(?:aration)?|active|hands[- ]on)(?: time)?\s*:?\s*(?P<value>\d.*|)$", re.IGNORECASE),
    "cook": re.compile(r"^(?:cook(?:ing)?|bak(?:e|ing))(?: time)?\s*:?\s*(?P<value>\d.*|)$", re.IGNORECASE),
    "total": re.compile(r"^(?:total(?: time)?|ready in)\s*:?\s*(?P<value>\d.*|)$", re.IGNORECASE),
}


def rows(page: str) -> list[str]:
    """Its lines as markdown has them: headings, bullets, numbers; blanks of the source count for nothing."""
    text = re.sub(r"\s+", " ", _DROPPED.sub(" ", page))
    text = _ORDERED.sub(lambda m: _ITEM.sub("\n1. ", m[0]), text)
    text = _HEADING.sub(lambda m: f"\n{'#' * int(m[1])} {text_of(m[2])}\n", text)
    text = _BREAK.sub("\n", _ITEM.sub("\n- ", text))
    found, mark = list[str](), ""
    for line in text.splitlines():
        match = _ROW.match(line.strip())
        mark, said = (match[1] or mark, text_of(match[2])) if match else (mark, "")
        if said:  # a mark whose words stand in an element of their own waits for them
            opens = step_heading(said) == "" or ingredient_heading([said], 0) == ""
            mark = "###" if opens and not mark.startswith("#") else mark
            found.append(f"{mark} {said}".strip())
            mark = ""
    return found


def by_headings(page: str) -> Written | None:
    """Only what has both ingredients and steps counts; the title is left to what the page calls itself."""
    written = read_markdown("\n".join(rows(page)))
    return replace(written, title="") if len(written.lines) > 1 and written.steps else None


def with_labelled(written: Written, page: str) -> Written:
    """With the yield and the times that stand behind labels, where its data had none and they are said only one way."""
    timed = written.prep_seconds or written.cook_seconds or written.total_seconds
    if written.yields and timed:
        return written
    shown = [re.sub(r"^\W+", "", row) for row in rows(page)]
    yields = "" if written.yields else _only(shown, _YIELD, lambda text: text if read_yield(text) else None) or ""
    written = replace(written, yields=written.yields or yields)
    if timed:
        return written
    prep, cook, total = (_only(shown, _TIMES[key], read_duration) for key in ("prep", "cook", "total"))
    return replace(written, prep_seconds=prep, cook_seconds=cook, total_seconds=total)


def _only(shown: Sequence[str], label: re.Pattern[str], read: Callable[[str], _Value | None]) -> _Value | None:
    """What the label says wherever it stands; None where it says different things: those of other recipes."""
    found = set[_Value]()
    for row, following in pairwise([*shown, ""]):
        match = label.match(row) if len(row) <= _MOST_LETTERS else None
        if match is None:
            continue
        text = row if match["value"] else f"{row} {following}" if len(following) <= _MOST_LETTERS else ""
        value = read(text if "label" in match.groupdict() else match["value"] or following)
        if text and value is not None:
            found.add(value)
    return found.pop() if len(found) == 1 else None
