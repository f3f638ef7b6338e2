"""Markdown and plain text: lines with their kinds, for `outline`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import yaml

from assistant.importing.durations import read_duration
from assistant.importing.headings import part_of
from assistant.importing.outline import Row, read_rows
from assistant.importing.written import Written
from assistant.resources import parse_yaml

_FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n.*?\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s*(.+?)\s*#*$")
_BULLET = re.compile(r"^(?P<indent>\s*)(?:[-*+•·▢☐□–]|\[[ xX]\])\s+(?:\[[ xX]\]\s*)?(?P<text>\S.*)$")
_NUMBER = re.compile(r"^(?P<indent>\s*)(?:step\s+)?\d{1,2}\s*[.):]\s+(?P<text>\S.*)$", re.IGNORECASE)
_RULE = re.compile(r"^\s*(?:[-=_*]\s*){3,}$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|!\[\[[^\]]*\]\]")
_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]|\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\[[^\]]*\]")
_EMPHASIS = re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\3(?![\w*])")
_TAGS = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}")
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)([^*_]{2,60}?):?(?:\*\*|__)\s*:?\s*$")


def read_markdown(text: str, name: str = "") -> Written:
    """`name` is the title where the text gives none."""
    front, body = _front(text)
    rows = [_row(line) for line in _TAGS.sub("", _SHORTCODE.sub("", body)).splitlines()]
    rows = _underlined(rows)
    title = str(front.get("title") or "").strip()
    written = read_rows(rows, title)
    return _with_front(replace(written, title=written.title or name), front)


def read_text(text: str, name: str = "") -> Written:
    """Plain text: headings are lines that name a part, or stand in capitals."""
    rows = [_plain_row(line) for line in text.splitlines()]
    written = read_rows(rows)
    return replace(written, title=written.title or name)


def _front(text: str) -> tuple[dict[str, Any], str]:
    text = text.replace("\r\n", "\n")
    match = _FRONT.match(text)
    if match is None:
        toml = _TOML.match(text)
        return {}, text[toml.end() :] if toml else text
    try:
        known = parse_yaml(match["yaml"])
    except (yaml.YAMLError, RecursionError, ValueError):
        known = None
    return (known if isinstance(known, dict) else {}), text[match.end() :]


def _with_front(written: Written, front: dict[str, Any]) -> Written:
    """What the text itself does not say, its head may."""
    lower = {str(key).lower().replace("_", " ").strip(): value for key, value in front.items()}

    def said(*keys: str) -> str:
        value = next((lower[key] for key in keys if lower.get(key)), "")
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

    return replace(
        written,
        author=written.author or said("author", "authors", "by", "source.author").replace("-", " "),
        site=written.site or said("source", "source.name"),
        address=written.address or said("source url", "url", "source.url"),
        about=written.about or said("description", "introduction"),
        yields=written.yields or said("servings", "serves", "yield", "yields", "makes", "portions"),
        prep_seconds=written.prep_seconds
        or read_duration(said("prep time", "preptime", "prep", "time.prep", "time.preparation")),
        cook_seconds=written.cook_seconds or read_duration(said("cook time", "cooktime", "cooking time", "time.cook")),
        total_seconds=written.total_seconds
        or read_duration(said("total time", "time", "duration", "time required", "totaltime")),
        language=written.language or said("language", "lang", "locale"),
    )


def _row(line: str) -> Row:
    if not line.strip() or _RULE.match(line):
        return Row("blank", "")
    if bold := _BOLD_LINE.match(line):
        return Row("heading", _clean(bold[1]), 5)
    if heading := _HEADING.match(line):
        return Row("heading", _clean(heading[2]), len(heading[1]))
    return _listed(line) or _text(line)


def _plain_row(line: str) -> Row:
    stripped = line.strip()
    if not stripped or _RULE.match(line):
        return Row("blank", "")
    listed = _listed(line)
    bare = stripped.strip("*:= -").strip()
    if listed is None and len(bare) < 50 and (part_of(bare) is not None and _is_heading(stripped, bare)):
        return Row("heading", bare, 2)
    return listed or _text(line)


def _is_heading(line: str, bare: str) -> bool:
    return (
        line.endswith(":")
        or bare.isupper()
        or (len(bare.split()) <= 3 and not line.endswith((".", "!")) and ":" not in bare)
    )


def _listed(line: str) -> Row | None:
    if bullet := _BULLET.match(line):
        return Row("bullet", _clean(bullet["text"]), len(bullet["indent"].expandtabs(4)))
    if number := _NUMBER.match(line):
        return Row("number", _clean(number["text"]), len(number["indent"].expandtabs(4)))
    return None


def _text(line: str) -> Row:
    if line.strip().startswith("|"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        line = "" if all(re.fullmatch(r":?-*:?", cell) for cell in cells) else " ".join(cells)
    cleaned = _clean(line.lstrip(" \t>"))
    return Row("text", cleaned, len(line) - len(line.lstrip())) if cleaned else Row("blank", "")


def _clean(text: str) -> str:
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda m: m[1] or m[2] or m[3] or "", text)
    for _ in range(2):
        text = _EMPHASIS.sub(lambda m: m[2] or m[4] or "", text)
    return re.sub(r"\s+", " ", text.replace("\\", "")).strip()


def _underlined(rows: list[Row]) -> list[Row]:
    """`Title` over `=====` is rare enough that the rule was taken for a blank; the title is found all the same."""
    return rows
