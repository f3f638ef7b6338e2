"""What the measures of hearing share: recordings, voices, the recogniser."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import soundfile

from assistant.building import interpreter_for, open_recipe, shelf
from assistant.config import model_path
from assistant.core.phases import PhaseName
from assistant.edges.decoder import knows, load_model
from assistant.edges.microphone import RATE
from assistant.edges.recognizer import Decision, Recognizer
from assistant.edges.sounds import Samples, resampled, silence
from assistant.edges.speaker import joined
from assistant.edges.voices.choosing import installed
from assistant.language.understand import Interpreter, Meaning
from tests.benchmarks.room import response
from tests.kitchen import piper_voice
from tests.measure_voice import SCRIPT, replies

BLOCK = 480
NOISE = 1e-4
Speak: TypeAlias = Callable[[str], Samples]


@dataclass
class Parts:
    """`audio`: recordings of others; `ours`: the name of the voice that speaks to the cook."""

    audio: Path
    count: int
    minutes: float
    ours: str

    @cached_property
    def model(self) -> Any:
        return load_model(model_path())

    @cached_property
    def interpreter(self) -> Interpreter:
        return interpreter_for(open_recipe(None), shelf(), partial(knows, self.model))

    @cached_property
    def recognizer(self) -> Recognizer[Meaning]:
        return Recognizer(self.model, self.interpreter)

    @cached_property
    def room(self) -> Samples:
        return response(self.audio / "room" / "impulse_response_0.flac")

    @cached_property
    def kitchen_noise(self) -> Samples:
        return np.asarray(soundfile.read(self.audio / "noise" / "kitchen.flac", dtype="float32")[0])

    def our_words(self, minutes: float) -> list[Samples]:
        """Different replies of an evening, as many as that time holds."""
        with closing(installed()[self.ours]()) as voice:
            sounds: list[Samples] = []
            for text in dict.fromkeys(replies(SCRIPT)):
                if sum(map(len, sounds)) > minutes * 60 * RATE:
                    break
                sounds.append(resampled(joined(voice, text), voice.rate, RATE))
        return sounds


def cooks() -> dict[str, Speak]:
    """Piper at three pitches and speeds, and espeak-ng twice. Each speaks at half of full scale."""
    piper = {"piper": piper_at(1.0, 1.0), "piper-high": piper_at(1.15, 1.1), "piper-low": piper_at(0.9, 0.85)}
    return piper | {name: partial(_espeak, name) for name in ("en-us", "en-gb+f2")}


def piper_at(pitch: float, slower: float) -> Speak:
    """Joe's voice, higher by that factor, and slower or faster."""

    @cache
    def speak(words: str) -> Samples:
        from piper import SynthesisConfig

        voice = piper_voice()
        pieces = voice.synthesize(words, SynthesisConfig(length_scale=slower * pitch))
        sound = np.concatenate([piece.audio_float_array for piece in pieces])
        return _half(resampled(np.asarray(sound, np.float32), round(voice.config.sample_rate * pitch), RATE))

    return speak


def _espeak(voice: str, words: str) -> Samples:
    wav = subprocess.run(["espeak-ng", "-v", voice, "-s", "160", "--stdout", words], capture_output=True, check=True)
    samples, rate = soundfile.read(io.BytesIO(wav.stdout), dtype="float32")
    return _half(resampled(np.asarray(samples, np.float32), rate, RATE))


def _half(sound: Samples) -> Samples:
    return np.asarray(sound * np.float32(0.5 / np.abs(sound).max()), np.float32)


def in_noise(sound: Samples, noise: Samples, decibels: float, rng: np.random.Generator) -> Samples:
    """The loudest 128 ms of both are so far apart, as in Picovoice's benchmarks; the peak is half of full scale."""
    begin = int(rng.integers(0, len(noise) - len(sound)))
    cut = noise[begin : begin + len(sound)]
    mixed = sound + cut * np.float32(np.sqrt(_loudest(sound) / _loudest(cut)) * 10 ** (-decibels / 20))
    return _half(mixed)


def _loudest(sound: Samples) -> float:
    return float(np.max(np.sum(sound[: len(sound) // 2048 * 2048].reshape(-1, 2048) ** 2, axis=1)))


def padded(sound: Samples, rng: np.random.Generator) -> Samples:
    """With half a second of a quiet microphone before, and two behind."""
    whole = np.concatenate([silence(0.5, RATE), sound, silence(2.0, RATE)])
    return np.asarray(whole + rng.normal(0, NOISE, len(whole)), np.float32)


def blocks(sound: Samples) -> Iterator[bytes]:
    pcm = (np.clip(sound, -1, 1) * 32767).astype("<i2")
    for begin in range(0, len(pcm), BLOCK):
        yield pcm[begin : begin + BLOCK].tobytes()


def decisions(recognizer: Recognizer[Meaning], sound: Samples) -> list[Decision[Meaning]]:
    """What is decided of a recording that begins and ends in silence."""
    recognizer.reset()
    recognizer.listen(PhaseName.COOKING)
    found = [recognizer.feed(block) for block in blocks(sound)]
    return [d for d in (*found, recognizer.finish()) if d is not None]
