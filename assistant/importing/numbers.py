"""Numbers as people write them: `1 1/2`, `1½`, `0,5`, `two`, `a dozen`, and ranges of them."""

from __future__ import annotations

import re
from fractions import Fraction
from unicodedata import decimal

from assistant.language.numbers import amount

_VULGAR = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6",
    "⅚": "5/6",
    "⅐": "1/7",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
    "⅑": "1/9",
    "⅒": "1/10",
}
_VULGAR_AFTER = re.compile(rf"(?<=\d) ?([{''.join(_VULGAR)}])")
_VULGAR_ALONE = re.compile(f"[{''.join(_VULGAR)}]")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,])")
_DIGITS = r"\d+(?: \d+/\d+|/\d+|[.,]\d+)?|\.\d+"
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|sixty|ninety"
_HALF = r"(?: and a (?:half|quarter))?"
_WORDS = (
    rf"half an?|half|(?:a|one) quarter(?: of an?)?|three quarters(?: of an?)?|(?:{_ONES}){_HALF}|a couple(?: of)?|"
    r"a dozen|half a dozen|an?(?= )"
)
NUMBER = rf"(?:(?<![\w/.,])(?:{_DIGITS})|\b(?:half a dozen|{_WORDS})\b)"
RANGE = rf"(?P<low>{NUMBER})(?: ?(?:[-–—~]|\bto\b|\bor\b|\bto about\b) ?(?P<high>(?:{_DIGITS}|(?:{_ONES}){_HALF})))?"
_RANGE = re.compile(RANGE, re.IGNORECASE)


def plain(text: str) -> str:
    """The same text with fractions as `1 1/2`, thousands without a comma, and single blanks.

    `1½`, `1 ½`, `1 1⁄2`, `1-1/2` and `1 & 1/2` are all one and a half.
    """
    text = _VULGAR_AFTER.sub(lambda m: f" {_VULGAR[m[1]]}", text)
    text = _VULGAR_ALONE.sub(lambda m: _VULGAR[m[0]], text)
    text = text.replace("⁄", "/").replace("∕", "/")
    text = re.sub(r"(?<=\d) / (?=\d)", "/", text)
    text = re.sub(r"(?<![\d/])(\d{1,2})(?: ?(?:-|&|\+|and) ?| )([1-9]/(?:[2-9]|10|16))(?!\d)", r"\1 \2", text)
    text = _THOUSANDS.sub(r"\1\2", text)
    text = "".join(str(decimal(c)) if c.isdecimal() else c for c in text)
    return re.sub(r"\s+", " ", text).strip()


def value(text: str) -> Fraction | None:
    """What a number says; None where it is none."""
    text = text.strip().lower()
    if re.fullmatch(_DIGITS, text):
        try:
            return sum((Fraction(part.replace(",", ".")) for part in text.split()), Fraction())
        except ZeroDivisionError:
            return None
    if "dozen" in text:
        return Fraction(6 if text.startswith("half") else 12)
    words = re.sub(r" of( an?)?$|(?<=half) an?$", "", text).split()
    try:
        return amount(words)
    except ValueError:
        return None


def bounds(match: re.Match[str]) -> tuple[Fraction, Fraction | None] | None:
    """What a match of RANGE says: the least, and the most where that is more."""
    low = value(match["low"])
    high = value(match["high"]) if match["high"] else None
    if low is None or low <= 0 or low > 100_000:
        return None
    return low, high if high is not None and high > low else None
