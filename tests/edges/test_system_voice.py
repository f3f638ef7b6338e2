"""How the system's voice is made understandable, and that it speaks where it cannot be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from assistant.edges.voices import system
from assistant.edges.voices.system import SystemVoice

SENTENCE = "Stir two tablespoons of rice vinegar into one cup of water."
QUIET = 0.02  # of the loudest
SHORTEST_GAP_SECONDS = 0.04


@pytest.fixture
def voice() -> Iterator[SystemVoice]:
    voice = SystemVoice()
    yield voice
    voice.close()


def spoken(voice: SystemVoice, text: str = SENTENCE) -> np.ndarray:
    return np.concatenate([np.zeros(0, np.float32), *voice.speak(text)])


def gaps(samples: np.ndarray, rate: int) -> int:
    """Silences within the sound that are long enough to hear."""
    loud = np.flatnonzero(np.abs(samples) > QUIET * np.abs(samples).max())
    return int((np.diff(loud) > SHORTEST_GAP_SECONDS * rate).sum())


def test_words_are_set_apart(voice: SystemVoice) -> None:
    assert gaps(spoken(voice, "nine one nine one nine one"), voice.rate) == 5


def test_it_is_neither_hurried_nor_slow(voice: SystemVoice) -> None:
    words_per_minute = len(SENTENCE.split()) / (len(spoken(voice)) / voice.rate) * 60
    assert 130 < words_per_minute < 200


class Stubborn:
    """An espeak that has no parameters to set."""

    IsPlaying = staticmethod(lambda: 0)


@pytest.mark.parametrize("espeak", [Stubborn(), None])
def test_it_speaks_where_espeak_takes_no_settings(voice: SystemVoice, espeak: object) -> None:
    voice._espeak = espeak
    voice._speak_clearly()
    voice._espeak = None
    assert len(spoken(voice)) > voice.rate


def test_it_speaks_with_the_first_voice_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_ESPEAK_VOICES", ("no such voice", "en-us"))
    voice = SystemVoice()
    assert len(spoken(voice)) > voice.rate
    voice.close()
