"""Temperatures inside what is said: recipes write "450 °F", cooks hear them in the degrees that they want."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from assistant.core.measures import CELSIUS, FAHRENHEIT, TEMPERATURES, converted
from assistant.core.quantity import Quantity, nearest
from assistant.core.sentences import Amount, Sentence, Value, Words, amounts_in

WRITTEN = re.compile(r"(?<![\w.])(?P<low>-?\d{1,4})(?: ?[-–] ?(?P<high>\d{1,4}))? ?°(?P<scale>[FC])\b")
_SCALES = {"F": FAHRENHEIT, "C": CELSIUS}
_OVEN_FROM = Fraction(120)  # degrees Celsius, from which heat is set; below, it is measured inside food
_SAFE_FROM = Fraction(40)  # and from which more of it makes food safe, not less
_SET = {FAHRENHEIT: Fraction(25), CELSIUS: Fraction(10)}  # the steps in which recipes set an oven

Part: TypeAlias = "str | Amount | tuple[Amount, ...]"


def in_degrees(sentence: Sentence, scale: str | None) -> Sentence:
    """With the temperatures of its texts as values, in the scale that is wanted; None: as they are written."""
    return replace(sentence, values=tuple((name, heated(value, scale)) for name, value in sentence.values))


def heated(value: Value, scale: str | None) -> Value:
    match value:
        case str() | Words():
            return heated_text(value, scale)
        case tuple():
            return tuple(heated(each, scale) for each in value)
        case _:
            return value


def heated_text(text: str | Words, scale: str | None) -> str | Words:
    """What has both scales keeps them."""
    parts = tuple(parts_of(text))
    found = {said.unit for said in temperatures_in(Words(parts))}
    if not found:
        return text
    return Words(parts if scale is None or found == TEMPERATURES else tuple(_in_scale(part, scale) for part in parts))


def parts_of(text: str | Words) -> Iterator[Part]:
    for part in (text,) if isinstance(text, str) else text.parts:
        if not isinstance(part, str):
            yield part
            continue
        end = 0
        for found in WRITTEN.finditer(part):
            yield from filter(None, (part[end : found.start()],))
            yield Amount(_read(found), "", bare=True)
            end = found.end()
        yield from filter(None, (part[end:],))


def temperatures_in(value: Value) -> Iterator[Quantity]:
    """Those that are said, in their order."""
    for amount in amounts_in(value):
        if amount.quantity is not None and amount.quantity.unit in TEMPERATURES:
            yield amount.quantity


def as_set(said: Quantity, to: str) -> Quantity:
    """In the other scale, as a kitchen has it: ovens in their steps, else whole degrees; what is safe never less."""
    high = None if said.high is None else _as_set(said.high, said.unit, to)
    return Quantity(_as_set(said.low, said.unit, to), high, to)


def _as_set(value: Fraction, unit: str | None, to: str) -> Fraction:
    exact = converted(value, unit or to, to)
    hot = converted(value, unit or to, CELSIUS)
    assert exact is not None and hot is not None
    if unit == to:
        return value
    if hot >= _OVEN_FROM:
        return nearest(exact, _SET[to])
    return Fraction(-(-exact // 1) if hot >= _SAFE_FROM else round(exact))


def _read(found: re.Match[str]) -> Quantity:
    high = None if found["high"] is None else Fraction(found["high"])
    return Quantity(Fraction(found["low"]), high, _SCALES[found["scale"]])


def _in_scale(part: Part, scale: str) -> Part:
    if isinstance(part, Amount) and part.quantity is not None and part.quantity.unit in TEMPERATURES:
        return replace(part, quantity=as_set(part.quantity, scale))
    return part
