"""Every sentence that the core can give has words, and every word given can be said."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, strategies as st

import assistant
from assistant import building
from assistant.core.quantity import Quantity, parse_quantity
from assistant.core.recipe import Span
from assistant.core.sentences import Amount, Clock, Label, Seconds, Sentence, sentence
from assistant.language import numbers
from assistant.language.amounts import say_length
from assistant.resources import load_yaml
from tests.conversation import SIX_O_CLOCK, recipe, wording

TEMPLATES: dict[str, str] = load_yaml("language/wording.en.yaml")
VARIANTS: dict[str, list[str]] = load_yaml("language/variants.en.yaml")
MOST_WORDS = 22


@cache
def given_sentences() -> dict[str, set[str]]:
    """Each key that the program uses, with the names of the values it gives, read from its syntax trees."""
    found: dict[str, set[str]] = {}
    for path in Path(assistant.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("sentence", "tell", "spoken", "several"):
                strings = [k.value for arg in node.args for k in ast.walk(arg) if isinstance(k, ast.Constant)]
                for key in (s for s in strings if isinstance(s, str)):
                    found.setdefault(key, set()).update(k.arg for k in node.keywords if k.arg)
    return found


def test_every_sentence_has_words() -> None:
    assert {key for key in given_sentences() if key and key not in TEMPLATES} <= {"or"}


def test_every_wording_is_used() -> None:
    source = "".join(p.read_text(encoding="utf-8") for p in Path(assistant.__path__[0]).rglob("*.py"))
    assert [key for key in TEMPLATES if f'"{key}"' not in source] == []


@pytest.mark.parametrize("key", sorted(given_sentences()))
def test_every_value_a_wording_names_is_given(key: str) -> None:
    named = {field for _, field, _, _ in Formatter().parse(TEMPLATES.get(key, "")) if field}
    assert named <= given_sentences()[key]


@pytest.mark.parametrize("key", sorted(VARIANTS))
def test_variants_are_short_fixed_and_all_different(key: str) -> None:
    choices = [TEMPLATES[key], *VARIANTS[key]]
    assert len(set(choices)) == len(choices)
    assert 12 % len(choices) == 0, "so that each is as frequent as the others"
    for words in choices:
        assert len(words.split()) <= 6 and "{" not in words and re.fullmatch(r"[A-Z][a-z' ,]+[.!]", words)


def test_a_sentence_has_the_words_of_its_variant_and_timers_none() -> None:
    said = [building.wording(0).say(Sentence("fine", (), variant)) for variant in (None, 0, 1, 2, 3)]
    assert said == ["Fine.", "Fine.", "All right.", "Okay.", "Fine."]
    assert not [key for key in VARIANTS if re.search("timer|alarm|remind", key)]


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_no_wording_is_longer_than_one_breath_or_holds_a_symbol(key: str) -> None:
    words = re.sub(r"\{[^}]*\}", "", TEMPLATES[key])
    assert len(words.split()) <= MOST_WORDS
    assert not re.search(r"[\d&%°/()*#]", words)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (parse_quantity("1/3 cup"), "a third of a cup"),
        (parse_quantity("2 pounds"), "two pounds"),
        (parse_quantity("1 tablespoon"), "one tablespoon"),
        (parse_quantity("1/2 teaspoon"), "half a teaspoon"),
        (parse_quantity("3/4 cup"), "three quarters of a cup"),
        (parse_quantity("2 1/2 pounds"), "two and a half pounds"),
        (parse_quantity("1/2 ounce"), "half an ounce"),
        (parse_quantity("4 - 6"), "four to six"),
        (parse_quantity("485 calories"), "four hundred and eighty five calories"),
        (Amount(parse_quantity("1/3 cup"), "honey"), "a third of a cup of honey"),
        (Amount(parse_quantity("2"), "green onions"), "two green onions"),
        (Amount(parse_quantity("1/2"), "green onion"), "half a green onion"),
        (Amount(None, "sesame seeds"), "sesame seeds"),
        (Amount(parse_quantity("4 cloves"), "garlic", bare=True), "four cloves"),
        (Span(5400, 7200), "one and a half to two hours"),
        (Span(480, 600), "eight to ten minutes"),
        (Span(120, 180), "two to three minutes"),
        (Span(8100, 10200), "two and a quarter hours to two hours and fifty minutes"),
        (Span(30, 30), "thirty seconds"),
        (Span(3600, 3600), "one hour"),
        (Seconds(5400), "one and a half hours"),
        (Seconds(90), "one and a half minutes"),
        (Seconds(3660), "one hour and one minute"),
        (Seconds(3725), "one hour, two minutes and five seconds"),
        (Seconds(3725, about=True), "one hour and two minutes"),
        (Seconds(8099, about=True), "two and a quarter hours"),
        (Seconds(83, about=True), "one minute and twenty five seconds"),
        (Label("simmer", 5400), "simmer timer"),
        (Label(None, 600), "ten minute timer"),
        (Label(None, 5400), "one and a half hour timer"),
        (Clock(SIX_O_CLOCK), "six o'clock"),
        (Clock(SIX_O_CLOCK + 15 * 60), "six fifteen"),
        (Clock(SIX_O_CLOCK + 5 * 60), "six oh five"),
        (Clock(SIX_O_CLOCK + 6 * 3600), "midnight"),
        (Clock(SIX_O_CLOCK - 6 * 3600), "noon"),
        (Fraction(8, 3), "two and two thirds"),
        (Fraction(8, 5), "one point six"),
        (12, "twelve"),
        (("salt", "wine"), "salt and wine"),
        (("a", "b", "c"), "a, b and c"),
    ],
    ids=str,
)
def test_values_are_said_as_people_say_them(value: object, words: str) -> None:
    assert wording().words(value) == words  # type: ignore[arg-type]


@given(st.integers(1, 100_000))
def test_a_length_that_was_said_is_understood_as_itself(seconds: int) -> None:
    assert numbers.seconds(say_length(seconds).replace(",", "").split()) == seconds


@given(st.fractions(min_value=Fraction(1, 8), max_value=50), st.sampled_from([None, "cup", "pound", "ounce"]))
def test_amounts_hold_no_digits(value: Fraction, unit: str | None) -> None:
    assert not re.search(r"\d", wording().words(Quantity(value, None, unit)))


def test_every_instruction_fits_one_breath_with_its_amounts() -> None:
    from assistant.core.instructing import words
    from assistant.core.session import Session

    session = Session(recipe(), (), seed=1)
    for step in recipe().steps:
        for instruction in step.instructions:
            said = wording().say(sentence("text", text=words(session, instruction.text)))
            assert len(said.split()) <= MOST_WORDS, said
            assert not re.search(r"[\d&%°/()*#]", said), said
