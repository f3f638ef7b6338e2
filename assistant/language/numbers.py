"""English number words: integers, lengths of time, times of day; what they mean and how they are said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {"oh": 0, "a": 1, "an": 1}
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}
_PARTS |= {"quarters": Fraction(1, 4), "thirds": Fraction(1, 3), "halves": Fraction(1, 2)}
_VAGUE = {"couple": 2, "few": 3}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}

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
AMOUNT = f"({COUNT} [and {_PART}]|{_PART}|half [a])"


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


def examples(reader: str) -> list[str]:
    """What people are likely to say for one of the readers of `templates.READERS`, each way of saying it at least once."""
    match reader:
        case "duration":
            minutes = [f"{spell(n)} minutes" for n in range(2, 100)] + ["one minute", "a minute", "half a minute"]
            seconds_ = [f"{spell(n)} seconds" for n in range(5, 60, 5)] + ["one second", "a couple of seconds"]
            hours = [f"{spell(n)} hours" for n in range(2, 13)] + ["one hour", "an hour", "half an hour"]
            parts = ["an hour and a half", "two and a half hours", "three quarters of an hour", "a quarter of an hour"]
            parts += ["two and a half minutes", "a minute and a half", "a couple of minutes", "a few minutes"]
            sums = [f"{spell(n)} minutes and {spell(m)} seconds" for n, m in ((5, 30), (2, 15), (1, 45), (10, 20))]
            sums += [
                f"{h} hour{s} and {spell(n)} minutes" for h, s, n in (("one", "", 5), ("an", "", 15), ("two", "s", 30))
            ]
            sums += [
                "an hour and thirty minutes",
                "a hundred and twenty minutes",
                "ninety five seconds",
                "five minutes thirty",
            ]
            adjectives = [
                f"{spell(n)} {unit}" for n, unit in ((5, "minute"), (10, "minute"), (30, "second"), (2, "hour"))
            ]
            return minutes + seconds_ + hours + parts + sums + adjectives
        case "more":
            return [f"{spell(n)} more {u}" for u in ("minutes", "seconds") for n in (2, 3, 5, 10, 15, 20, 30)] + [
                "one more minute", "a few more minutes", "a couple more minutes", "one more hour",
            ]  # fmt: skip
        case "count":
            return [spell(n) for n in range(1, 100)]
        case "amount":
            return [spell(n) for n in range(1, 21)] + ["half a", "one and a half", "two and a half", "a quarter", "a third", "two thirds", "three quarters", "a hundred", "two hundred", "five hundred"]  # fmt: skip
        case "time_of_day":
            hours = list(_ONES[1:13])
            return [
                *hours, *(f"{h} thirty" for h in hours), *(f"half past {h}" for h in hours), "a quarter past six",
                "a quarter to seven", "ten to eight", "seven fifteen", "eight o'clock", "noon", "seven p m",
            ]  # fmt: skip
        case "ordinal":
            return _ORDINALS[1:]
    raise KeyError(reader)


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
    parts = [i for i, w in enumerate(kept) if w in _PARTS]
    if not parts:
        vague = next((_VAGUE[w] for w in kept if w in _VAGUE), None)
        return Fraction(vague if vague is not None else integer(kept))
    at = parts[-1]
    many = _VALUES.get(kept[at - 1], 1) if at else 1
    before = kept[: max(at - 1, 0)] if at and kept[at - 1] in _VALUES else kept[:at]
    whole = [w for w in before if w != "and" or len(before) > 1]
    while whole and whole[-1] == "and":
        whole.pop()
    return (integer(whole) if whole else 0) + many * _PARTS[kept[at]]


def seconds(words: Sequence[str]) -> int:
    """Whole seconds of a spoken length: "an hour and a half", "one hour five minutes", "half a minute".

    Raises ValueError where no unit is named.
    """
    total, pending, unit = Fraction(), list[str](), 0
    for word in words:
        name = word.removesuffix("s")
        if name in _SECONDS and word not in _PARTS:
            if pending == ["half"] or not pending or pending[0] != "and":
                number = pending
            else:
                number = pending[1:]
            total += (amount(number) if number else 1) * _SECONDS[name]
            pending, unit = [], _SECONDS[name]
        else:
            pending.append(word)
    if not unit:
        raise ValueError(f"{' '.join(words)!r} is not a length of time")
    if pending:  # "an hour and a half", "one hour thirty", "ten minutes thirty"
        rest = amount(pending[1:] if pending[0] == "and" else pending)
        total += rest * unit if rest < 1 else rest * (unit // 60 or 1)
    return round(total)


_TO_OR_PAST = re.compile(r"(?:a )?(?P<minutes>[a-z]+) (?P<way>to|past) (?P<hour>[a-z]+)")
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}


def time_of_day(words: Sequence[str]) -> str:
    """ "HH:MM" for "half past six", "seven thirty", "eight p m". Without a half of the day, one to eleven are evening."""
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
