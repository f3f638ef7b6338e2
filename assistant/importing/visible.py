"""What a page shows to readers: its headings and lists as a text, and facts that stand behind labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TypeVar

from assistant.importing.durations import read_duration
from assistant.importing.headings import begins_with_amount, ingredient_heading, part_of, step_heading
from assistant.importing.markdown import read_markdown
from assistant.importing.markup import replaced, text_of
from assistant.importing.servings import read_yield
from assistant.importing.written import Written

_Value = TypeVar("_Value")

_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template", "title", "svg", "select", "iframe", "!--")
_AROUND = ("nav", "footer", "header", "aside", "button")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BREAK = re.compile(
    r"<(?:br|/?p|/?div|/li|/?ul|/?ol|/?section|/?article|/?table|/?tr|/?dl|/?dd|/?dt)\b[^>]*>", re.IGNORECASE
)
_ROW = re.compile(r"^(?:(#{1,6}|-|1\.)(?:\s+|$))?(.*)$")
_MOST_LETTERS = 60  # of a label with its value
_MOST_OF_A_FORM = 0.4  # of the page
_LEAST_LINES, _MOST_BETWEEN = 3, 8
_MOST_WORDS_OF_A_LINE, _LEAST_WORDS_OF_A_STEP = 16, 8

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
    text = replaced(replaced(page, _UNSEEN), _AROUND)
    whole = len(text)  # some sites put all of a page into a form
    text = replaced(text, ("form",), lambda form: form.inner if len(form.inner) > whole * _MOST_OF_A_FORM else " ")
    text = re.sub(r"\s+", " ", text)
    text = replaced(text, ("ol",), lambda listed: _ITEM.sub("\n1. ", listed.inner))
    text = replaced(text, _HEADINGS, lambda h: f"\n{'#' * int(h.tag[1])} {text_of(h.inner)}\n")
    text = _BREAK.sub("\n", _ITEM.sub("\n- ", text))
    found, mark = list[str](), ""
    for line in text.splitlines():
        match = _ROW.match(line.strip())
        mark, said = (match[1] or mark, text_of(match[2])) if match else (mark, "")
        if said:  # a mark whose words stand in an element of their own waits for them
            mark = "###" if not mark.startswith("#") and _opens(said, bool(mark)) else mark
            found.append(f"{mark} {said}".strip())
            mark = ""
    return found


def _opens(said: str, listed: bool) -> bool:
    """Whether a line that is no heading says that ingredients or steps follow: "Ingredients for 20 rolls"."""
    bare = step_heading(said) == "" or ingredient_heading([said], 0) == ""
    return bare or (not listed and len(said.split()) <= 5 and part_of(said) == "ingredients")


def by_headings(page: str) -> Written | None:
    """Only what has both ingredients and steps counts; the title is left to what the page calls itself."""
    shown = rows(page)
    if not any(row.startswith("#") and part_of(_bare(row)) == "ingredients" for row in shown):
        return None
    written = read_markdown("\n".join(shown))
    return replace(written, title="") if len(written.lines) > 1 and written.steps else None


def by_runs(page: str) -> Written | None:
    """Where no heading tells: a run of lines that begin with amounts, and the sentences that follow it."""
    shown = [row for row in rows(page) if not _is_fact(row)]
    found = list(_runs(shown))
    if not found:
        return None
    start, end = max(found, key=lambda run: run[1] - run[0])
    told = end
    while told < min(end + _MOST_BETWEEN, len(shown)) and not _is_prose(shown[told]):
        told += 1
    steps = list(takewhile(_is_prose, shown[told:]))
    if not steps:
        return None
    listed = [row if row.startswith("#") else f"- {_bare(row)}" for row in shown[start:end]]
    text = ["# Recipe", "## Ingredients", *listed, "## Directions", *(f"1. {_bare(step)}" for step in steps)]
    return replace(read_markdown("\n".join(text)), title="")


def _runs(shown: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where lines with amounts begin and end, at most a short line or a heading between two of them."""
    found: list[int] = []
    for n, row in enumerate([*shown, ""]):
        if row and begins_with_amount(_bare(row)) and len(row.split()) <= _MOST_WORDS_OF_A_LINE:
            found.append(n)
        elif found and (not row or _is_prose(row) or n - found[-1] > 2):
            if len(found) >= _LEAST_LINES:
                yield found[0], found[-1] + 1
            found = []


def _bare(row: str) -> str:
    return re.sub(r"^(?:#{1,6}|-|\d{1,2}\.) ", "", row)


def _is_prose(row: str) -> bool:
    return not row.startswith("#") and len(_bare(row).split()) >= _LEAST_WORDS_OF_A_STEP and not _is_fact(row)


def _is_fact(row: str) -> bool:
    """A yield or a time; both are read elsewhere."""
    bare = _bare(row)
    return any(label.match(bare) for label in (_YIELD, *_TIMES.values())) and len(bare) <= _MOST_LETTERS


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
