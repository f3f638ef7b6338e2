"""Written words → words that can be said: no digits, symbols, brackets or abbreviations are left."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from assistant.cookbook.spoken import unspeakable
from assistant.importing.numbers import plain
from assistant.language.amounts import article, say_fraction
from assistant.language.numbers import spell, spell_ordinal

_Rule: TypeAlias = tuple[re.Pattern[str], "str | Callable[[re.Match[str]], str]"]
_N = r"\d+(?: \d+/\d+|/\d+|\.\d+)?"

# An abbreviation → singular and plural; taken only after a number.
_AFTER_NUMBER = {
    "tbsp": "tablespoon",
    "tbsps": "tablespoon",
    "tbs": "tablespoon",
    "tblsp": "tablespoon",
    "tsp": "teaspoon",
    "tsps": "teaspoon",
    "oz": "ounce",
    "ozs": "ounce",
    "lb": "pound",
    "lbs": "pound",
    "g": "gram",
    "gr": "gram",
    "gms": "gram",
    "kg": "kilogram",
    "kgs": "kilogram",
    "mg": "milligram",
    "ml": "milliliter",
    "mls": "milliliter",
    "cl": "centiliter",
    "dl": "deciliter",
    "l": "liter",
    "min": "minute",
    "mins": "minute",
    "m": "minute",
    "hr": "hour",
    "hrs": "hour",
    "h": "hour",
    "sec": "second",
    "secs": "second",
    "s": "second",
    "cm": "centimeter",
    "cms": "centimeter",
    "mm": "millimeter",
    "in": "inch",
    "pt": "pint",
    "qt": "quart",
    "gal": "gallon",
    "c": "cup",
    "kcal": "calorie",
    "pkg": "package",
    "pc": "piece",
    "pcs": "piece",
    "w": "watt",
    "litre": "liter",
}
_AFTER_NUMBER |= {f"{unit}{s}": unit for unit in ("cup", "teaspoon", "tablespoon", "pound", "hour") for s in ("", "s")}
_ALWAYS = {
    "tbsp": "tablespoons",
    "tbsps": "tablespoons",
    "tbs": "tablespoons",
    "tsp": "teaspoons",
    "tsps": "teaspoons",
    "oz": "ounces",
    "lb": "pounds",
    "lbs": "pounds",
    "kg": "kilograms",
    "mg": "milligrams",
    "ml": "milliliters",
    "min": "minutes",
    "mins": "minutes",
    "hr": "hours",
    "hrs": "hours",
    "sec": "seconds",
    "secs": "seconds",
    "approx": "about",
    "etc": "and so on",
    "eg": "for example",
    "ie": "that is",
    "temp": "temperature",
    "g": "grams",
    "l": "liters",
    "tbl": "tablespoons",
    "w": "with",
}
_IRREGULAR = {"inch": "inches"}


def _count(text: str) -> str:
    """The words of a written number."""
    try:
        number = sum((Fraction(part) for part in text.split()), Fraction())
    except ZeroDivisionError:
        return ""
    if number.denominator not in (1, 2, 3, 4, 8) and "/" in text:
        return f"{spell(number.numerator)} over {spell(number.denominator)}"
    return say_fraction(number) if number < 1_000_000 else "very many"


def _measure(match: re.Match[str]) -> str:
    unit = _AFTER_NUMBER.get(match["unit"].lower().rstrip("."), "")
    many = match["n"] not in ("1", "1/2", "1/4", "3/4", "1/3", "2/3", "1/8")
    named = _IRREGULAR.get(unit, f"{unit}s") if many and not match["joint"].startswith("-") else unit
    joint = " of a " if "/" in match["n"] and not many and match["n"] != "1/2" else " "
    said = f"half {'an' if unit == 'hour' else article(unit)}" if match["n"] == "1/2" else _count(match["n"])
    return f"{said}{joint if not said.startswith('half') else ' '}{named}"


def _degrees(match: re.Match[str]) -> str:
    low, high = match["n"], match["m"]
    named = match["scale"] or match.groupdict().get("s") or ""
    scale = {"f": " Fahrenheit", "c": " Celsius"}.get(named[:1].lower(), "")
    said = f"{_count(low)} to {_count(high)}" if high else _count(low)
    return f"{said} degrees{scale}"


def _ordinal(match: re.Match[str]) -> str:
    number = int(match[1])
    return spell_ordinal(number) if number <= 20 else spell(number)


_SCALE = r"(?P<scale>[fc]\b|fahrenheit\b|celsius\b|centigrade\b)"
_RULES: tuple[_Rule, ...] = (
    (re.compile(r"https?://\S+|www\.\S+"), " "),
    (re.compile(r"[‘`´ʼ]"), "'"),
    (re.compile(r"(?<!\d )(?<![\d/])1/2(?=[ -]?inch\b)"), "half"),
    (re.compile(r"(?<!\d )(?<![\d/])1/4(?=[ -]?inch\b)"), "quarter"),
    (re.compile(r"\b(\d+)/(\d{2,})\b"), r"\1 \2"),
    (re.compile(r"(?<=\d) inches\b"), " inches "),
    (re.compile(r"(?<=\d) ?(?:''|″|”|\"|-? ?inch(?:es)?\b)(?: ?-)?"), " inch "),
    (re.compile(r"[\"“”„«»*_™®©†‡•|<>^\\{}]"), " "),
    (re.compile(r"℃"), "°C"),
    (re.compile(r"℉"), "°F"),
    (re.compile(r"º|˚"), "°"),
    # one temperature is enough to say: "350°F/180°C fan/gas 4", "350 F (180 C)"
    (
        re.compile(
            rf"((?<![\w/])\d+ ?°? ?{_SCALE.replace('?P<scale>', '?:')})"
            r"(?: ?[/(,;|] ?(?:or )?(?:fan )?\d+ ?(?:°|degrees?)? ?(?:[fc]\b|celsius|fahrenheit)?(?: ?fan)?"
            r"(?: ?[/,;(] ?(?:gas(?: mark)? ?\d+|fan ?\d*|\d+ ?°? ?[fc]? ?fan))*\)?|"
            r"(?: ?[/(] ?gas(?: mark)? ?\d+\)?))+",
            re.I,
        ),
        r"\1",
    ),
    (
        re.compile(
            rf"(?P<n>\d+) ?(?:°|deg(?:rees?)?\.?)? ?[fc]? ?(?:-|–|to) ?(?P<m>\d+) ?(?:°|deg(?:rees?)?\b\.?)? ?{_SCALE}",
            re.I,
        ),
        _degrees,
    ),
    (re.compile(rf"(?P<n>\d+)(?P<m>)(?: ?(?:°|deg(?:rees?)?\b\.?) ?{_SCALE}?| ?(?P<s>(?-i:[FC]))\b)", re.I), _degrees),
    (re.compile(r"(?:(?<=\d)|(?<=inch)|(?<=cm)) ?[x×] ?(?=\d)"), " by "),
    (re.compile(rf"(?P<a>{_N}) ?[-–—~] ?(?={_N}|\d)"), r"\g<a> to "),
    (re.compile(rf"(?P<n>{_N})(?P<joint>-? ?)(?P<unit>{'|'.join(_AFTER_NUMBER)})\b\.?(?!')", re.I), _measure),
    (re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b"), _ordinal),
    (re.compile(r"(?<=\d) ?%"), " percent"),
    (re.compile(r"\$(\d+)"), r"\1 dollars"),
    (re.compile(r"~ ?(?=\d)"), "about "),
    (re.compile(r"\bno\. ?(?=\d)", re.I), "number "),
    (re.compile(_N), lambda m: f" {_count(m[0])} "),
    (re.compile(r"\be\.g\.,?|\bfor ex\.", re.I), "for example"),
    (re.compile(r"\bi\.e\.,?", re.I), "that is"),
    (re.compile(r"\bw/o\b", re.I), "without"),
    (re.compile(r"\bw/ ?", re.I), "with "),
    (re.compile(r"\band/or\b", re.I), "or"),
    (re.compile(r"&(?:amp;)?"), " and "),
    (re.compile(r"\+"), " plus "),
    (re.compile(r"@"), " at "),
    (re.compile(r"="), " is "),
    (re.compile(r"(?<=\w) ?/ ?(?=\w)"), " or "),
    (re.compile(r"…|\.{2,}"), ". "),
    (re.compile(r" [-–—]+ |[—–]"), ", "),
    (re.compile(r"[‐‑‒−]"), "-"),
    (re.compile(r"[、،]"), ", "),
    (re.compile(r"[。．؛]"), ". "),
    (re.compile(r"[（(\[]\s*"), ", "),
    (re.compile(r"\s*[)\]）]"), ","),
    (re.compile(r"[^\w\s.,;:?!'’-]|_"), " "),
    (re.compile(r"(?<!\w)-+|-+(?!\w)"), " "),
    (re.compile(r"[^\W\d]*[\d][^\W_]*"), lambda m: "".join(c for c in m[0] if not c.isnumeric())),
)
_SHORT = re.compile(rf"\b({'|'.join(_ALWAYS)})\b\.?(?!')", re.I)
_TIDY: tuple[_Rule, ...] = (
    (re.compile(r"\s+"), " "),
    (re.compile(r" (?=[.,;:?!])"), ""),
    (re.compile(r"[,;:]+(?=[.?!;:])|,(?=,)"), ""),
    (re.compile(r"([.?!])[.,;:]+"), r"\1"),
    (re.compile(r"^[\s.,;:?!-]+"), ""),
    (re.compile(r"(?<=[,;:])(?=[^\W\d])"), " "),
)


def speakable(text: str) -> str:
    """The same in words; what can not be said is left away. Capitals and full stops stay as they are."""
    text = plain(text)
    for pattern, to in _RULES:
        text = pattern.sub(to, text)
    text = _SHORT.sub(lambda m: _ALWAYS[m[1].lower()], text)
    return tidy(_said(text))


def tidy(text: str) -> str:
    for pattern, to in _TIDY:
        text = pattern.sub(to, text)
    return text.strip(" ,;:")


def _said(text: str) -> str:
    """Whatever the voice still could not say goes."""
    while (wrong := unspeakable(text)) is not None:
        text = re.sub(
            rf"(?<!\w){re.escape(wrong)}(?!\w)|{re.escape(wrong)}" if len(wrong) == 1 else rf"\b{re.escape(wrong)}\b",
            " ",
            text,
        )
    return text


def sentence(text: str) -> str:
    """With a capital and an end."""
    text = text.strip(" ,;:-")
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")
