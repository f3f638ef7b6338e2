"""What the program hears of itself, and of a cook who speaks into it (`scripts/measure-echo`): no sound card, no clock.

The microphone has our own voice (the system's), so many decibels below what the loudspeaker is given and 60 ms late,
and a cook (Piper, half of full scale) who says a command at a random moment of it. We speak on through it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from assistant.building import interpreter_for, open_recipe, shelf
from assistant.config import model_path
from assistant.edges.decoder import load_model
from assistant.edges.microphone import RATE, Block
from assistant.edges.own_sound import OwnSound
from assistant.edges.recognizer import Decision, Recognizer
from assistant.edges.sounds import Samples, resampled, silence
from assistant.edges.speaker import joined
from assistant.edges.voices.system import SystemVoice
from assistant.language.understand import Interpreter, Meaning
from tests.kitchen import spoken
from tests.measure_voice import SCRIPT, replies

BLOCK = 480
DELAY_SECONDS = 0.06
COOK_PEAK = 0.5
NOISE = 3e-4
PAUSE_SECONDS = 2.6  # between two of our replies; a command is decided in it at the latest
LONG_ENOUGH_SECONDS = 4.0
LEARNING_SECONDS = 30.0
COMMANDS = (
    *("stop", "next", "wait", "pause", "repeat", "how much honey", "louder", "go back", "how long does it take"),
    "stop the timer",
)


@dataclass
class Room:
    """Both streams of one kitchen; `filtered` False gives the recogniser all that the microphone has."""

    recognizer: Recognizer[Meaning]
    decibels_down: float
    response: Samples | None
    filtered: bool

    def __post_init__(self) -> None:
        self._own, self._at, self._noise = OwnSound(), 1_000_000.0, np.random.default_rng(1)

    def hear(self, played: Samples, cook: Samples | None = None, begin: int = 0) -> Iterator[Decision[Meaning]]:
        """What is decided while we play this and the cook says that, from sample `begin` on."""
        late = np.concatenate([silence(DELAY_SECONDS, RATE), played])[: len(played)]
        heard = self._in_room(late) * 10 ** (-self.decibels_down / 20)
        if cook is not None:
            voice = self._in_room(cook)
            heard[begin : begin + len(cook)] += voice * COOK_PEAK / np.abs(voice).max()
        heard = heard + self._noise.normal(0, NOISE, len(heard))
        pcm = (np.clip(heard, -1, 1) * 32767).astype("<i2")
        for start in range(0, len(pcm) // BLOCK * BLOCK, BLOCK):
            self._at += BLOCK / RATE
            block = Block(pcm[start : start + BLOCK].tobytes(), self._at)
            self._own.played(played[start : start + BLOCK], RATE, self._at)
            for others in self._own.others(block) if self.filtered else [block]:
                if decision := self.recognizer.feed(others.samples):
                    yield decision

    def _in_room(self, sound: Samples) -> Samples:
        if self.response is None:
            return sound.copy()
        size = 1 << (len(sound) + len(self.response)).bit_length()
        return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(self.response, size), size)[: len(sound)]


def said(minutes: float) -> list[Samples]:
    """What we say in so many minutes."""
    with closing(SystemVoice()) as voice:
        sounds, seconds = [], 0.0
        for reply in replies(SCRIPT):
            if seconds > minutes * 60:
                break
            sounds.append(
                np.concatenate([resampled(joined(voice, reply), voice.rate, RATE), silence(PAUSE_SECONDS, RATE)])
            )
            seconds += len(sounds[-1]) / RATE
    return sounds


def heard_of_itself(room: Room, replies: list[Samples]) -> list[Decision[Meaning]]:
    return [decision for played in replies for decision in room.hear(played)]


def interruptions_heard(room: Room, replies: list[Samples], interpreter: Interpreter, count: int) -> int:
    rng, heard = random.Random(1), 0
    long = [r for r in replies if len(r) > (LONG_ENOUGH_SECONDS + PAUSE_SECONDS) * RATE]
    list(room.hear(np.concatenate(replies)[: round(LEARNING_SECONDS * RATE)]))
    for number in range(count):
        command = COMMANDS[number % len(COMMANDS)]
        played = rng.choice(long)
        cook = resampled(*spoken(command), RATE)
        begin = rng.randrange(RATE // 2, len(played) - round((PAUSE_SECONDS + 1) * RATE))
        room.recognizer.reset()
        decisions = list(room.hear(played, cook, begin))
        heard += any(d.meaning is not None and d.meaning == interpreter.parse(command) for d in decisions)
    return heard


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--echo", type=float, default=10, help="decibels below what is played")
    parser.add_argument("--room", type=Path, help="impulse response, a sound file at 16 kHz")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--interruptions", type=int, default=20)
    parser.add_argument("--unfiltered", action="store_true", help="as it would be without the filter")
    given = parser.parse_args()
    response = None
    if given.room:
        response = soundfile.read(given.room, dtype="float32")[0]
        response = response / np.sqrt(np.sum(response**2))
    interpreter = interpreter_for(open_recipe(None), shelf())
    room = Room(Recognizer(load_model(model_path()), interpreter), given.echo, response, not given.unfiltered)
    ours = said(given.minutes)
    seconds = sum(map(len, ours)) / RATE
    decided = heard_of_itself(room, ours)
    acted = [d.transcript for d in decided if d.meaning is not None]
    print(f"{seconds / 60:.1f} minutes of our own: {len(decided)} decisions, {len(acted)} commands {acted}")
    heard = interruptions_heard(room, ours, interpreter, given.interruptions)
    print(f"{heard} of {given.interruptions} interruptions heard")


if __name__ == "__main__":
    main()
