"""Numbers, lengths and times as people are likely to say them: what a recogniser should expect."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.language.numbers import spell, spell_ordinal


def _durations() -> list[str]:
    fixed = (
        "one minute", "a minute", "half a minute", "one hour", "an hour", "half an hour",
        "an hour and a half", "two and a half hours", "three quarters of an hour", "a quarter of an hour",
        "two and a half minutes", "a minute and a half", "a couple of minutes", "a few minutes",
        "one hour and five minutes", "two hours and ten minutes", "an hour and fifteen minutes",
        "an hour and thirty minutes", "a hundred and twenty minutes", "ninety five seconds",
        "five minutes and thirty seconds", "two minutes and fifteen seconds", "one minute and forty five seconds",
        "five minute", "ten minute", "thirty second", "two hour",
    )  # fmt: skip
    counted = (("minutes", range(2, 100)), ("seconds", range(5, 60, 5)), ("hours", range(2, 13)))
    return [*(f"{spell(n)} {unit}" for unit, numbers in counted for n in numbers), *fixed]


def _more() -> list[str]:
    counted = [f"{spell(n)} more {unit}" for unit in ("minutes", "seconds") for n in (2, 3, 5, 10, 15, 20, 30)]
    return [*counted, "one more minute", "a few more minutes", "a couple more minutes", "one more hour"]


def _amounts() -> list[str]:
    parts = ["half a", "one and a half", "two and a half", "a quarter", "a third", "two thirds", "three quarters"]
    return [*(spell(n) for n in (*range(1, 21), 100, 200, 250, 500)), *parts]


def _times() -> list[str]:
    hours = [spell(n) for n in range(1, 13)]
    other = ["a quarter past six", "a quarter to seven", "ten to eight", "seven fifteen", "eight o'clock", "noon"]
    return [*hours, *(f"{h} thirty" for h in hours), *(f"half past {h}" for h in hours), *other]


EXAMPLES: Mapping[str, Callable[[], list[str]]] = {
    "duration": _durations,
    "more": _more,
    "amount": _amounts,
    "time_of_day": _times,
    "ordinal": lambda: [spell_ordinal(n) for n in range(1, 21)],
}
