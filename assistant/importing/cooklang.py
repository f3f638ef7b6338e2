"""Cooklang (https://cooklang.org/docs/spec): `@flour{200%g}`, `#pot{}`, `~{10%minutes}`, `-- comments`, `== parts`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, TypeAlias

import yaml

from assistant.core.measures import converted
from assistant.core.quantity import Quantity
from assistant.importing.durations import read_duration
from assistant.importing.numbers import value
from assistant.importing.vocabulary import unit_of
from assistant.importing.writing import number, quantity
from assistant.importing.written import Written, WrittenGroup, WrittenStep

Kind: TypeAlias = Literal["text", "ingredient", "cookware", "timer"]

_FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<body>.*?)(?:\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_BLOCK_COMMENT = re.compile(r"\[-.*?-\]", re.DOTALL)
_LINE_COMMENT = re.compile(r"(?<!-)--(?!-).*$", re.MULTILINE)
_META = re.compile(r"^>>\s*(?P<key>[^:]+?)\s*:\s*(?P<value>.*)$")
_SECTION = re.compile(r"^==*\s*(?P<name>[^=]*?)\s*=*\s*$")
_WORD = r"[^\s@#~{}()\[\],.;:!?⸫⸪⸬…\"“”'’—–]+"
_MARKS = {"@": "ingredient", "#": "cookware", "~": "timer"}
_DEFAULTS: dict[Kind, float | str] = {"ingredient": "some", "cookware": 1, "timer": ""}
_ITEM = re.compile(
    rf"(?P<mark>[@#~])(?P<modifiers>[&?+\-@]*)(?:(?P<long>[^\s@#~{{}}][^@#~{{}}\n]*?)?\{{(?P<amount>[^}}\n]*)\}}|(?P<short>{_WORD}))"
    r"(?:\((?P<note>[^()\n]*)\))?"
)
_FRACTION = re.compile(r"([1-9]\d*) ?/ ?([1-9]\d*)")
_MIXED = re.compile(r"([1-9]\d*)[ +]+([1-9]\d*) ?/ ?([1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Item:
    """`quantity` is a number or the source's words; for text `name` holds it."""

    kind: Kind
    name: str
    quantity: float | str = ""
    units: str = ""
    note: str = ""


@dataclass(slots=True)
class Cooklang:
    """As parsed: steps of items, the section each stands in, notes, and metadata."""

    steps: list[list[Item]] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    metadata: dict[str, object] = field(default_factory=dict)


def parse(source: str) -> Cooklang:
    """What is no valid mark stays text, as the specification wants it; nothing is raised."""
    parsed = Cooklang()
    source = source.replace("\r\n", "\n").lstrip("\ufeff")
    if front := _FRONT.match(source):
        parsed.metadata.update(_metadata(front["body"]))
        source = source[front.end() :]
    source = _LINE_COMMENT.sub("", _BLOCK_COMMENT.sub(" ", source))
    section, lines = "", list[str]()
    for line in [*source.split("\n"), ""]:
        heading, meta = _SECTION.match(line) if line.startswith("=") else None, _META.match(line)
        if line.strip() and not heading and not meta:
            lines.append(line)
            continue
        _end(parsed, lines, section)
        lines = []
        if heading:
            section = heading["name"]
        elif meta:
            parsed.metadata[meta["key"]] = meta["value"].strip()
    return parsed


def _end(parsed: Cooklang, lines: list[str], section: str) -> None:
    if not lines:
        return
    text = " ".join(lines) if len(lines) == 1 else " ".join([lines[0].rstrip("\n"), *lines[1:]])
    if lines[0].lstrip().startswith(">"):
        parsed.notes.append(re.sub(r"\s*>\s*", " ", text).strip())
        return
    items = list(_items(text))
    if items:
        parsed.steps.append(items)
        parsed.sections.append(section)


def _items(text: str) -> Iterator[Item]:
    at, plain = 0, ""
    for match in _ITEM.finditer(text):
        if match.start() < at:
            continue
        item = _item(match)
        if item is None:
            continue
        plain += text[at : match.start()]
        if plain:
            yield Item("text", plain)
            plain = ""
        yield item
        at = match.end()
        if match["note"] is not None and item.kind == "timer":
            at = match.start("note") - 1
    plain += text[at:]
    if plain.strip():
        yield Item("text", plain)


def _item(match: re.Match[str]) -> Item | None:
    kind: Kind = _MARKS[match["mark"]]  # type: ignore[assignment]
    name = (match["long"] or match["short"] or "").strip()
    if not name and kind != "timer":
        return None
    name = name.split("|")[0]
    if match["amount"] is None:
        return Item(kind, name, _DEFAULTS[kind], note=match["note"] or "")
    written, _, units = match["amount"].partition("%")
    written = written.strip().removeprefix("=")
    return Item(kind, name, _number(written) if written else _DEFAULTS[kind], units.strip(), match["note"] or "")


