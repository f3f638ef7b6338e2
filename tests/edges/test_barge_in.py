"""The ears, the recogniser and the canceller in a computed room: who speaks into our words is heard, clatter is not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from assistant.building import interpreter_for, open_recipe, shelf
from assistant.config import model_path
from assistant.edges.decoder import load_model
from assistant.edges.interrupting import Interruption
from assistant.edges.microphone import RATE
from assistant.edges.recognizer import Recognizer
from assistant.edges.sounds import Samples, resampled, silence
from tests.benchmarks.barge_in import COOK_DECIBELS, LEARNING_SECONDS, Evening, spend
from tests.benchmarks.room import SPOKEN_LEVEL, Room, level

pytestmark = pytest.mark.model

OURS = "Blanch the pork for five minutes in boiling water. Then rinse it well, and let it cool on a plate for a while."
AT_ONCE_SECONDS = 0.5


def echo() -> Samples:
    """Of a small room, with the power of a wire."""
    at = np.arange(RATE // 5) / RATE
    tail = np.random.default_rng(3).standard_normal(len(at)) * 10 ** (-3 * at / 0.3) * 0.1
    tail[0] = 1.0
    return np.asarray(tail / np.sqrt(np.sum(tail**2)), np.float32)


def clatter(seconds: float) -> Samples:
    """Lids and plates: now and then something rings for a tenth of a second, as loud as a voice."""
    rng = np.random.default_rng(4)
    at = np.arange(RATE // 4) / RATE
    sound = np.zeros(round(seconds * RATE), np.float32)
    for begin in rng.integers(0, len(sound) - len(at), round(seconds * 2)):
        tones = sum(np.sin(2 * np.pi * hertz * at) for hertz in rng.uniform(900, 6500, 9))
        sound[begin : begin + len(at)] += tones * 10 ** (-3 * at / 0.2) / 9
    return sound * np.float32(SPOKEN_LEVEL / np.abs(sound).max() * 4)


def evening(spoken: Callable[[str], Samples], commands: list[str], noise: Samples | None = None) -> Evening:
    ours = spoken(OURS)
    room = Room(echo(), SPOKEN_LEVEL / level(ours), 0.1, 40e-6, noise)
    loudness = SPOKEN_LEVEL * 10 ** (COOK_DECIBELS / 20)
    voices = {words: resampled(spoken(words), 18400, RATE) for words in commands}
    cook = {words: sound * np.float32(loudness / level(sound)) for words, sound in voices.items()}
    return Evening(room, [ours], cook, list(commands), seed=1)


@pytest.fixture(scope="module")
def parts() -> tuple[Recognizer, Interruption]:
    model, interpreter = load_model(model_path()), interpreter_for(open_recipe(None), shelf())
    return Recognizer(model, interpreter), Interruption(model, interpreter)


def test_who_speaks_into_our_words_is_heard_and_makes_them_stop_at_once(
    spoken: Callable[[str], Samples], parts: tuple[Recognizer, Interruption]
) -> None:
    told = evening(spoken, ["stop", "how much honey"])
    spend(told, *parts)
    assert [[m.intent for m in said.heard if m] for said in told.said] == [["stop"], ["ask_amount"]]
    assert all(said.silent_after_seconds is not None for said in told.said)
    assert max(said.silent_after_seconds or 0.0 for said in told.said) <= AT_ONCE_SECONDS


def test_clatter_makes_us_say_nothing_twice_once_the_room_is_known(
    spoken: Callable[[str], Samples], parts: tuple[Recognizer, Interruption]
) -> None:
    told = evening(spoken, [], np.concatenate([silence(LEARNING_SECONDS, RATE), clatter(30)]))
    told.seconds = LEARNING_SECONDS + 30
    spend(told, *parts)
    assert told.room.gave_way == 0
    assert [meaning for _, _, meaning in told.heard if meaning] == []
