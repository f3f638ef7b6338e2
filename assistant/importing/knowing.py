"""What a source says of the whole dish besides how to cook it: keeping, freezing, reheating; and what a serving has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from assistant.cookbook.spoken import MOST_WORDS, word_count
from assistant.core.quantity import Quantity
from assistant.core.recipe import Knowledge, Nutrient
from assistant.importing.cutting import sentences
from assistant.importing.numbers import plain
from assistant.importing.speaking import as_sentence, speakable
from assistant.importing.written import Written

_KINDS = {
    "reheating": re.compile(r"\breheat\w*|\bto re-?warm\b", re.IGNORECASE),
    "freezing": re.compile(
        r"\b(?:to freeze|can be frozen|freezes? well|freeze (?:for|up to|leftovers|any))\b",
        re.IGNORECASE,
    ),
    "storage": re.compile(
        r"\bleftovers?\b|\bkeeps? (?:well|fresh|for|in|up)\b|\bwill keep\b|\bcan be (?:stored|kept|refrigerated|made)\b"
        r"|^\W*(?:store[ds]?|storage|keep leftovers)\b",
        re.IGNORECASE,
    ),
}
_MOST_EACH, _LEAST_WORDS = 3, 4

# A key of schema.org → the name of what it counts, other words for it, and the unit of a bare number.
_NUTRIENTS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("calories", "calories", ("calorie", "energy", "kilocalories"), "calorie"),
    ("fatcontent", "total fat", ("fat",), "gram"),
    ("saturatedfatcontent", "saturated fat", ("saturated", "saturates"), "gram"),
    ("cholesterolcontent", "cholesterol", (), "milligram"),
    ("sodiumcontent", "sodium", (), "milligram"),
    ("carbohydratecontent", "carbohydrates", ("total carbohydrates", "carbs", "carbohydrate", "carb"), "gram"),
    ("fibercontent", "dietary fiber", ("fiber",), "gram"),
    ("sugarcontent", "sugars", ("sugar",), "gram"),
    ("proteincontent", "protein", ("proteins",), "gram"),
)
_AMOUNT = re.compile(
    r"^\s*(?P<count>\d+(?:[.,]\d+)?)\s*(?P<unit>kcals?|k?cal\w*|kilo\w*|mg|milligrams?|g|gr|grams?)?\b", re.IGNORECASE
)
_MOST = 20_000


def knowledge(written: Written) -> Knowledge:
    """Sentences of the steps and notes, each under the first kind that it is of; too long ones are left away."""
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for sentence in _sentences(written):
        kind = next((kind for kind, pattern in _KINDS.items() if pattern.search(sentence)), None)
        said = as_sentence(speakable(sentence))
        if kind and _LEAST_WORDS <= word_count((said,), {}) <= MOST_WORDS and len(found[kind]) < _MOST_EACH:
            found[kind].append(said)
    return Knowledge(**{kind: tuple(dict.fromkeys(said)) for kind, said in found.items()})


def _sentences(written: Written) -> Iterator[str]:
    for text in (*(step.text for step in written.steps), *written.notes):
        bare = plain(text)
        for start, end in sentences(bare):
            yield bare[start:end]


def nutrition(given: Mapping[str, str]) -> tuple[Nutrient, ...]:
    """Of schema.org's keys in lower case with their texts, "38 g"; what is no amount is left away."""
    return tuple(
        Nutrient(name, amount, aliases)
        for key, name, aliases, unit in _NUTRIENTS
        if (amount := _amount(given.get(key, ""), unit)) is not None
    )


def _amount(text: str, unit: str) -> Quantity | None:
    match = _AMOUNT.match(text)
    if match is None:
        return None
    count = Fraction(match["count"].replace(",", "."))
    told = (match["unit"] or "").lower()
    if told in ("g", "gr", "gram", "grams", "mg", "milligram", "milligrams"):
        unit = "milligram" if told.startswith("m") else "gram"
    rounded = Fraction(round(count)) if count >= 1 or count == 0 else Fraction(round(count * 10), 10)
    return Quantity(rounded, unit=unit) if 0 <= count <= _MOST else None
