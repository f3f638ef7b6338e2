"""What the microphone hears of our own voice is dropped; what the cook says into it is not."""

from __future__ import annotations

import pytest

from assistant.language.echo import is_echo

HONEY = "Whisk one third of a cup of honey with three tablespoons of soy sauce."
TIMER = "Shall I set a timer for ten minutes? Say yes, or start timer."


@pytest.mark.parametrize(
    ("transcript", "spoken"),
    [
        ("whisk one third of a cup of honey", HONEY),
        ("three tablespoons of soy sauce", HONEY),
        ("honey with three [unk] soy sauce", HONEY),
        ("set a timer for ten minutes", TIMER),
        ("start timer", TIMER),
        ("yes", TIMER),
        ("set the timer for ten minutes", TIMER),  # a word misheard
        ("Set a Timer", TIMER),
    ],
)
def test_our_own_words_are_echo(transcript: str, spoken: str) -> None:
    assert is_echo(transcript, spoken)


@pytest.mark.parametrize(
    ("transcript", "spoken"),
    [
        ("stop", HONEY),
        ("next", HONEY),
        ("repeat", HONEY),
        ("how much honey", HONEY),
        ("set a timer for twenty minutes", HONEY),
        ("no", TIMER),
        ("stop the timer", TIMER),
        ("yes stop", TIMER),
        ("next", ""),
        ("", HONEY),
        ("[unk]", HONEY),
    ],
)
def test_what_the_cook_says_passes(transcript: str, spoken: str) -> None:
    assert not is_echo(transcript, spoken)
