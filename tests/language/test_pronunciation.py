from __future__ import annotations

import pytest

from assistant.language.pronunciation import Dictionary, pronounced, respelling
from tests.conversation import recipe

TABLE = {"shaoxing": "shau shing", "gai lan": "guy lahn"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Add two tablespoons of Shaoxing wine.", "Add two tablespoons of shau shing wine."),
        ("Gai lan, or bok choy.", "guy lahn, or bok choy."),
        ("Nothing of the kind.", "Nothing of the kind."),
        ("Shaoxings", "Shaoxings"),
    ],
)
def test_whole_words_are_respelled(text: str, said: str) -> None:
    assert pronounced(text, TABLE) == said


def test_without_a_table_nothing_changes() -> None:
    assert pronounced("Shaoxing wine", {}) == "Shaoxing wine"


def test_the_pork_belly_respells_what_voices_get_wrong() -> None:
    assert {"shaoxing", "gai lan"} <= set(respelling(recipe().pronunciations))


def test_a_dictionary_turns_to_the_recipe_that_is_on() -> None:
    dictionary = Dictionary({"sake": {"all": "sah kay"}, "wok": {"natural": "walk"}}, recipe())
    assert {"shaoxing", "sake", "wok"} <= set(dictionary.for_voice("natural"))
    assert "wok" not in dictionary.for_voice("pyttsx3")
    dictionary.turn_to(recipe("soft-boiled-eggs"))
    assert set(dictionary.for_voice("pyttsx3")) == {"sake"}
