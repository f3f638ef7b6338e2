"""A recipe as YAML: the inverse of reading, by the same annotations. What has its default is left away."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from fractions import Fraction
from typing import Any

import yaml

from assistant.cookbook.reader import key_of
from assistant.core.quantity import Quantity
from assistant.core.recipe import Batch, Recipe, Span, Use, Uses

_WIDTH = 118
_NOT_WRITTEN = frozenset({"kitchen"})
_UNITS = ((3600, "hour"), (60, "minute"), (1, "second"))


class _Dumper(yaml.SafeDumper):
    """Lists of records are indented, so that the file reads like those written by hand."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


class _Short(list[str]):
    """Written on one line."""


_Dumper.add_representer(
    _Short, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def write(recipe: Recipe, remarks: tuple[str, ...] = ()) -> str:
    """The whole file; the remarks stand above as comments."""
    told = ", ".join(part for part in (recipe.source.name, recipe.source.author, recipe.source.url) if part)
    head = f"# Imported from {_one_line(told)}. The format: docs/recipe-format.md.\n"
    noted = "".join(f"# - {_one_line(remark)}\n" for remark in remarks)
    body = yaml.dump(
        plain(recipe), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=False
    )
    return head + (f"# What a person should look at:\n{noted}" if noted else "") + body


def plain(value: Any) -> Any:
    """As YAML has it: mappings, lists and texts."""
    match value:
        case Quantity():
            return int(said) if (said := quantity(value)).isdigit() else said
        case Batch():
            return f"{quantity(value.amount)} {value.thing}"
        case Span():
            return span(value.least_seconds, value.most_seconds)
        case Use():
            return reference(value)
        case tuple() if value and any(isinstance(part, Use | Uses) for part in value) and _is_text(value):
            return text(value)
        case tuple() if value and all(isinstance(part, Use) for part in value):
            return _Short(map(reference, value))
        case tuple():
            return _Short(value) if all(isinstance(part, str) for part in value) else [plain(part) for part in value]
    return _record(value) if is_dataclass(value) else value


def _is_text(value: tuple[Any, ...]) -> bool:
    return any(isinstance(part, str | Uses) for part in value)


def _record(value: Any) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for f in fields(value):
        given = getattr(value, f.name)
        default = f.default_factory() if f.default_factory is not MISSING else f.default
        if given == default or f.name in _NOT_WRITTEN or given == kept.get(f.metadata.get("like", "")):
            continue
        if f.name == "text" and isinstance(given, tuple):
            kept[key_of(f)] = text(given)
        elif f.name.endswith("_seconds"):
            kept[key_of(f)] = span(given, given)
        else:
            kept[key_of(f)] = plain(given)
    return kept


def text(parts: tuple[Any, ...]) -> str:
    """Words with references in braces."""
    return "".join(part if isinstance(part, str) else f"{{{_references(part)}}}" for part in parts)


def _references(part: Use | Uses) -> str:
    return ", ".join(reference(use) for use in ((part,) if isinstance(part, Use) else part.uses))


def reference(use: Use) -> str:
    form = ".the" if use.handled else ".amount" if use.amount_only else ""
    share = "" if use.share == 1 or use.handled else f" {use.share}"
    return f"{use.ingredient}{form}{share}{'' if use.sure else '?'}"


def quantity(value: Quantity) -> str:
    """`1/3 cup`, `2 1/2 pounds`, `4 - 6`."""
    low, high = number(value.low), number(value.high) if value.high is not None else None
    many = (value.high or value.low) > 1
    unit = f" {_many(value.unit) if many else value.unit}" if value.unit else ""
    return f"{low} - {high}{unit}" if high and high != low else f"{low}{unit}"


def _many(unit: str) -> str:
    from assistant.core.quantity import UNITS

    return UNITS[unit][1]


def number(value: Fraction) -> str:
    """`2 1/2`; decimals where no kitchen fraction fits."""
    if value.denominator not in (1, 2, 3, 4, 5, 6, 8, 16):
        return f"{float(value):.3f}".rstrip("0").rstrip(".")
    whole, part = divmod(value, 1)
    return " ".join(str(n) for n in (whole, part) if n) or "0"


def span(least: int, most: int) -> str:
    return length(least) if least == most else f"{length(least)} - {length(most)}"


def length(seconds: int) -> str:
    """`1 hour 30 minutes`."""
    parts = []
    for size, unit in _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return " ".join(parts) or "0 seconds"


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
