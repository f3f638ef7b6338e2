"""Whatever is written, what is spoken holds no digit, symbol or abbreviation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from assistant.cookbook.spoken import unspeakable
from assistant.language.ear import for_the_ear


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Stir well.", "Stir well."),
        ("Bake 8–10 min at 350°F.", "Bake eight to ten minutes at three hundred and fifty degrees Fahrenheit."),
        ("Heat to 180 °C.", "Heat to one hundred and eighty degrees Celsius."),
        ("350-375°F", "three hundred and fifty to three hundred and seventy five degrees Fahrenheit"),
        ("-18°C", "minus eighteen degrees Celsius"),
        ("1/2 cup of honey", "half a cup of honey"),
        ("½ cup", "half a cup"),
        ("1½ cups", "one and a half cups"),
        ("2 1/2 tbsp", "two and a half tablespoons"),
        ("3/4 tsp. salt", "three quarters of a teaspoon salt"),
        ("1 tbsp", "one tablespoon"),
        ("1/2 hr", "half an hour"),
        ("1/2 oz", "half an ounce"),
        ("2-3 lbs", "two to three pounds"),
        ("500 g flour", "five hundred grams flour"),
        ("1 g", "one gram"),
        ("0.5 l", "half a liter"),
        ("1.25 cups", "one and a quarter cups"),
        ("3.14 inches", "three point one four inches"),
        ("2 inches", "two inches"),
        ("a 9x13 pan", "a nine by thirteen pan"),
        ("a 10-inch pan", "a ten inch pan"),
        ("salt & pepper", "salt and pepper"),
        ("salt and/or pepper", "salt or pepper"),
        ("20% cream", "twenty percent cream"),
        ("the 2nd pot", "the second pot"),
        ("at 6:30 pm", "at six thirty in the evening"),
        ("at 6:05", "at six oh five"),
        ("at 7:00", "at seven o'clock"),
        ("Simmer (covered) for 5 minutes.", "Simmer, covered, for five minutes."),
        ("Serve hot (or cold).", "Serve hot, or cold."),
        ("1,200 calories", "one thousand two hundred calories"),
        ("nuts, e.g. walnuts", "nuts, for example walnuts"),
        ("approx. 20 minutes", "about twenty minutes"),
        ("4 to 6", "four to six"),
        ("Turn it over — gently.", "Turn it over, gently."),
        ("It’s done", "It's done"),
        ("call 5550123456", "call five five five zero one two three four five six"),
    ],
)
def test_written_text_is_said_as_people_say_it(written: str, said: str) -> None:
    assert for_the_ear(written) == said


@given(st.text(max_size=60))
def test_nothing_is_left_that_a_voice_would_have_to_guess(text: str) -> None:
    assert not re.search(r"[0-9&%°/()*#+=\\_|<>{}\[\]~^$€½⅓¼¾]", for_the_ear(text))


WORDS = ["Stir", "the", "honey,", "then", "wait", "until", "done.", "Is", "it?"]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_what_is_written_in_words_stays_as_it_is(text: str) -> None:
    assert for_the_ear(text) == text


@pytest.mark.parametrize("text", ["9" * 5000, "0" * 5000 + "1.7", "1." + "3" * 5000, "1/" + "9" * 5000])
def test_a_number_of_any_length_can_be_said(text: str) -> None:
    assert unspeakable(for_the_ear(text)) is None
