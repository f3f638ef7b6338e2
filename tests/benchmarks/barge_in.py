"""A cook who speaks into our words: is she heard, and how soon are we silent? And what do we hear of ourselves?

Six evenings of ten interruptions, in a room of which the impulse response is given. Our voice goes through it and is
ten decibels louder than the cook where the microphone is. Each evening has another delay from the loudspeaker's samples
to the microphone's, 20 to 250 ms, that drifts by 20 to 100 millionths. The cook (Piper, each evening at one of three
pitches and speeds) begins at a random moment of our speech, after ten seconds of it. Heard: the right command, and no
other, was told to the core within three seconds. Silent: from the end of her words on until the loudspeaker is given
silence. Our words go on when nobody is heard, as in the program.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assistant.edges.ears import Ears
from assistant.edges.interrupting import Interruption
from assistant.edges.microphone import RATE
from assistant.edges.recognizer import Recognizer
from assistant.edges.sounds import Samples, silence
from assistant.language.understand import Interpreter, Meaning
from tests.benchmarks.heard import Parts, cooks
from tests.benchmarks.room import SPOKEN_LEVEL, Room, in_room, level

DELAYS_SECONDS = (0.020, 0.066, 0.112, 0.158, 0.204, 0.250)
DRIFTS = (20e-6, -40e-6, 60e-6, -80e-6, 100e-6, -20e-6)
COOK_DECIBELS = -10.0  # against our voice, at the microphone
LEARNING_SECONDS = 10.0
PAUSE_SECONDS = 1.0  # between two of our replies
NOISE_PEAK = 0.09  # clatter that is 15 decibels below words at half of full scale
WAIT_SECONDS = 3.0  # for a decision
COMMANDS = (
    *("stop", "wait", "next", "repeat", "pause", "be quiet", "how much honey", "how long does it take"),
    *("go back", "stop the timer", "next step", "hold on", "say that again", "louder", "why do i have to do that"),
)


@dataclass
class Said:
    """When a command was said (samples of the microphone), and what became of it."""

    command: str
    begin: int
    end: int
    heard: list[Meaning | None] = field(default_factory=list)
    silent_after_seconds: float | None = None


@dataclass
class Evening:
    """We read our replies one after the other; a cook interrupts."""

    room: Room
    replies: list[Samples]
    cook: dict[str, Samples]
    commands: list[str]
    seed: int
    seconds: float | None = None  # how long it lasts; None: until all commands were said
    said: list[Said] = field(default_factory=list)
    heard: list[tuple[float, str, Meaning | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rng = random.Random(self.seed)
        self._reply, self._speak_at, self._next_at = 0, 0, round(LEARNING_SECONDS * RATE)
        self._todo = list(self.commands)
        self.room.between = self._between

    # What the ears tell.

    def heard_(self, transcript: str, meaning: Meaning | None) -> None:
        self.heard.append((self.room.seconds, transcript, meaning))
        if self.said:
            self.said[-1].heard.append(meaning)
        if meaning is not None:
            self.room.speech.stop()
            self._speak_at = self.room.samples + round(PAUSE_SECONDS * RATE)

    def _between(self) -> None:
        at = self.room.samples
        if not self.room.speech.busy and at >= self._speak_at:
            self.room.speech.put([self.replies[self._reply % len(self.replies)], silence(PAUSE_SECONDS, RATE)])
            self._reply += 1
        if self.said:
            self._watch(self.said[-1])
        over = not self.said or at > self.said[-1].end + round(WAIT_SECONDS * RATE)
        if self._todo and over and at >= self._next_at and self.room.silent_since is None:
            self._interrupt(self._todo.pop(0))
        elif (not self._todo and over) if self.seconds is None else self.room.seconds > self.seconds:
            self.room.close()

    def _interrupt(self, command: str) -> None:
        sound = self.cook[command]
        begin = self.room.samples
        self.said.append(Said(command, begin, begin + len(sound)))
        self.room.says(sound)
        self._next_at = self.said[-1].end + round(self._rng.uniform(WAIT_SECONDS, WAIT_SECONDS + 4) * RATE)

    def _watch(self, last: Said) -> None:
        """The loudspeaker falls silent, before the end of the words or after it."""
        if last.silent_after_seconds is None and self.room.samples >= last.end and self.room.silent_since is not None:
            last.silent_after_seconds = max(0.0, (self.room.silent_since - last.end) / RATE)


class _Hearer:
    def __init__(self, evening: Evening) -> None:
        self._evening = evening

    def heard(self, transcript: str, meaning: Meaning | None, ended_at: float, rival: Meaning | None = None) -> None:
        self._evening.heard_(transcript, meaning)

    def foreseen(self, transcript: str, meaning: Meaning) -> None: ...

    def edge_failed(self, what: str, problem: str) -> None:
        raise AssertionError(problem)


def spend(evening: Evening, recognizer: Recognizer[Meaning], interruption: Interruption[Meaning] | None) -> None:
    """The whole evening, on this thread."""
    recognizer.reset()
    room = evening.room
    ears = Ears(lambda: room, recognizer, _Hearer(evening), room, room.own_sound, interruption)
    ears.listen_through()


def evenings(replies: list[Samples], speakers: list[Any], room: Samples, count: int, near: bool) -> list[Evening]:
    """With `count` interruptions in all; a speaker maps words to samples at RATE. `near`: the cook speaks so near to
    the microphone that the room is not heard, else from as far as the loudspeaker.
    """
    rng = random.Random(0)
    loudness = SPOKEN_LEVEL / level(in_room(np.concatenate(replies[:3]), room))
    found = []
    for number, (delay, drift) in enumerate(zip(DELAYS_SECONDS, DRIFTS, strict=True)):
        commands = rng.sample(COMMANDS, round(count / len(DELAYS_SECONDS)))
        cook = {}
        for command in commands:
            sound = speakers[number % len(speakers)](command)
            sound = sound if near else in_room(sound, room)
            cook[command] = sound * np.float32(SPOKEN_LEVEL * 10 ** (COOK_DECIBELS / 20) / level(sound))
        order = replies[number:] + replies[:number]
        found.append(Evening(Room(room, loudness, delay, drift), order, cook, commands, number))
    return found


def right(said: Said, interpreter: Interpreter) -> bool:
    """Whether it was heard, and nothing else was."""
    meanings = [m for m in said.heard if m is not None]
    return meanings == [interpreter.parse(said.command)]


def report(parts: Parts) -> None:
    """Interruptions heard, by a cook at arm's length and by one across the room."""
    ours, speakers = parts.our_words(4), list(cooks().values())[:3]
    for where, near in (("near", True), ("in the room", False)):
        found: list[Said] = []
        for evening in evenings(ours, speakers, parts.room, parts.count, near):
            spend(evening, parts.recognizer, Interruption(parts.model, parts.interpreter))
            found += evening.said
        heard = [s for s in found if right(s, parts.interpreter)]
        after = [99.0 if s.silent_after_seconds is None else s.silent_after_seconds for s in found]
        median, nine, longest = np.percentile(after, (50, 90, 100))
        print(
            f"interruptions, cook {where:12} {len(heard)} of {len(found)} heard, {len(heard) / len(found):.0%}; "
            f"silent after {median:.2f} s, 90 % {nine:.2f} s, longest {longest:.2f} s; missed: "
            + ", ".join(sorted(s.command for s in found if s not in heard)),
            flush=True,
        )


def report_ourselves(parts: Parts) -> None:
    """What is heard of our own speech, and how often it gives way to nobody, in quiet and in a kitchen's noise."""
    ours = parts.our_words(4)
    noise = parts.kitchen_noise * np.float32(NOISE_PEAK / np.abs(parts.kitchen_noise).max())
    for where, sound in (("quiet", None), ("noise", noise)):
        _report_ourselves(parts, ours, where, sound)


def _report_ourselves(parts: Parts, ours: list[Samples], where: str, noise: Samples | None) -> None:
    told: list[str] = []
    gave_way, seconds = 0, 0.0
    for evening in evenings(ours, list(cooks().values())[:1], parts.room, 0, near=True):
        evening.room.noise = noise
        evening.seconds = parts.minutes * 60 / len(DELAYS_SECONDS)
        spend(evening, parts.recognizer, Interruption(parts.model, parts.interpreter))
        told += [transcript for _, transcript, meaning in evening.heard if meaning is not None]
        gave_way, seconds = gave_way + evening.room.gave_way, seconds + evening.room.seconds
    print(
        f"our own speech, {where}, {seconds / 60:.0f} minutes: {len(told)} commands {told}, "
        f"gave way to nobody {gave_way} times",
        flush=True,
    )
