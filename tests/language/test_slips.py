"""A word that sounds alike, an ending lost or added, a stray word in front: the same wish."""

from __future__ import annotations

import pytest

from assistant.language.understand import Meaning
from tests.conversation import interpreter
from tests.language.test_commands import SET, phase_of, sentences

STRAY = ("the", "oh", "a", "and")
SAMPLE = [t for n, t in enumerate(SET.templates) if t.heard and not t.tag.phases and n % 12 == 0]


@pytest.mark.parametrize("template", SAMPLE, ids=lambda t: f"{t.tag.intent}: {t.text}"[:80])
def test_a_stray_word_in_front_changes_nothing(template: object) -> None:
    for number, sentence in enumerate(sentences(template)[:2]):  # type: ignore[arg-type]
        meant = interpreter().understand(sentence, phase_of(template))  # type: ignore[arg-type]
        stray = f"{STRAY[number]} {sentence}"
        read = interpreter().understand(stray, phase_of(template))  # type: ignore[arg-type]
        assert meant is not None and read is not None and read.intent == meant.intent, stray


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("set a timer for to minutes", "set a timer for two minutes"),
        ("set a timer for too minutes", "set a timer for two minutes"),
        ("set a timer for for minutes", "set a timer for four minutes"),
        ("cook for ate people", "cook for eight people"),
        ("go to step for", "go to step four"),
        ("what do i need four this step", "what do i need for this step"),
        ("how many cloves of garlics", "how many cloves of garlic"),
        ("how much brown sugars", "how much brown sugar"),
        ("how long does it takes", "how long does it take"),
        ("what are the ingredient", "what are the ingredients"),
        ("what can i use instead of honeys", "what can i use instead of honey"),
    ],
)
def test_one_word_is_put_right(heard: str, meant: str) -> None:
    assert interpreter().parse(heard) != interpreter().parse(meant)
    assert interpreter().understand(heard) == interpreter().understand(meant) is not None


def test_what_reads_as_it_is_stays() -> None:
    assert interpreter().understand("leave out the potato") == Meaning("leave_out", {"ingredient": "potato"})


def test_few_words_that_may_not_be_for_us_are_left_alone() -> None:
    assert interpreter().understand("next steps") is None
