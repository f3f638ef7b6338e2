"""What the recogniser makes of the system's own voice, without any device: both work, and how fast."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from assistant.building import interpreter_for, open_recipe, shelf
from assistant.config import Settings, model_path
from assistant.core.phases import PhaseName
from assistant.edges.decoder import load_model
from assistant.edges.microphone import BLOCK_SECONDS, RATE
from assistant.edges.recognizer import Decision, Recognizer
from assistant.edges.sounds import Samples, resampled, silence
from assistant.edges.speaker import joined
from assistant.edges.voices.choosing import installed
from assistant.edges.voices.voice import Voice
from assistant.language.understand import Meaning

_BEFORE_SECONDS, _AFTER_SECONDS = 0.5, 2.0
_PEAK = 0.5


@dataclass(frozen=True, slots=True)
class HeardItself:
    """`intent` "" where nothing was decided; `waited_seconds` from the end of the words to the decision, in sound;
    `decoding_share` the time that hearing took, of the time that the sound lasts; `rendering_seconds` of the words."""

    intent: str
    waited_seconds: float
    decoding_share: float
    rendering_seconds: float


def heard_of(text: str, settings: Settings | None = None) -> HeardItself:
    """Raises VoiceError or MissingError."""
    settings = settings or Settings()
    recognizer = _recognizer(settings)
    with closing(voice_of(settings)) as voice:
        list(voice.speak("ready"))  # it may still load
        began_at = time.perf_counter()
        spoken = resampled(joined(voice, text), voice.rate, RATE)
        rendering_seconds = time.perf_counter() - began_at
    before, after = silence(_BEFORE_SECONDS, RATE), silence(_AFTER_SECONDS, RATE)
    sound = np.concatenate([before, spoken / max(float(np.abs(spoken).max(initial=0)), 1e-9) * _PEAK, after])
    began_at = time.perf_counter()
    decision = _decided(recognizer, sound)
    share = (time.perf_counter() - began_at) / (len(sound) / RATE)
    if decision is None or decision.meaning is None:
        return HeardItself("", 0.0, share, rendering_seconds)
    waited = decision.decided_at_seconds - _BEFORE_SECONDS - len(spoken) / RATE
    return HeardItself(decision.meaning.intent, max(0.0, waited), share, rendering_seconds)


def voice_of(settings: Settings) -> Voice:
    """The one that is set, else the best; it remembers nothing. Raises VoiceError."""
    openings = installed()
    return openings.get(settings.voice or "", next(iter(openings.values())))()


def decided_in(sound: Samples, settings: Settings) -> Decision[Meaning] | None:
    """The first thing understood of a recording at RATE."""
    return _decided(_recognizer(settings), sound)


def _recognizer(settings: Settings) -> Recognizer[Meaning]:
    recognizer = Recognizer[Meaning](
        load_model(model_path(settings.model)), interpreter_for(open_recipe(None), shelf())
    )
    recognizer.listen(PhaseName.COOKING)
    return recognizer


def _decided(recognizer: Recognizer[Meaning], sound: Samples) -> Decision[Meaning] | None:
    blocks = (sound * 32767).astype("<i2").tobytes()
    size = round(RATE * BLOCK_SECONDS) * 2
    for start in range(0, len(blocks), size):
        if decision := recognizer.feed(blocks[start : start + size]):
            return decision
    return recognizer.finish()
