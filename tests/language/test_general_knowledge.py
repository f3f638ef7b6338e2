"""What every kitchen knows: its sources stand with it, and a temperature said in both scales is one temperature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.building import open_recipe
from assistant.language.ear import for_the_ear
from assistant.language.numbers import NUMBER_WORDS, amount

FILE = Path(__file__).parents[2] / "assistant/language/kitchen.en.yaml"
SOURCES = ("USDA FoodData Central", "Safe Minimum Internal Temperature Chart", "Joy of Cooking")
FAHRENHEIT = re.compile(r"([a-z ]+?)(?: degrees)? fahrenheit")
CELSIUS = re.compile(r"([a-z ]+?)(?: degrees)? celsius")
NO_POINT = (" lower", " minus ", " to ")  # a difference, below zero, a range
ABOUT = 5  # degrees Celsius, as ovens are set
SAFE = {"pork": 145, "poultry": 165, "fish": 145, "beef": 145, "leftovers": 165}  # the chart's, in Fahrenheit


def both_scales() -> Iterator[str]:
    for topic in open_recipe(None).kitchen.topics:
        for text in map(for_the_ear, topic.texts):
            if "Fahrenheit" in text and "Celsius" in text and not any(words in text for words in NO_POINT):
                yield text


def degrees(text: str, scale: re.Pattern[str]) -> list[int]:
    """The last number before each naming of the scale."""
    numbers = (number_at_the_end(found[1].split()) for found in scale.finditer(for_the_ear(text).lower()))
    return [number for number in numbers if number is not None]


def number_at_the_end(words: list[str]) -> int | None:
    start = len(words)
    while start and words[start - 1] in NUMBER_WORDS | {"and", "hundred"}:
        start -= 1
    said = words[start:]
    while said and said[0] == "and":
        said = said[1:]
    return int(amount(said)) if said else None


def test_it_names_its_sources() -> None:
    comments = " ".join(line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    assert [source for source in SOURCES if source not in comments] == []


def test_it_is_a_data_file_of_foods_stand_ins_and_topics() -> None:
    known = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert set(known) == {"foods", "other_food", "stand_ins", "topics"}
    assert all(30 <= food["grams_per_cup"] <= 400 for food in known["foods"])


def test_both_scales_say_the_same() -> None:
    texts = list(both_scales())
    assert len(texts) > 20
    for text in texts:
        hot, same = degrees(text, FAHRENHEIT), degrees(text, CELSIUS)
        assert len(hot) == len(same) > 0, text
        assert all(abs((f - 32) * 5 / 9 - c) <= ABOUT for f, c in zip(hot, same, strict=True)), text


@pytest.mark.parametrize(("food", "safe"), SAFE.items())
def test_each_food_has_the_safe_temperature_of_the_chart(food: str, safe: int) -> None:
    topic = next(t for t in open_recipe(None).kitchen.topics if t.name == f"temperature of {food}")
    assert degrees(topic.texts[0], FAHRENHEIT) == [safe]
