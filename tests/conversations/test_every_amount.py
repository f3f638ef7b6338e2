"""Every amount that is said in the adapted evening is compared with one worked out here from the recipe's own lines.

Nothing of the program takes part in the working out. What is left of the sentences without these amounts, times,
lengths and counts of people and pans holds no number any more, so that no amount is said that was not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from tests.conversation import Conversation, begun_with
from tests.conversations.test_conversations import spoken

ROOT = Path(__file__).parents[2]
EVENING = yaml.safe_load((Path(__file__).parent / "adapted.yaml").read_text(encoding="utf-8"))
RECIPE = yaml.safe_load((ROOT / "recipes/pork-belly.yaml").read_text(encoding="utf-8"))
FOODS = yaml.safe_load((ROOT / "assistant/language/kitchen.en.yaml").read_text(encoding="utf-8"))["foods"]
EIGHT_OF_FOUR_TO_SIX = Fraction(8, 5)
MILLILITERS = {"cup": 236.588, "tablespoon": 14.787, "teaspoon": 4.929}  # of the US
GRAMS_IN_A_POUND = 453.592

# ---- worked out from the recipe's lines ----


def base(id: str) -> str:
    """An ingredient's amount as the recipe has it: "1/3 cup"."""
    lines = (i for group in RECIPE["groups"] for i in group["ingredients"])
    return str(next(i["amount"] for i in lines if i["id"] == id))


def exact(amount: str, food: str | None = None) -> float:
    """For eight: grams where the food's weight is known, else milliliters; a count where there is no such unit."""
    number, _, unit = amount.partition(" ")
    much = float(Fraction(number) * EIGHT_OF_FOUR_TO_SIX)
    if unit.startswith("pound"):
        return much * GRAMS_IN_A_POUND
    volume = MILLILITERS.get(unit.removesuffix("s"))
    if volume is None:
        return much
    if food is None:
        return much * volume
    weighs = next(f["grams_per_cup"] for f in FOODS if food in f["names"])
    return much * volume / MILLILITERS["cup"] * float(weighs)


SOY = exact(base("soy-sauce"), "soy sauce") + exact(base("dark-soy-sauce"), "soy sauce")
MORE_SUGAR = exact("1 teaspoon", "brown sugar")  # what regular soy sauce asks for
EXPECTED = {  # by the unit and the name that are said
    "grams of pork belly": {exact(base("pork-belly"))},
    "liters of water": {exact(base("simmer-water")) / 1000},
    "milliliters of water": {exact(base("slurry-water"))},
    "slices of fresh ginger": {exact(base("ginger-slices"))},
    "green onions": {exact(base("simmer-onions")), exact(base("garnish-onions"))},
    "grams of Shaoxing wine": {exact(base("shaoxing-wine"), "shaoxing wine")},
    "grams of salt": {exact(base("salt"), "salt")},
    "grams of five spice powder": {exact(base("five-spice"), "five spice powder")},
    "grams of maple syrup": {exact(base("honey"), "maple syrup")},
    "grams of soy sauce": {SOY},
    "grams of rice vinegar": {exact(base("rice-vinegar"), "rice vinegar")},
    "grams of sesame oil": {exact(base("sesame-oil"), "sesame oil")},
    "cloves of garlic": {exact(base("garlic"))},
    "grams of fresh ginger": {exact(base("minced-ginger"), "ginger")},
    "grams of brown sugar": {exact(base("brown-sugar"), "brown sugar") + MORE_SUGAR},
    "grams of brown sugar extra": {MORE_SUGAR},
    "grams of cornstarch": {exact(base("cornstarch"), "cornstarch")},
    "grams of cooking oil": {exact(base("cooking-oil"), "cooking oil")},
}


def half_a_step(value: float, unit: str) -> float:
    """By how much a kitchen's rounding may miss: half of what its scale, jug or count goes by."""
    if not unit.startswith(("grams", "milliliters")):
        return 0.05 if unit.startswith("liters") else 0.5
    return 5.0 if value >= 500 else 2.5 if value >= 200 else 0.5 if value >= 10 else 0.25


# ---- what is said ----

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
WORD = "|".join((*ONES, *TENS, "hundred", "thousand"))
PARTS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
NUMBER = rf"(?:(?:{WORD})(?: (?:and )?(?:{WORD}))*(?: and a half)?)"
AMOUNT = re.compile(rf"\b({NUMBER}) ({'|'.join(sorted(EXPECTED, key=len, reverse=True))})\b", re.IGNORECASE)
NAMED_BEFORE = re.compile(rf"Mince fresh ginger too, enough for ({NUMBER}) grams\b")
NO_AMOUNTS = re.compile(
    rf"\b(?:Step {NUMBER}|{NUMBER}(?: to {NUMBER})? (?:hours?|minutes?|seconds?|people)|until {NUMBER}(?: oh)? {NUMBER}"
    rf"|(?:{NUMBER} by )?{NUMBER} inch(?:es)?|a quarter inch|half an inch|two pans|two batches"
    r"|by about half|one side)\b",
    re.IGNORECASE,
)
ANY_NUMBER = re.compile(rf"\b(?:{WORD}|{'|'.join(PARTS)}|halves|quarters|thirds|\d+)\b", re.IGNORECASE)


def value(words: str) -> float:
    """ "One thousand four hundred and fifty": 1450; read here anew."""
    total, run = 0.0, 0.0
    for word in words.lower().removesuffix(" and a half").replace(" and ", " ").split():
        if word == "hundred":
            run *= 100
        elif word == "thousand":
            total, run = total + run * 1000, 0.0
        else:
            run += TENS.get(word) or ONES.index(word)
    return total + run + (0.5 if words.lower().endswith("and a half") else 0)


@pytest.fixture(scope="module")
def said() -> list[str]:
    """Every utterance of the evening, as the program gives it now."""
    conversation = Conversation(begun_with("pork-belly"))
    return [spoken(conversation, line) for line in EVENING]


def amounts(said: list[str]) -> Iterator[tuple[str, float, str]]:
    for utterance in said:
        for match in AMOUNT.finditer(utterance):
            yield next(u for u in EXPECTED if u.lower() == match[2].lower()), value(match[1]), utterance
        for match in NAMED_BEFORE.finditer(utterance):
            yield "grams of fresh ginger", value(match[1]), utterance


def test_every_amount_is_what_the_recipe_makes_it(said: list[str]) -> None:
    seen = list(amounts(said))
    for unit, much, utterance in seen:
        assert any(abs(much - right) <= half_a_step(much, unit) for right in EXPECTED[unit]), (much, unit, utterance)
    assert {unit for unit, _, _ in seen} == set(EXPECTED)


def test_no_other_amount_is_said(said: list[str]) -> None:
    for utterance in said:
        rest = NO_AMOUNTS.sub("", NAMED_BEFORE.sub("", AMOUNT.sub("", utterance)))
        assert not ANY_NUMBER.search(rest), (utterance, rest)


def test_nothing_is_named_that_is_not_in_it_any_more(said: list[str]) -> None:
    begins = next(n for n, line in enumerate(EVENING) if line.get("hear") == "start")
    cooked = " ".join(said[begins:]).lower()
    assert "maple syrup" in cooked
    assert "honey" not in cooked and "pepper flakes" not in cooked
