"""Written text as it is spoken: no digit, symbol or abbreviation is left to a voice, each of which reads it otherwise.

What the program says by itself is written in words; this is for what others wrote: recipes, notes, names of files and
devices, and what the machine says of its troubles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from assistant.language.amounts import article, many, say_fraction
from assistant.language.numbers import spell, spell_ordinal

_NEEDED = re.compile(
    r"[^\w\s.,;:!?'\"’-]|[\d_–—−]|\b(?:approx|tsps?|tbsps?|temp|vs|etc)\b|\b[eE]\.\s?g\.|\b[iI]\.\s?e\."
)
_VULGAR = re.compile(r"(\d?)([½⅓⅔¼¾⅛⅜⅝⅞])")
_LARGEST = 999_999

_UNITS = {
    "tsp": "teaspoon", "tbsp": "tablespoon", "oz": "ounce", "lb": "pound", "g": "gram", "kg": "kilogram",
    "ml": "milliliter", "l": "liter", "cl": "centiliter", "dl": "deciliter", "cm": "centimeter", "mm": "millimeter",
    "min": "minute", "sec": "second", "hr": "hour", "h": "hour", "in": "inch", "qt": "quart", "pt": "pint",
    "kcal": "calorie", "cal": "calorie", "w": "watt", "mb": "megabyte", "kb": "kilobyte", "gb": "gigabyte",
}  # fmt: skip
_FULL = frozenset(
    {*_UNITS.values(), "cup", "clove", "slice", "inch", "stick", "can", "pinch", "day", "week", "serving", "piece"}
)
_FRACTIONS = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}
_SHORT = {
    "approx": "about", "tsp": "teaspoon", "tsps": "teaspoons", "tbsp": "tablespoon", "tbsps": "tablespoons",
    "temp": "temperature", "vs": "versus", "etc": "and so on",
}  # fmt: skip
_SYMBOLS = {"&": " and ", "%": " percent", "+": " plus ", "=": " is ", "×": " by ", "@": " at ", "#": " number "}
_ENDLESS = re.compile(r"(\d{30})\d+")  # nobody would listen to more digits
_NUMBER = r"(?:\d+ \d/\d|\d/\d|\d+(?:\.\d+)?)"

_Rule: TypeAlias = tuple[re.Pattern[str], "str | Callable[[re.Match[str]], str]"]


def for_the_ear(text: str) -> str:
    """`Bake 8–10 min at 350°F.` as `Bake eight to ten minutes at three hundred and fifty degrees Fahrenheit.`"""
    if text.isascii() and not _NEEDED.search(text):
        return text
    text = _ENDLESS.sub(r"\1", text)
    text = unicodedata.normalize("NFKC", _VULGAR.sub(lambda m: f"{m[1]} {_FRACTIONS[m[2]]}".strip(), text))
    for pattern, to in _RULES:
        text = pattern.sub(to, text)
    return text.strip()


def _value(text: str) -> Fraction:
    """`2 1/2` and `1.5`; what divides by nothing is nothing."""
    try:
        return sum((Fraction(part) for part in text.split()), Fraction(0))
    except ZeroDivisionError:
        return Fraction(0)


def _number(text: str) -> str:
    value = _value(text)
    if value > _LARGEST:
        return " ".join(spell(int(digit)) for digit in text if digit.isdigit())
    if "." in text and value.denominator not in (1, 2, 4):
        _, part = text.split(".")
        return f"{spell(int(value))} point {' '.join(spell(int(digit)) for digit in part)}"
    return say_fraction(value)


def _measured(match: re.Match[str]) -> str:
    """A number or a range with its unit, which goes by the number."""
    low, high, written = match["low"], match["high"], match["unit"].lower().rstrip(".")
    unit = _UNITS.get(written) or _UNITS.get(written.removesuffix("s")) or _singular(written)
    if high is not None:
        return f"{_number(low)} to {_number(high)} {many(unit)}"
    value = _value(low)
    if match["joint"] == "-":
        return f"{_number(low)} {unit}"
    if value == Fraction(1, 2):
        return f"half {article('our' if unit == 'hour' else unit)} {unit}"
    if value < 1 and value:
        return f"{_number(low)} of {article('our' if unit == 'hour' else unit)} {unit}"
    return f"{_number(low)} {unit if value == 1 else many(unit)}"


def _singular(written: str) -> str:
    return (
        "inch" if written == "inches" else written.removesuffix("s") if written.removesuffix("s") in _FULL else written
    )


def _degrees(match: re.Match[str]) -> str:
    scale = {"f": " Fahrenheit", "c": " Celsius"}.get((match["scale"] or "").lower(), "")
    high = f" to {_number(match['high'])}" if match["high"] else ""
    return f"{'minus ' if match['minus'] else ''}{_number(match['low'])}{high} degrees{scale}"


def _clock(match: re.Match[str]) -> str:
    hour, minutes, half = int(match[1]), int(match[2]), (match[3] or "").lower().replace(".", "")
    said = spell((hour - 1) % 12 + 1 if hour <= 24 else hour)
    after = f" {'oh ' if minutes < 10 else ''}{spell(minutes)}" if minutes else "" if half else " o'clock"
    of_day = {"am": " in the morning", "pm": " in the afternoon" if hour < 5 or hour == 12 else " in the evening"}
    return said + after + of_day.get(half, "")


def _ordinal(match: re.Match[str]) -> str:
    number = int(match[1])
    return spell_ordinal(number) if number <= 20 else f"number {spell(min(number, _LARGEST))}"


_UNIT = "|".join(sorted({*_UNITS, *(f"{u}s" for u in _UNITS), *_FULL, *map(many, _FULL)}, key=len, reverse=True))

_RULES: tuple[_Rule, ...] = (
    (re.compile("[’‘`´]"), "'"),
    (re.compile("[“”]"), '"'),
    (re.compile("⁄"), "/"),
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
    (re.compile(r"\b[eE]\.\s?g\.,?"), "for example"),
    (re.compile(r"\b[iI]\.\s?e\.,?"), "that is"),
    (re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b"), _ordinal),
    (re.compile(r"\b(\d{1,2}):(\d\d)(?:\s?([ap]\.?m\b\.?))?(?![\d:])", re.IGNORECASE), _clock),
    (
        re.compile(
            rf"(?P<minus>(?<![\w)])[-−])?(?P<low>{_NUMBER})(?:\s?(?:°\s?[FC]?)?\s?(?:-|–|—|to)\s?(?P<high>{_NUMBER}))?"
            r"\s?(?:°\s?(?P<scale>[FC]\b)?|degrees (?P<name>(?=[FC]\b)))",
            re.IGNORECASE,
        ),
        _degrees,
    ),
    (
        re.compile(
            rf"(?P<low>{_NUMBER})(?:\s?(?:-|–|—)\s?(?P<high>{_NUMBER}))?(?P<joint>[\s-]?)(?P<unit>{_UNIT})\b(?:(?<!s)\.(?=\s[a-z]))?",
            re.IGNORECASE,
        ),
        _measured,
    ),
    (re.compile(rf"({_NUMBER})\s?[x×]\s?(?={_NUMBER})"), lambda m: f"{_number(m[1])} by "),
    (re.compile(rf"({_NUMBER})\s?[-–—]\s?({_NUMBER})"), lambda m: f"{_number(m[1])} to {_number(m[2])}"),
    (re.compile(_NUMBER), lambda m: f" {_number(m[0])} "),
    (re.compile(rf"\b({'|'.join(_SHORT)})\b\.?(?=[\s,;)]|$)", re.IGNORECASE), lambda m: _SHORT[m[1].lower()]),
    (re.compile(r"\band/or\b"), "or"),
    (re.compile(f"[{re.escape(''.join(_SYMBOLS))}]"), lambda m: _SYMBOLS[m[0]]),
    (re.compile(r"\s*[(\[{]\s*"), ", "),
    (re.compile(r"\s*[)\]}](?=\s*[.,;:!?]|\s*$)"), ""),
    (re.compile(r"\s*[)\]}]\s*"), ", "),
    (re.compile(r"\s[-–—]+\s|\s*[–—]\s*"), ", "),
    (re.compile(r"[/\\_|<>]+"), " "),
    (re.compile(r"[^\w\s.,;:!?'\"-]"), ""),
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+(?=[.,;:!?])"), ""),
)
