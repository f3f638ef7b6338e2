"""Ingredient lines, and what else is read in small: numbers, lengths of time, yields, words for the ear."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.core.quantity import Quantity, parse_quantity
from assistant.core.recipe import Batch
from assistant.importing.durations import read_duration
from assistant.importing.lines import read_line
from assistant.importing.numbers import plain
from assistant.importing.servings import Yield, read_yield
from assistant.importing.speaking import speakable

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "lines.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["line"]))
def test_reads_a_line(case: dict[str, Any]) -> None:
    line = read_line(str(case["line"]))
    assert line is not None
    assert line.name == case["n"]
    assert line.amount == (None if case["a"] is None else parse_quantity(str(case["a"])))
    assert list(line.preparation) == case.get("p", [])
    assert line.note == str(case.get("o", ""))
    assert line.purpose == case.get("f", "")
    assert (line.optional, line.divided) == (case.get("optional", False), case.get("divided", False))


@pytest.mark.parametrize("text", ["", "  ", "---", "1/2", "***", "2."])
def test_what_holds_no_word_is_no_line(text: str) -> None:
    assert read_line(text) is None


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("1½", "1 1/2"),
        ("1 1⁄2", "1 1/2"),
        ("1-1/2 cups", "1 1/2 cups"),
        ("1,000 g", "1000 g"),
        ("1 / 2", "1/2"),
        ("٣", "3"),
    ],
)
def test_numbers_become_plain(written: str, same: str) -> None:
    assert plain(written) == same


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("PT1H30M", 90), ("PT90M", 90), ("P0DT1H", 60), ("P1D", 1440), ("PT1H30", 90), ("1 hour 20 minutes", 80),
        ("1h30", 90), ("45 min", 45), ("90", 90), (25, 25), ("1:15", 75), ("30-60 min", 60),
        ("2 Std. 15 Min.", 135), ("PT", None), ("", None), ("PT0S", None), ("soon", None), (None, None),
        ({"maxValue": "PT2H"}, 120), (["", "PT5M"], 5), ("PT0.5H", 30),
    ],
)  # fmt: skip
def test_lengths_of_time(text: object, minutes: int | None) -> None:
    assert read_duration(text) == (None if minutes is None else minutes * 60)


def people(low: int, high: int | None = None) -> Yield:
    return Yield(people=Quantity(Fraction(low), None if high is None else Fraction(high)))


def batch(count: int, thing: str) -> Yield:
    return Yield(batch=Batch(Quantity(Fraction(count)), thing))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("4", people(4)), ("4 servings", people(4)), ("Serves 4-6", people(4, 6)), ("4 to 6 people", people(4, 6)),
        ("2/3 people", people(2, 3)), ("4 Portionen", people(4)), ("Makes 24 cookies", batch(24, "cookies")),
        ("1 loaf (12 slices)", batch(1, "loaf")), ("2 dozen rolls", batch(24, "rolls")),
        ("12 rolls, serves 6", people(6)), ("some", None), ("", None), ("0", None),
    ],
)  # fmt: skip
def test_yields(text: str, read: Yield | None) -> None:
    assert read_yield(text) == read


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "Bake at 350°F (180°C) for 25-30 min.",
            "Bake at 350 °F for twenty five to thirty minutes",
        ),
        ("Heat to 200C/180C fan/gas 6.", "Heat to 200 °C."),
        ("Cut into 1/2-inch cubes", "Cut into half-inch cubes"),
        ("a 9x13-inch pan", "a nine by thirteen inch pan"),
        ("Add 1½ cups (about 300 g) & stir", "Add one and a half cups, about three hundred grams, and stir"),
        ("See https://example.org/x for more", "See for more"),
        ("50% cream/milk", "fifty percent cream or milk"),
        ("Let rest 1/2 hour", "Let rest half an hour"),
        ("🍕 Enjoy!", "Enjoy!"),
        ("加入 200 克 面粉。", "加入 two hundred 克 面粉."),
    ],
)
def test_words_for_the_ear(written: str, said: str) -> None:
    assert speakable(written) == said
