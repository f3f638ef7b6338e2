"""What a cook says to choose a recipe, spoken by a voice and heard by the real recogniser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import Any

import numpy as np
import pytest

from assistant.building import interpreter_for, open_recipe, shelf
from assistant.config import model_path
from assistant.core.intents import Slot
from assistant.core.phases import PhaseName
from assistant.core.shelf import Listing
from assistant.edges.decoder import knows, load_model
from assistant.edges.microphone import RATE
from assistant.edges.recognizer import Recognizer
from assistant.edges.sounds import resampled
from assistant.edges.speaker import joined
from assistant.edges.voices.system import SystemVoice
from assistant.language.understand import Meaning

pytestmark = [pytest.mark.model, pytest.mark.xdist_group("choosing by voice")]  # all with one recogniser
STEW = Listing("jjigae", "jjigae", "Jjigae with lamb and beans")
BLOCK = 960


@pytest.fixture(scope="module")
def recognizer() -> Recognizer[Meaning]:
    model: Any = load_model(model_path())
    interpreter = interpreter_for(open_recipe(None), (*shelf(), STEW), partial(knows, model))
    return Recognizer(model, interpreter)


@pytest.fixture(scope="module")
def voice() -> Iterator[SystemVoice]:
    with closing(SystemVoice()) as voice:
        yield voice


@pytest.mark.parametrize(
    ("words", "intent", "slots"),
    [
        ("what can i cook", "list_recipes", {}),
        ("let's make the lentil soup", "choose_recipe", {"recipe": "red lentil soup with lemon"}),
        ("let's make the pork belly", "choose_recipe", {"recipe": "caramelized honey glazed pork belly"}),
        ("country bread", "choose_recipe", {"recipe": "overnight country bread"}),
        ("something with eggs", "list_recipes", {"ingredient": "eggs"}),
        ("number two", "answer", {"number": 2}),
        (
            "let's make the lamb and beans",
            "choose_recipe",
            {"recipe": "jjigae with lamb and beans"},
        ),
    ],
)
def test_is_heard(
    recognizer: Recognizer[Meaning], voice: SystemVoice, words: str, intent: str, slots: dict[str, Slot]
) -> None:
    spoken = resampled(joined(voice, words), voice.rate, RATE)
    pause = np.random.default_rng(1).normal(0, 1e-4, RATE).astype(np.float32)
    sound = (np.concatenate([pause, spoken, pause]) * 32767).astype("<i2").tobytes()
    recognizer.reset()
    recognizer.listen(PhaseName.CHOOSING)
    decisions = [d for i in range(0, len(sound), BLOCK) if (d := recognizer.feed(sound[i : i + BLOCK]))]
    assert [d.meaning for d in decisions] == [Meaning(intent, slots)]
