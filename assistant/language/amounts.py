"""How English says amounts, lengths of time and times of day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo
from fractions import Fraction

from assistant.core.measures import TEMPERATURES
from assistant.core.quantity import UNITS, Quantity
from assistant.core.recipe import Span
from assistant.core.sentences import Amount, Label, Seconds
from assistant.language.numbers import spell

_PARTS = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters"), 8: ("eighth", "eighths")}
_MANY = {"foot": "feet", "inch": "inches"} | {unit: spellings[1] for unit, spellings in UNITS.items()}
_HOUR, _MINUTE = 3600, 60


def say_fraction(value: Fraction) -> str:
    """`three quarters`, `one and a half`, `two`; decimals in tenths where no kitchen fraction fits."""
    whole, part = divmod(value, 1)
    if part == 0:
        return spell(int(whole))
    if part.denominator not in _PARTS:
        return say_tenths(value)
    singular, plural = _PARTS[part.denominator]
    said = f"a {singular}" if part.numerator == 1 else f"{spell(part.numerator)} {plural}"
    return f"{spell(int(whole))} and {said}" if whole else said


def say_tenths(value: Fraction) -> str:
    """`one point six`; hundredths below one tenth."""
    tenths = round(value * 10)
    if tenths == 0:
        return f"zero point zero {spell(max(1, round(value * 100)))}"
    return f"{spell(tenths // 10)} point {spell(tenths % 10)}" if tenths % 10 else spell(tenths // 10)


def say_quantity(quantity: Quantity) -> str:
    """`a third of a cup`, `two and a half pounds`, `four to six`, `three slices`."""
    low, high, unit = quantity.low, quantity.high, quantity.unit
    if unit in TEMPERATURES:
        to = "" if high is None else f" to {say_decimal(high)}"
        return f"{say_decimal(low)}{to} degrees {unit.capitalize()}"
    if high is not None:
        return f"{say_fraction(low)} to {say_fraction(high)}{f' {many(unit)}' if unit else ''}"
    if unit is None:
        return say_fraction(low)
    if unit == "tablespoon" and low.denominator == 3:
        whole, teaspoons = divmod(low * 3, 3)
        spoons = say_quantity(Quantity(teaspoons, unit="teaspoon"))
        return f"{say_quantity(Quantity(Fraction(whole), unit=unit))} and {spoons}" if whole else spoons
    if low == Fraction(1, 2):
        return f"half {article(unit)} {unit}"
    if low < 1 and low.denominator in _PARTS:
        return f"{say_fraction(low)} of {article(unit)} {unit}"
    return f"{say_fraction(low)} {unit if low == 1 else many(unit)}"


def is_several(name: str) -> bool:
    """ "Potatoes", but not "asparagus" or "molasses"."""
    return name.endswith("s") and not name.endswith(("ss", "us", "sses"))


def many(unit: str) -> str:
    return _MANY.get(unit, f"{unit}s")


def say_decimal(value: Fraction) -> str:
    """Whole, and below nothing."""
    return f"minus {spell(-round(value))}" if value < 0 else spell(round(value))


def article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def say_amount(amount: Amount) -> str:
    """`a third of a cup of honey`, `perhaps two green onions`; the name alone where no amount is given."""
    if amount.quantity is None:
        return amount.name
    if amount.guess:
        return f"perhaps {say_amount(replace(amount, guess=False))}"
    how_much = say_quantity(amount.quantity)
    if amount.bare:
        return how_much
    if amount.quantity.unit is None and amount.quantity.low < 1 and amount.quantity.high is None:
        part = "half" if amount.quantity.low == Fraction(1, 2) else f"{how_much} of"
        return f"{part} {article(amount.name)} {amount.name}"
    return f"{how_much} of {amount.name}" if amount.quantity.unit else f"{how_much} {amount.name}"


def say_seconds(length: Seconds) -> str:
    """`one and a half hours`, `ten minutes`, `one minute and thirty seconds`."""
    return say_length(rounded(length.seconds) if length.about else length.seconds)


def rounded(seconds: int) -> int:
    """As exact as a cook wants to hear it: five minutes above two hours, minutes above two, else five seconds."""
    grid = 5 * _MINUTE if seconds >= 2 * _HOUR else _MINUTE if seconds >= 2 * _MINUTE else 5 if seconds >= 10 else 1
    return max(1, round(seconds / grid) * grid)


def say_length(seconds: int) -> str:
    """`one and a half hours`, `two and a quarter hours`, `ten minutes`, `one hour and five minutes`."""
    if seconds >= _HOUR and seconds % _HOUR in (0, _HOUR // 4, _HOUR // 2):
        return counted(Fraction(seconds, _HOUR), "hour")
    if _MINUTE <= seconds < _HOUR and seconds % (_MINUTE // 2) == 0:
        return counted(Fraction(seconds, _MINUTE), "minute")
    hours, rest = divmod(seconds, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    parts = [counted(Fraction(n), u) for n, u in ((hours, "hour"), (minutes, "minute"), (rest, "second")) if n]
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0] if parts else "no time"


def counted(value: Fraction, unit: str) -> str:
    if value == Fraction(1, 2):
        return f"half {'an' if unit == 'hour' else 'a'} {unit}"
    return f"{say_fraction(value)} {unit}{'' if value == 1 else 's'}"


def say_span(span: Span) -> str:
    """`eight to ten minutes`, `one and a half to two hours`, `two hours and fifteen minutes to ...`."""
    least, most = span.least_seconds, span.most_seconds
    if least == most:
        return say_length(least)
    if least >= _HOUR and least % (_HOUR // 2) == 0 == most % (_HOUR // 2):
        return f"{say_fraction(Fraction(least, _HOUR))} to {say_fraction(Fraction(most, _HOUR))} hours"
    if least >= _MINUTE and most <= 2 * _HOUR and least % (_MINUTE // 2) == 0 == most % (_MINUTE // 2):
        return f"{say_fraction(Fraction(least, _MINUTE))} to {say_fraction(Fraction(most, _MINUTE))} minutes"
    if most < _MINUTE:
        return f"{spell(least)} to {spell(most)} seconds"
    return f"{say_length(least)} to {say_length(most)}"


def say_label(label: Label) -> str:
    """`simmer timer`, else by its length: `ten minute timer`."""
    if label.name:
        return f"{label.name} timer"
    length = say_length(label.seconds)
    return (
        " ".join(word.removesuffix("s") if word in ("hours", "minutes", "seconds") else word for word in length.split())
        + " timer"
    )


def say_clock(at: float, zone: tzinfo) -> str:
    """The twelve-hour time of day: `seven fifteen`, `seven o'clock`, `noon`."""
    moment = datetime.fromtimestamp(at, zone)
    hour, minute = moment.hour, moment.minute
    if minute == 0 and hour % 12 == 0:
        return "midnight" if hour == 0 else "noon"
    said = spell((hour - 1) % 12 + 1)
    if minute == 0:
        return f"{said} o'clock"
    return f"{said} {'oh ' if minute < 10 else ''}{spell(minute)}"
