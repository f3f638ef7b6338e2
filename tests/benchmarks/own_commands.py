"""What a clone can measure of hearing without the recordings of others: our own commands, by voices of this machine."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.core.intents import Name
from assistant.core.phases import ALLOWED, PhaseName
from assistant.edges.microphone import RATE
from tests.benchmarks.heard import Parts, cooks, decisions, padded
from tests.benchmarks.understanding import TALK
from tests.benchmarks.yardstick import part_of
from tests.ways import ways

VOICES = ("en-us", "piper")
ASKED, TALKED = 40, 16  # commands, and sentences that are not for us


@dataclass
class Heard:
    asked: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    talked: int = 0
    acted_on: list[str] = field(default_factory=list)
    work_seconds: float = 0.0
    sound_seconds: float = 0.0


def heard(share: float = 1.0) -> Heard:
    """Of the first ways in docs/cooks.md to say each wish, and of sentences of talk; each voice says all of it."""
    parts, found, rng = Parts(Path(), 0, 0.0, "pyttsx3"), Heard(), np.random.default_rng(1)
    every = [way for name in Name if name in ALLOWED[PhaseName.COOKING] for way in ways(name)[:1]]
    commands = part_of(part_of(every, ASKED / len(every)), share)
    sentences = TALK.read_text(encoding="utf-8").splitlines()
    talk = part_of(part_of(sentences, TALKED / len(sentences)), share)
    for speak in (cooks()[name] for name in part_of(VOICES, share)):
        for words in (*commands, *talk):
            sound, began = padded(speak(words), rng), time.process_time()
            told = [d.meaning for d in decisions(parts.recognizer, sound) if d.meaning is not None]
            found.work_seconds += time.process_time() - began
            found.sound_seconds += len(sound) / RATE
            if words in commands:
                found.asked += 1
                found.right += told == [parts.interpreter.parse(words)]
                found.wrong += [words] if told and told != [parts.interpreter.parse(words)] else []
            else:
                found.talked += 1
                found.acted_on += [words] if told else []
    return found


def report(share: float = 1.0) -> None:
    found = heard(share)
    print(f"own commands: {found.right} of {found.asked} right, wrong {found.wrong}")
    print(f"own talk: acted on {found.acted_on} of {found.talked}")
    print(f"hearing: {found.work_seconds / found.sound_seconds:.3f} of the sound's time", flush=True)
