"""Frozen dataclasses ↔ JSON values, for the journal: what is no plain value carries the name of its type."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from assistant.core import events, intents, quantity, recipe, sentences, session, timers

_TYPE = "_"


def _tag(kind: type) -> str:
    """Its module's and its own name: `timers.Paused` is not `session.Paused`."""
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"


_TYPES: dict[str, Any] = {
    _tag(kind): kind
    for module in (events, intents, quantity, recipe, sentences, session, timers)
    for kind in vars(module).values()
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, StrEnum))
}


class SavedError(ValueError):
    """The value was saved by a program that knew other types, or it is damaged."""


def to_json(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {_TYPE: _tag(type(value))} | {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Fraction):
        return {_TYPE: "Fraction", "value": str(value)}
    if isinstance(value, StrEnum):
        return {_TYPE: _tag(type(value)), "value": str(value)}
    if isinstance(value, tuple):
        return [to_json(v) for v in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} cannot be saved")


def from_json(data: Any) -> Any:
    """The value again; raises SavedError."""
    if isinstance(data, list):
        return tuple(from_json(v) for v in data)
    if not isinstance(data, dict):
        return data
    values = {k: from_json(v) for k, v in data.items() if k != _TYPE}
    name = str(data.get(_TYPE))
    try:
        if name == "Fraction":
            return Fraction(values["value"])
        kind = _TYPES[name]
        return kind(values["value"]) if issubclass(kind, StrEnum) else kind(**values)
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as problem:
        raise SavedError(f"{name!r} is not a saved value of this version: {problem}") from problem
