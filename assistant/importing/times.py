"""Lengths of time in a step, and which of them a cook would set a timer for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assistant.core.recipe import Span
from assistant.importing.numbers import NUMBER, plain, value

_TIME = re.compile(
    rf"(?P<mixed>(?P<hours>{NUMBER}) ?(?P<unit1>hours?|hrs?|h|minutes?|mins?)\.?,?(?: and)? ?"
    rf"(?P<rest>{NUMBER}) ?(?P<unit2>minutes?|mins?|m|seconds?|secs?)\b\.?)|"
    rf"(?P<between>between )?(?P<low>{NUMBER})[ -]?(?P<low_unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|h)?\.?"
    rf" ?(?:-|–|—|~|\bto\b|\bor\b|\band\b)(?: about)? ?(?P<high>{NUMBER})[ -]?"
    r"(?P<high_unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|h)\b\.?|"
    rf"\b(?P<vague>a|an?) (?P<vague_unit>second|minute|hour) or (?P<vague_high>two|so)\b|"
    rf"\b(?P<half_of>an?|one) (?P<half_unit>hour|minute) and (?P<half_part>a half|a quarter|three quarters)\b|"
    rf"(?P<number>\banother\b|{NUMBER})[ -]?(?:more |additional |further |full |whole |good |extra |or so )?"
    r"(?P<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|h|(?<=\d)m)\b(?![-'])",
    re.IGNORECASE,
)
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_PARTS = {"a half": Fraction(1, 2), "a quarter": Fraction(1, 4), "three quarters": Fraction(3, 4)}

# What stands before or after a time that is no timer. Rhythms are read by `rhythms`.
_NOT_AFTER = re.compile(
    r"(?:\bevery|\beach|\bwithin(?: about)?|\bup to|\btotal time(?: is)?(?: of)?(?: about)?|\bprep(?:aration)? time:?|"
    r"\bper|\btook|\bonce an?|\bor on (?:high|low)(?: heat)?(?: for)?(?: about)?|\bor with [\w ]+ for|\bplus|"
    r"\bless than|\bin under|\blast made|\bat(?: around| about)?(?: the)?|"
    r"\bafter \w+ing(?: \w+)? for(?: about| at least)?|"
    r"\bbeen \w+ed for(?: about| at least)?)\s*$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"^(?:\s*(?:before|ahead|ago|in advance|earlier|prior|less than|shy of|of the end|per (?:pound|kilo|lb|kg|\d))|"
    r"-[a-z]|\s+(?:dinner|meal|recipe|dish|supper|lunch|old\b))",
    re.IGNORECASE,
)
_NO_TIMERS = re.compile(
    r"\bper (?:\d+ ?)?(?:g|grams?|kg|kilos?|pounds?|lbs?)\b|"
    r"^\W*(?:leftovers?|store[ds]?|storage|keeps?|will keep|freezes?|make ahead|to freeze|to store|"
    r"to reheat|total time|"
    r"prep time|cook time)\b|\bleftovers?\b|\bkeeps? (?:well |fresh |for |in |up )|\bwill (?:keep|last)\b|"
    r"\bcan be (?:made|stored|"
    r"prepared|kept|frozen)\b|\bstored in\b|\bthe day before\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:(?:for|another)(?: at least| about| around| another)?|simmer|cook|rest|cool|boil|fry|bake|stand|"
    r"sit|chill|marinate|wait)\s*$",
    re.IGNORECASE,
)
_EVERY = re.compile(r"(?:\bevery|\bonce every|\bonce an?|\beach)(?: other)? (?:so often )?$", re.IGNORECASE)
_EVERY_UNIT = re.compile(
    r"\bevery (?P<part>half |quarter )?(?:an? |of an )?(?P<unit>minute|hour|second)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\d(])|(?<=;)")


@dataclass(frozen=True, slots=True)
class Time:
    """A length of time, with its place in the text that was searched."""

    span: Span
    start: int
    end: int


def timers(text: str) -> tuple[Time, ...]:
    """The times that a cook would set a timer for; places are those in `plain(text)`."""
    return tuple(time for time, kind in _found(plain(text)) if kind == "timer")


def rhythms(text: str) -> tuple[Time, ...]:
    """`every 10 minutes`, `every half hour`: how often something is done."""
    text = plain(text)
    found = [time for time, kind in _found(text) if kind == "rhythm"]
    for match in _EVERY_UNIT.finditer(text):
        part = {"half ": Fraction(1, 2), "quarter ": Fraction(1, 4)}.get((match["part"] or "").lower(), Fraction(1))
        seconds = int(_SECONDS[match["unit"][0].lower()] * part)
        if not any(time.start < match.end() and match.start() < time.end for time in found):
            found.append(Time(Span(seconds, seconds), match.start(), match.end()))
    return tuple(found)


def _found(text: str) -> Iterator[tuple[Time, str]]:
    for start, sentence in _sentences(text):
        silent = _NO_TIMERS.search(sentence) is not None
        for match in _TIME.finditer(sentence):
            span = _span(match)
            if span is None or span.least_seconds <= 0 or span.most_seconds > 72 * 3600:
                continue
            before, after = sentence[: match.start()], sentence[match.end() :]
            time = Time(span, start + match.start(), start + match.end())
            if _EVERY.search(before):
                yield time, "rhythm"
            elif not silent and not _NOT_AFTER.search(before) and not _is_no_timer(before, after):
                yield time, "timer"


def _is_no_timer(before: str, after: str) -> bool:
    """By what follows; "simmer for ten minutes before serving" is one, "ten minutes before serving" is none."""
    match = _NOT_BEFORE.search(after)
    return match is not None and not (match[0].strip().lower() == "before" and _LASTS.search(before))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _span(match: re.Match[str]) -> Span | None:
    if match["mixed"]:
        return _one(_length(match["hours"], match["unit1"]), _length(match["rest"], match["unit2"]))
    if match["vague"]:
        unit = match["vague_unit"]
        least = _length("1", unit)
        return _range(least, _length("2", unit) if match["vague_high"].lower() == "two" else least)
    if match["half_of"]:
        unit = _SECONDS[match["half_unit"][0].lower()]
        return _one(Fraction(unit) + unit * _PARTS[match["half_part"].lower()], Fraction(0))
    if match["low"]:
        low, high = _length(match["low"], match["low_unit"] or match["high_unit"]), match["high"]
        return _range(low, _length(high, match["high_unit"]))
    if match["number"].lower() == "another":
        return _one(Fraction(_SECONDS[match["unit"][0].lower()]), Fraction(0))
    if match["number"].lower() == "a" and match["unit"][0] in "sS":
        return None  # "a second rise"
    return _one(_length(match["number"], match["unit"]), Fraction(0))


def _length(number: str, unit: str) -> Fraction | None:
    count = value(number)
    return None if count is None else count * _SECONDS[unit[0].lower()]


def _one(length: Fraction | None, more: Fraction | None) -> Span | None:
    return None if length is None or more is None else Span(int(length + more), int(length + more))


def _range(least: Fraction | None, most: Fraction | None) -> Span | None:
    if least is None or most is None:
        return None
    return Span(int(least), int(max(least, most)))
