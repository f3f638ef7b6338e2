"""The real program with the voice that it chooses where it is installed: a few words each way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from card import SoundCard

from tests.benchmarks.voice import word_errors
from tests.kitchen import Kitchen, read_back

pytestmark = [pytest.mark.card, pytest.mark.model]

MOST_ERRORS = 0.15  # of the words, in one reading of what came over the card


@pytest.fixture
def kitchen(own_card: SoundCard, tmp_path: Path) -> Iterator[Kitchen]:
    kitchen = Kitchen(own_card, tmp_path, voice="natural")
    yield kitchen
    kitchen.close()


def test_it_greets_and_answers_and_is_understood(kitchen: Kitchen, tmp_path: Path) -> None:
    kitchen.start()
    answers = [kitchen.listen(), kitchen.say("let's start"), kitchen.say("how much honey do i need")]
    errors = words = 0
    for answer in answers:
        samples = kitchen.recording.audio(answer.began_at - 0.3, answer.ended_at + 0.3)
        errors += word_errors(answer.text, read_back(samples), frozenset())
        words += len(answer.text.split())
    assert errors <= MOST_ERRORS * words
    assert kitchen.goodbye("goodbye") == 0
    assert any((tmp_path / "cache" / "cooking-assistant" / "voice").iterdir()), "remembered for the next time"
