"""English number words: integers, lengths of time, times of day; what they mean and how they are said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_VALUES = {word: value for value, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_VALUES |= {"oh": 0, "a": 1, "an": 1}
_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}
_PARTS |= {"quarters": Fraction(1, 4), "thirds": Fraction(1, 3), "halves": Fraction(1, 2)}
_VAGUE = {"couple": 2, "few": 3}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}

NUMBER_WORDS = frozenset({*_VALUES, *_PARTS, *_VAGUE, "hundred", "thousand"})
UNIT_WORDS = frozenset({*_SECONDS, *(f"{unit}s" for unit in _SECONDS)})

# Number words by what may follow them; templates name the class, so that a grammar of numbers stays small.
CLASSES: Mapping[str, Sequence[str]] = {
    "ONES": _ONES[1:10],
    "TEENS": _ONES[10:],
    "TENS": _TENS,
    "HOUR": _ONES[1:13],
    "ORDINAL": _ORDINALS[1:],
}
_BELOW_HUNDRED = "(ONES|TEENS|TENS [ONES])"
COUNT = f"({_BELOW_HUNDRED}|(a|ONES) hundred [[and] {_BELOW_HUNDRED}])"
_PART = "(a (half|quarter|third)|three quarters|two thirds)"
AMOUNT = f"({COUNT} [and {_PART}]|{_PART}|half [a]|a|an)"


def _length(unit: str, article: str) -> str:
    """A length in one unit: "ten minutes", "two and a half minutes", "half an hour", "a couple of hours"."""
    return (
        f"(({COUNT} [and {_PART}]|(a couple|couple) [of]|a few) ({unit}s|{unit})|({article}|one) {unit} [and {_PART}]|"
        f"(half [{article}]|{article} half|[(a|one)] quarter [of] {article}|three quarters of {article}) {unit})"
    )


_HOURS, _MINUTES, _SECOND = _length("hour", "an"), _length("minute", "a"), _length("second", "a")
DURATION = (
    f"({_HOURS} [[and] ({_MINUTES}|{_BELOW_HUNDRED})]|[{_HOURS} [and]] {_MINUTES} [and {_PART}|[and] {_BELOW_HUNDRED}]|"
    f"[{_HOURS} [and]] [{_MINUTES} [and]] {_SECOND})"
)
MORE = f"({COUNT}|(a couple|couple) [of]|a few) more (minutes|minute|seconds|second|hours|hour)"
TIME_OF_DAY = (
    "(HOUR [(oh ONES|TEENS|TENS [ONES]|o'clock)]|([a] (half|quarter|ten|twenty|five) (past|to) HOUR)|"
    "noon|midday|midnight) [(a m|p m|in [the] (morning|evening|afternoon)|at night|tonight)]"
)
ORDINAL = "ORDINAL"


_TWINS = dict(zip(_ONES[13:], _TENS[1:], strict=True))
_TWINS |= {tens: teen for teen, tens in _TWINS.items()}


def sounding_alike(words: Sequence[str]) -> list[str] | None:
    """The words with the number that is easily heard for theirs: thirteen and thirty, to nineteen and ninety.

    None where there is not exactly one such number.
    """
    found = [n for n, word in enumerate(words) if word in _TWINS and not {*words[n + 1 : n + 2]} & {*_ONES[1:10]}]
    if len(found) != 1:
        return None
    return [_TWINS[word] if n == found[0] else word for n, word in enumerate(words)]


def spell(number: int) -> str:
    """The words for 0 to 999,999: `spell(120)` is "one hundred and twenty"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f" {_ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_ONES[hundreds]} hundred" + (f" and {spell(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    return f"{spell(thousands)} thousand" + (f" {spell(rest)}" if rest else "")


def spell_ordinal(number: int) -> str:
    """ "first" to "twentieth"; raises IndexError above."""
    return _ORDINALS[number]


def integer(words: Sequence[str]) -> int:
    """What "a hundred and twenty", "twenty five", "fifth" say; raises ValueError where it is no number."""
    total, current, known = 0, 0, False
    for word in words:
        if word in _VALUES:
            current += _VALUES[word]
        elif word in _ORDINALS:
            current += _ORDINALS.index(word)
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word in ("and", "number") and (known or word == "number"):
            continue
        else:
            raise ValueError(f"{' '.join(words)!r} is not a number")
        known = True
    if not known:
        raise ValueError(f"{' '.join(words)!r} is not a number")
    return total + current


def amount(words: Sequence[str]) -> Fraction:
    """What "two and a half", "half a", "three quarters of" or "ten" say; raises ValueError."""
    kept = [w for w in words if w != "of"]
    part = next((i for i, w in enumerate(kept) if w in _PARTS), None)
    if part is None:
        vague = next((_VAGUE[w] for w in kept if w in _VAGUE), None)
        return Fraction(integer(kept) if vague is None else vague)
    counted = part > 0 and kept[part - 1] in _VALUES  # the "a" or "three" of the quarters
    many = _VALUES[kept[part - 1]] if counted else 1
    whole = kept[: part - 1 if counted else part]
    if whole and whole[-1] == "and":
        whole.pop()
    return (integer(whole) if whole else 0) + many * _PARTS[kept[part]]


def seconds(words: Sequence[str]) -> int:
    """Whole seconds of a spoken length: "an hour and a half", "one hour five minutes", "half a minute".

    Raises ValueError where no unit is named, or what stands before one is no number.
    """
    total, number, unit = Fraction(), list[str](), 0
    for word in words:
        if word in UNIT_WORDS:
            unit = _SECONDS[word.removesuffix("s")]
            total += (amount(number) if number else 1) * unit
            number = []
        elif number or word != "and":
            number.append(word)
    if not unit:
        raise ValueError(f"{' '.join(words)!r} is not a length of time")
    if number:  # "an hour and a half", "one hour thirty"
        rest = amount(number)
        total += rest * unit if rest < 1 else rest * (unit // 60 or 1)
    return round(total)


_TO_OR_PAST = re.compile(r"(?:a )?(?P<minutes>[a-z]+) (?P<way>to|past) (?P<hour>[a-z]+)")
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}


def time_of_day(words: Sequence[str]) -> str:
    """ "HH:MM" for "half past six", "seven thirty", "eight p m". Without a half of the day it is the second one."""
    text = " ".join(words)
    morning = bool(re.search(r"\b(a m|in the morning|in morning)$", text))
    text = re.sub(r" (a m|p m|in (the )?(morning|evening|afternoon)|at night|tonight|o'clock)\b", "", text)
    if text in _NAMED:
        return f"{_NAMED[text]:02}:00"
    if match := _TO_OR_PAST.fullmatch(text):
        minutes = {"half": 30, "quarter": 15}.get(match["minutes"]) or integer([match["minutes"]])
        hour = integer([match["hour"]])
        hour, minutes = (hour, minutes) if match["way"] == "past" else (hour - 1, 60 - minutes)
    else:
        first, *rest = text.split()
        hour, minutes = integer([first]), integer(rest) if rest else 0
    return f"{hour % 12 + (0 if morning else 12):02}:{minutes:02}"
