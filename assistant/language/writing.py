"""What is read instead of heard: the same sentences, with amounts and times in figures."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from assistant.core.quantity import Quantity
from assistant.core.recipe import Span
from assistant.core.sentences import Amount, Clock, Label, Seconds, Sentence, Value, Words
from assistant.language.amounts import article, many
from assistant.language.wording import Wording, capital

_SIGNS = {(1, 2): "½", (1, 3): "⅓", (2, 3): "⅔", (1, 4): "¼", (3, 4): "¾"}
_SIGNS |= {(1, 8): "⅛", (3, 8): "⅜", (5, 8): "⅝", (7, 8): "⅞"}
_DEGREES = {"fahrenheit": "°F", "celsius": "°C"}
_HOUR, _MINUTE = 3600, 60


class Writing(Wording):
    """The words of one language as they are read."""

    def say(self, sentence: Sentence) -> str:
        return capital(self.filled(sentence))

    def words(self, value: Value) -> str:
        match value:
            case Quantity():
                return write_quantity(value)
            case Amount():
                return write_amount(value)
            case Span():
                return write_span(value)
            case int():
                return str(value)
            case _:
                return super().words(value)

    def plain(self, value: Any) -> Any:
        """A view, or a part of it, as JSON has it: dataclasses become mappings, what has words becomes these."""
        match value:
            case Sentence():
                return self.say(value)
            case Enum():
                return value.value
            case Amount():
                return {"amount": "" if value.quantity is None else write_quantity(value.quantity), "name": value.name}
            case Words() | Label() | Quantity() | Span() | Seconds() | Clock():
                return self.words(value)
            case tuple():
                return [self.plain(item) for item in value]
            case _ if is_dataclass(value):
                return {field.name: self.plain(getattr(value, field.name)) for field in fields(value)}
            case _:
                return value


def write_fraction(value: Fraction) -> str:
    """`1½`, `⅓`, `2`; tenths where no sign fits, hundredths below one tenth."""
    whole, part = divmod(value, 1)
    if part == 0:
        return str(int(whole))
    sign = _SIGNS.get((part.numerator, part.denominator))
    if sign is not None:
        return f"{int(whole) or ''}{sign}"
    return f"{float(value):.1f}" if value >= Fraction(1, 10) else f"{float(value):.2f}"


def write_quantity(quantity: Quantity) -> str:
    """`⅓ cup`, `2½ pounds`, `4–6`, `350 °F`; thirds of a tablespoon in teaspoons."""
    low, high, unit = quantity.low, quantity.high, quantity.unit
    if unit == "tablespoon" and high is None and low.denominator == 3:
        whole, teaspoons = divmod(low * 3, 3)
        spoons = write_quantity(Quantity(teaspoons, unit="teaspoon"))
        return f"{write_quantity(Quantity(Fraction(whole), unit=unit))} + {spoons}" if whole else spoons
    figure = write_fraction(low) if high is None else f"{write_fraction(low)}–{write_fraction(high)}"
    if unit is None:
        return figure
    if unit in _DEGREES:
        return f"{round(low)}{'' if high is None else f'–{round(high)}'} {_DEGREES[unit]}"
    return f"{figure} {unit if high is None and low <= 1 else many(unit)}"


def write_amount(amount: Amount) -> str:
    """`⅓ cup of honey`, `2 green onions`; the name alone where no amount is given."""
    if amount.quantity is None:
        return amount.name
    how_much = write_quantity(amount.quantity)
    if amount.bare:
        return how_much
    if amount.quantity.unit is None and amount.quantity.low < 1 and amount.quantity.high is None:
        return f"{how_much} {article(amount.name)} {amount.name}" if how_much == "½" else f"{how_much} {amount.name}"
    return f"{how_much} of {amount.name}" if amount.quantity.unit else f"{how_much} {amount.name}"


def write_span(span: Span) -> str:
    """`8–10 min`, `1 h 30 min – 2 h`."""
    least, most = write_length(span.least_seconds), write_length(span.most_seconds)
    if least == most:
        return least
    if span.most_seconds < _HOUR and span.least_seconds % _MINUTE == span.most_seconds % _MINUTE == 0:
        return f"{span.least_seconds // _MINUTE}–{most}"
    return f"{least} – {most}"


def write_length(seconds: int) -> str:
    """`1 h 30 min`, `45 s`."""
    hours, rest = divmod(seconds, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    parts = [f"{n} {unit}" for n, unit in ((hours, "h"), (minutes, "min"), (rest, "s")) if n]
    return " ".join(parts) or "0 s"


def write_left(seconds: float) -> str:
    """What a timer shows: `1:29:05`, `4:07`; `+0:30` when it is over."""
    whole = -int(-seconds // 1) if seconds > 0 else int(-seconds)
    hours, rest = divmod(whole, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    shown = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return shown if seconds > 0 else f"+{shown}"