def _number(text: str) -> float | str:
    if mixed := _MIXED.fullmatch(text):
        return float(int(mixed[1]) + Fraction(int(mixed[2]), int(mixed[3])))
    if fraction := _FRACTION.fullmatch(text):
        return float(Fraction(int(fraction[1]), int(fraction[2])))
    if re.fullmatch(r"\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d+\.\d+", text) else text


def _metadata(body: str) -> dict[str, object]:
    try:
        known = yaml.load(body, Loader=yaml.BaseLoader)  # texts only: nothing is guessed, nothing constructed
    except (yaml.YAMLError, RecursionError, ValueError):
        known = None
    if isinstance(known, dict):
        return {str(key): value for key, value in known.items()}
    pairs = (line.partition(":") for line in body.splitlines() if ":" in line)
    return {key.strip(): told.strip() for key, _, told in pairs}


def read_cooklang(source: str, name: str = "") -> Written:
    """The marks become words, the marked ingredients the list; the same one twice is added up."""
    parsed = parse(source)
    known = {key.lower(): told for key, told in parsed.metadata.items()}

    def said(*keys: str) -> str:
        told = next((known[key] for key in keys if known.get(key)), "")
        if isinstance(told, dict):
            return str(told.get("name", ""))
        return ", ".join(map(str, told)) if isinstance(told, list) else str(told)

    steps = tuple(
        WrittenStep("".join(map(_words, items)), section)
        for items, section in zip(parsed.steps, parsed.sections, strict=True)
    )
    tools = dict.fromkeys(i.name for items in parsed.steps for i in items if i.kind == "cookware")
    return Written(
        title=said("title") or name,
        groups=tuple(_groups(parsed)),
        steps=steps,
        about=said("description", "introduction"),
        author=said("author", "source.author"),
        site=said("source", "source.name"),
        address=said("source.url", "url"),
        yields=said("servings", "serves", "yield").split("|")[0],
        prep_seconds=read_duration(said("prep time", "time.prep")),
        cook_seconds=read_duration(said("cook time", "cooking time", "time.cook")),
        total_seconds=read_duration(said("time", "total time", "duration", "time required")),
        tools=tuple(tools),
        notes=tuple(parsed.notes),
        language=said("locale", "language"),
    )


def _amount(item: Item) -> tuple[Quantity | None, str]:
    """As a quantity where it is one, else in the source's words."""
    number_given = item.quantity if isinstance(item.quantity, int | float) else value(item.quantity.replace(" ", ""))
    count = Fraction(number_given).limit_denominator(1000) if number_given else None
    unit = unit_of(item.units) if item.units else None
    words_said = " ".join(str(part) for part in (item.quantity, item.units) if part not in ("", "some"))
    if count is None or (item.units and unit is None) or count <= 0:
        if isinstance(item.quantity, int | float):
            words_said = " ".join(
                part for part in (number(Fraction(item.quantity).limit_denominator(1000)), item.units) if part
            )
        return None, "" if item.units in ("items", "item") and count is None else words_said
    return Quantity(count * (unit[1] if unit else 1), None, unit[0] if unit else None), ""


def _words(item: Item) -> str:
    if item.kind == "ingredient":
        amount, said = _amount(item)
        told = quantity(amount) if amount is not None else said
        return f"{told} {item.name}".strip()
    if item.kind == "timer":
        if item.quantity == "":
            return item.name
        count = (
            item.quantity if isinstance(item.quantity, str) else number(Fraction(item.quantity).limit_denominator(100))
        )
        return f"{count} {item.units}".strip()
    return item.name


def _groups(parsed: Cooklang) -> Iterator[WrittenGroup]:
    held: dict[tuple[str, str], list[Item]] = {}
    several = len(set(parsed.sections)) > 1
    for items, section in zip(parsed.steps, parsed.sections, strict=True):
        for item in items:
            if item.kind == "ingredient":
                held.setdefault((section if several else "", item.name.lower()), []).append(item)
    for section in dict.fromkeys(section for section, _ in held):
        yield WrittenGroup(
            section, tuple(line for (s, _), items in held.items() if s == section for line in _lines(items))
        )


def _lines(items: list[Item]) -> Iterator[str]:
    """One line where the amounts can be added; else one for each."""
    total: Quantity | None = None
    for item in items:
        amount, said = _amount(item)
        if amount is None and not said:
            continue
        if amount is None:
            yield f"{said} {_named(item)}"
            continue
        if total is None:
            total = amount
            continue
        more = amount.low if amount.unit == total.unit else converted(amount.low, amount.unit or "", total.unit or "")
        if more is None:
            yield f"{quantity(amount)} {_named(item)}"
        else:
            total = replace(total, low=total.low + more)
    if total is not None:
        yield f"{quantity(total)} {_named(items[0])}"
    elif all(_amount(item) == (None, "") for item in items):
        yield f"some {_named(items[0])}" if items[0].name[:1].isdigit() else _named(items[0])


def _named(item: Item) -> str:
    return f"{item.name}, {item.note}" if item.note else item.name
