"""The same commands and others through pocketsphinx 5, with the model of its wheel and a JSGF of the same sentences."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.heard import Parts, blocks, cooks, decisions, in_noise, padded
from tests.benchmarks.room import in_room

COMMANDS = (
    *("next step", "next", "repeat that", "go back", "skip this step", "pause", "stop", "what's next", "where am i"),
    *("how much honey do i need", "how much soy sauce", "what can i use instead of honey", "start the timer"),
    *("set a timer for ten minutes", "set a timer for five minutes", "cancel the timer", "how much time is left"),
    *("how long does it take", "what are the ingredients", "start cooking"),
)
OTHERS = (
    *("the weather will be fine tomorrow", "did you see the game last night", "he went to the store to buy shoes"),
    *("my sister lives in a small town", "that film was far too long", "please pass me the newspaper"),
    *("we should paint the kitchen blue", "i never liked that song", "the dog is barking again", "call your mother"),
)


def report(parts: Parts) -> None:
    """Right, wrong and acted on, of both engines."""
    rng, speakers = np.random.default_rng(1), cooks()
    print("engine        where         right  wrong  others acted on")
    for where in ("dry", "room", "kitchen 10 dB"):
        sounds = []
        for number, text in enumerate((*COMMANDS, *OTHERS)):
            for name in list(speakers)[number % 2 :: 2]:
                sound = padded(speakers[name](text), rng)
                sound = in_room(sound, parts.room)[: len(sound)] if where == "room" else sound
                sound = in_noise(sound, parts.kitchen_noise, 10, rng) if where.startswith("kitchen") else sound
                sounds.append((text, sound))
        for engine in (_ours, _pocketsphinx):
            _row(parts, engine, where, sounds)


def _row(parts: Parts, engine: Any, where: str, sounds: list[tuple[str, Any]]) -> None:
    hear = engine(parts)
    right = wrong = acted = 0
    for text, sound in sounds:
        meanings = [m for m in (parts.interpreter.parse(t) for t in hear(sound)) if m is not None]
        if text in OTHERS:
            acted += bool(meanings)
        else:
            right += meanings == [parts.interpreter.parse(text)]
            wrong += bool(meanings) and meanings != [parts.interpreter.parse(text)]
    asked = sum(text in COMMANDS for text, _ in sounds)
    others = len(sounds) - asked
    name = engine.__name__.strip("_")
    print(f"{name:13} {where:13} {right / asked:5.0%} {wrong / asked:6.0%}  {acted} of {others}", flush=True)


def _ours(parts: Parts) -> Any:
    return lambda sound: [d.transcript for d in decisions(parts.recognizer, sound) if d.meaning is not None]


def _pocketsphinx(parts: Parts) -> Any:
    import pocketsphinx

    grammar = Path(tempfile.mkdtemp()) / "commands.gram"
    known = _known(pocketsphinx, parts)
    grammar.write_text(f"#JSGF V1.0;\ngrammar commands;\npublic <command> = {' | '.join(known)};\n")
    decoder = pocketsphinx.Decoder(jsgf=str(grammar), loglevel="FATAL")

    def hear(sound: Any) -> list[str]:
        decoder.start_utt()
        for block in blocks(sound):
            decoder.process_raw(block)
        decoder.end_utt()
        hypothesis = decoder.hyp()
        return [hypothesis.hypstr] if hypothesis else []

    return hear


def _known(pocketsphinx: Any, parts: Parts) -> list[str]:
    """The sentences of our grammar whose words its dictionary has."""
    words = {
        line.split()[0]
        for line in Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict")).read_text().splitlines()
        if line
    }
    texts = {*parts.interpreter.phrases(), *COMMANDS}
    return sorted(t for t in texts if re.fullmatch(r"[a-z' ]+", t) and all(word in words for word in t.split()))
