"""Frozen dataclasses ↔ JSON values, for the journal: what is no plain value carries the name of its type.

What another version of the program wrote is read as far as it goes: a field that is new, gone, or of another shape
gets its default; where it has none, the value around it is given up, and so on outwards.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from math import inf
from types import EllipsisType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from assistant.core import (
    adapting,
    events,
    intents,
    kitchen,
    quantity,
    questions,
    recipe,
    sentences,
    session,
    shelf,
    texts,
    timers,
)

_TYPE = "_"
_PLAIN = (str, int, float)


@cache
def _tag(kind: type) -> str:
    """Its module's and its own name: `timers.Paused` is not `session.Paused`."""
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"


_MODULES = (adapting, events, intents, kitchen, quantity, questions, recipe, sentences, session, shelf, texts, timers)
_KINDS = {
    (module.__name__.rpartition(".")[2], kind)
    for module in _MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, StrEnum))
}
# A type that moved to another module is found under the one that it was saved from too.
_TYPES: dict[str, Any] = {f"{place}.{kind.__name__}": kind for place, kind in _KINDS}
_TYPES |= {_tag(kind): kind for _, kind in _KINDS}


class SavedError(ValueError):
    """The value was saved by a program that knew other types, or it is damaged."""


def to_json(value: Any) -> Any:
    """What every answer waits for, so the frequent kinds are looked for first."""
    kind: type = type(value)
    if value is None or isinstance(value, _PLAIN):
        return {_TYPE: _tag(kind), "value": str(value)} if isinstance(value, StrEnum) else value
    if isinstance(value, tuple):
        return [to_json(v) for v in value]
    if (names := _saved(kind)) is not None:
        return {_TYPE: _tag(kind)} | {name: to_json(getattr(value, name)) for name in names}
    if isinstance(value, Fraction):
        return {_TYPE: "Fraction", "value": str(value)}
    raise TypeError(f"{kind.__name__} cannot be saved")


@cache
def _saved(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def from_json(data: Any, lost: list[str] | None = None) -> Any:
    """The value again; raises SavedError. What inside it had to be given up is named in `lost`."""
    lost = [] if lost is None else lost
    if isinstance(data, list):
        return tuple(_each(data, lost))
    if not isinstance(data, dict):
        return data
    name = str(data.get(_TYPE))
    try:
        if name == "Fraction":
            return Fraction(data["value"])
        kind = _TYPES[name]
        return kind(data["value"]) if issubclass(kind, StrEnum) else kind(**values_of(kind, data, lost))
    except SavedError:
        raise
    except (KeyError, TypeError, ValueError, ArithmeticError) as problem:
        raise SavedError(f"{name!r} is not a saved value of this version: {problem}") from problem


def _each(data: list[Any], lost: list[str]) -> list[Any]:
    """Those that can be read."""
    read = []
    for each in data:
        try:
            read.append(from_json(each, lost))
        except SavedError as problem:
            lost.append(str(problem))
    return read


def values_of(kind: type, data: dict[str, Any], lost: list[str]) -> dict[str, Any]:
    """The fields of a dataclass that are there and can be read; raises SavedError where one must be and cannot."""
    values = {}
    for field in fields(kind):
        if field.name in data:
            try:
                values[field.name] = _value(kind, field, data[field.name], lost)
            except SavedError as problem:
                if field.default is MISSING and field.default_factory is MISSING:
                    raise
                lost.append(str(problem))
    return values


def _value(kind: type, field: Field[Any], data: Any, lost: list[str]) -> Any:
    value = from_json(data, lost)
    if not fits(value, _hints(kind)[field.name]):
        raise SavedError(f"{_tag(kind)}.{field.name} cannot be {value!r}")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is of an annotated type, as far as these annotations go."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return fits(value, arguments[0])
    if origin in (Union, UnionType):
        return any(fits(value, each) for each in arguments)
    if origin is Literal:
        return value in arguments
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        if len(arguments) == 2 and isinstance(arguments[1], EllipsisType):
            return all(fits(each, arguments[0]) for each in value)
        return len(value) == len(arguments) and all(map(fits, value, arguments))
    if hint in (int, float):
        return isinstance(value, (int, hint)) and not isinstance(value, bool) and abs(value) < inf
    return not isinstance(hint, type) or isinstance(value, hint)
