"""What single values of a recipe look like, and what they mean."""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.cookbook.problems import Fault
from assistant.core.quantity import Quantity, parse_quantity
from assistant.core.recipe import Batch, Span, Text, Use, Uses

LONGEST = 100  # characters of a single value
MOST = 100_000  # of anything
MOST_SECONDS = 60 * 24 * 3600
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_PART = r"\d+(?:\.\d+)? (?:second|minute|hour)s?"
_LENGTH = rf"{_PART}(?: {_PART})*"
SPAN = re.compile(rf"(?P<low>{_LENGTH}|\d+)(?: ?(?:-|–|to) ?(?P<high>{_LENGTH}))?")
_WORD = r"[^\W_]+"
_ID = re.compile(rf"(?!\d){_WORD}(?:-{_WORD})*")
_REFERENCE = re.compile(
    rf"(?P<id>{_ID.pattern})(?P<form>\.amount|\.the)?(?: +(?P<share>\d+/\d+))?(?P<unsure>\?)?",
)
_BATCH = re.compile(r"(?P<amount>[\d/. –-]*\d) +(?P<thing>[^\d\s].*)")
_PIECES = re.compile(r"\{([^{}]*)\}|([^{}]+)|([{}])")


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST:
        raise Fault(f"{text[:20]!r}... is too long for a value", f"write at most {LONGEST} characters")


def identifier(text: str) -> str:
    _refuse_long(text)
    if not _ID.fullmatch(text) or text != text.lower():
        raise Fault(f"{text!r} is not an id", "use lower case letters, digits and hyphens, as in soy-sauce")
    return text


def quantity(text: str) -> Quantity:
    _refuse_long(text)
    try:
        amount = parse_quantity(text)
    except ValueError as error:
        hint = "write it like 1/3 cup, 2 1/2 pounds or 4 - 6; a word that is no unit belongs into name:"
        raise Fault(str(error), hint) from None
    if max(amount.low, amount.high or 0) > MOST:
        raise Fault(f"{text!r} is too much to be right", f"write at most {MOST}")
    return amount


def batch(text: str) -> Batch:
    """`24 cookies`, `1 loaf`, `2 - 3 jars of jam`."""
    _refuse_long(text)
    match = _BATCH.fullmatch(text.strip())
    if not match:
        raise Fault(f"{text!r} is no number of things", "write it like 24 cookies")
    return Batch(quantity(match["amount"]), match["thing"])


def span(text: str) -> Span:
    """`10 minutes`, `8 - 10 minutes`, `1 hour 30 minutes - 2 hours`."""
    _refuse_long(text)
    match = SPAN.fullmatch(text.strip().lower())
    if not match or (match["low"].isdigit() and not match["high"]):
        raise Fault(f"{text!r} is not a length of time", "write it like 30 seconds or 8 - 10 minutes")
    high = match["high"]
    low = f"{match['low']} {high.split()[-1]}" if match["low"].isdigit() else match["low"]
    least, most = _seconds(low), _seconds(high or low)
    if most < least or (high and most == least):
        raise Fault(f"{text!r} ends before it begins", "write the shorter time first")
    if most > MOST_SECONDS:
        raise Fault(f"{text!r} is too long to be right", f"write at most {MOST_SECONDS // 3600} hours")
    return Span(least, most)


def whole(text: str) -> int:
    _refuse_long(text)
    if not text.strip().isdecimal():
        raise Fault(f"{text!r} is not a whole number", "write it like 240")
    return int(text)


def seconds(text: str) -> int:
    length = span(text)
    if length.least_seconds != length.most_seconds:
        raise Fault(f"{text!r} is a range", "one length is needed here")
    return length.least_seconds


def _seconds(length: str) -> int:
    words = length.split()
    parts = zip(words[::2], words[1::2], strict=True)
    return int(sum(Fraction(number) * _SECONDS[unit.removesuffix("s")] for number, unit in parts))


def use(reference: str) -> Use:
    """`honey`, `honey.amount`, `honey.the`, `honey 1/2`, `honey?`, without the braces."""
    _refuse_long(reference)
    match = _REFERENCE.fullmatch(reference.strip())
    if not match:
        hint = "write {honey}, {honey.amount}, {honey.the}, {honey 1/2} or {honey?}; a name alone is written as a word"
        raise Fault(f"{{{reference}}} is not a reference to an ingredient", hint)
    try:
        share = Fraction(match["share"] or 1)
    except ZeroDivisionError:
        share = Fraction(0)
    if not 0 < share <= 1:
        raise Fault(f"{match['share']} is not a share", "a share is above 0 and at most 1/1")
    return Use(match["id"], share, match["form"] == ".amount", match["form"] == ".the", match["unsure"] is None)


def text(written: str) -> Text:
    """Words with references in braces, several with commas between them."""
    parts: list[str | Use | Uses] = []
    for reference, words, stray in _PIECES.findall(written):
        if stray:
            raise Fault(f"there is a {stray} without its partner", "a reference is written {honey}")
        if words:
            parts.append(words)
            continue
        named = tuple(use(each) for each in reference.split(","))
        parts.append(named[0] if len(named) == 1 else Uses(named))
    return tuple(parts)
