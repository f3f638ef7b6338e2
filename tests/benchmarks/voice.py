"""How each voice of this machine does (`scripts/benchmark voice`).

Every sentence of the recipe is spoken and read back by the general recogniser; the times are those of the real speaker
on a player without a device, from the order to the first sample it is given.
"""

from __future__ import annotations

import argparse
import queue
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from edges.fakes import HandDrivenPlayer, Listener

from assistant.building import dictionary_for
from assistant.core.instructing import offer, words
from assistant.core.recipe import Recipe
from assistant.core.sentences import sentence
from assistant.core.session import Session
from assistant.edges.speaker import Speaker
from assistant.edges.voices.choosing import Voices, installed, standing_behind
from assistant.edges.voices.remembering import Store
from assistant.edges.voices.voice import Voice
from assistant.language.parts import parts
from tests.benchmarks.yardstick import part_of
from tests.conversation import recipe, wording
from tests.measure_voice import HOMOPHONES, NUMBERS, missing, told

_STEP_SECONDS = 0.005
_TEXTS_TIMED = 30
SENTENCES_CHECKED = 16
_INTERRUPTED_AFTER_SECONDS = 0.6
_LOADING_SECONDS = 60.0


@dataclass
class Row:
    """What is printed of a voice; seconds."""

    voice: str
    spoken: int = 0
    wrong: int = 0
    wrong_numbers: list[tuple[str, str]] = field(default_factory=list)
    speech_seconds: float = 0.0
    work_seconds: float = 0.0
    new: list[float] = field(default_factory=list)
    cached: list[float] = field(default_factory=list)
    stops: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.voice:10} {self.wrong / max(1, self.spoken):7.1%} {len(self.wrong_numbers):8} "
            f"{spread(self.new)} {spread(self.cached)} {self.work_seconds / max(0.1, self.speech_seconds):7.3f} "
            f"{spread(self.stops, longest=True)} {self.megabytes:6.0f}"
        )


HEAD = (
    "voice      words   numbers   first sample s: new   cached        real-    silence after stop   memory\n"
    "           wrong   wrong     median / 90 %         median / 90 % time     median / longest     MB"
)


def spread(seconds: list[float], longest: bool = False) -> str:
    high = max(seconds, default=0.0) if longest else float(np.percentile(seconds or [0.0], 90))
    return f"  {np.median(seconds or [0.0]):5.3f} / {high:5.3f}    "


def sentences_of(of: Recipe) -> list[str]:
    """Every instruction with its warning and the offer of its timer, and each step's title."""
    session, said = Session(of, (), seed=1), []
    for number, step in enumerate(of.steps, 1):
        said.append(sentence("step_title", number=number, title=step.title))
        for instruction in step.instructions:
            said.append(sentence("text", text=words(session, instruction.text)))
            said += [sentence("text", text=instruction.warning)] if instruction.warning else []
            said += [offer(instruction.timer)] if instruction.timer else []
    return list(dict.fromkeys(part for one in said for part in parts(wording().say(one))))


def word_errors(said: str, read: str, respelled: frozenset[str]) -> int:
    """Edits from one to the other. What sounds exactly alike ("by", "buy") is the same, and so is a compound written in
    parts ("corn starch"); respelled words, which the recogniser does not know, may be read as anything.
    """
    wanted, heard = (re.findall("[a-z']+", without_accents(text)) for text in (said, read))
    heard = with_compounds(heard, frozenset(wanted))
    wanted, heard = ([HOMOPHONES.get(word, word) for word in each] for each in (wanted, heard))
    costs = list(range(len(heard) + 1))
    for row, word in enumerate(wanted, 1):
        before, costs[0] = costs[:], row
        for column, other in enumerate(heard, 1):
            same = word == other or word in respelled
            costs[column] = min(before[column] + 1, costs[column - 1] + 1, before[column - 1] + (not same))
    return costs[-1]


def with_compounds(words: list[str], known: frozenset[str]) -> list[str]:
    """Two words that make up a known one are that one."""
    made: list[str] = []
    for word in words:
        if made and made[-1] + word in known:
            made[-1] += word
        else:
            made.append(word)
    return made


def without_accents(text: str) -> str:
    """In lower case; the recogniser writes "saute"."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def read_back(voice: Voice, texts: list[str], row: Row) -> Iterator[tuple[str, str]]:
    """Fills in how it is understood; gives each text that was read otherwise, and how."""
    respelled = frozenset(w for p in recipe().pronunciations for w in re.findall("[a-z]+", p.word.lower()))
    for text in texts:
        one = told(voice, text)
        errors = word_errors(text, one.read, respelled)
        row.spoken += len(re.findall("[a-z']+", without_accents(text)))
        row.wrong += errors
        numbers = frozenset(NUMBERS & {*re.findall("[a-z]+", text.lower())})
        if missing(numbers, one.read):
            row.wrong_numbers.append((text, one.read))
        if errors:
            yield text, one.read


def timed(voice: Voice, texts: list[str], row: Row) -> None:
    """The same texts twice, first new, then remembered; and stopped in the middle."""
    player, listener = HandDrivenPlayer(), Listener()
    with closing(Speaker(voice, player, listener)) as speaker:
        for number, text in enumerate(texts):
            row.new.append(first_sample(speaker, player, number, text))
            finish(player, listener, number)
        for number, text in enumerate(texts, len(texts)):
            row.cached.append(first_sample(speaker, player, number, text))
            player.run(_INTERRUPTED_AFTER_SECONDS)
            began_at = time.perf_counter()
            speaker.stop_speaking()
            row.stops.append(time.perf_counter() - began_at + silent_after(player) + player.latency_seconds)


def first_sample(speaker: Speaker, player: HandDrivenPlayer, number: int, text: str) -> float:
    began_at = time.perf_counter()
    speaker.say(number, text)
    while not player.run(_STEP_SECONDS).any():
        time.sleep(_STEP_SECONDS / 5)
    return time.perf_counter() - began_at


def silent_after(player: HandDrivenPlayer) -> float:
    seconds = 0.0
    while player.run(_STEP_SECONDS).any():
        seconds += _STEP_SECONDS
    return seconds


def finish(player: HandDrivenPlayer, listener: Listener, number: int) -> None:
    while True:
        player.run(0.5)
        try:
            if listener.ended.get(timeout=0.05)[0] == number:
                return
        except queue.Empty:
            continue


def measure(name: str, limit: int | None) -> Row:
    row, texts = Row(name), sentences_of(recipe())[:limit]
    before = resident_megabytes()
    with tempfile.TemporaryDirectory() as folder:
        voice = opened(name, Path(folder))
        began_at = time.perf_counter()
        rendered = [np.concatenate(list(voice.speak(text))) for text in texts]
        row.work_seconds = time.perf_counter() - began_at
        row.speech_seconds = sum(map(len, rendered)) / voice.rate
        row.megabytes = resident_megabytes() - before
        for said, read in read_back(voice, texts, row):
            print(f"said: {said}\nread: {read}", file=sys.stderr)
        voice.close()
    with tempfile.TemporaryDirectory() as folder:
        voice = opened(name, Path(folder))
        timed(voice, texts[:_TEXTS_TIMED], row)
    return row


def counts(share: float = 1.0) -> dict[str, float]:
    """For scripts/benchmark --check: each voice of this machine, on `share` of SENTENCES_CHECKED sentences."""
    found: dict[str, float] = {}
    for name in installed():
        row, texts = Row(name), part_of(sentences_of(recipe()), share * SENTENCES_CHECKED / 96)
        with tempfile.TemporaryDirectory() as folder, closing(opened(name, Path(folder))) as voice:
            began = time.process_time()
            rendered = [np.concatenate(list(voice.speak(text))) for text in texts]
            row.work_seconds = time.process_time() - began
            row.speech_seconds = sum(map(len, rendered)) / voice.rate
            list(read_back(voice, texts, row))
        found[f"{name}_words_wrong_share"] = row.wrong / row.spoken
        found[f"{name}_numbers_wrong"] = len(row.wrong_numbers)
        found[f"{name}_real_time_factor"] = row.work_seconds / row.speech_seconds
    return found


def opened(name: str, folder: Path) -> Voices:
    voice = Voices({name: standing_behind(installed()[name], Store(folder), dictionary_for(recipe()))})
    voice.can_say("Ready.", 1.0, _LOADING_SECONDS)
    return voice


def resident_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voice", choices=tuple(installed()), help="only this one, in this process")
    parser.add_argument("--limit", type=int, help="so many sentences")
    parser.add_argument("--quiet", action="store_true", help="do not print what was read otherwise than it was said")
    args = parser.parse_args()
    if args.voice is not None:
        print(measure(args.voice, args.limit))
        return
    print(HEAD)
    for name in installed():  # each in a process of its own, so that its memory is its own
        options = [f"--limit={args.limit}"] if args.limit is not None else []
        errors = subprocess.DEVNULL if args.quiet else None
        subprocess.run([sys.executable, "-m", __spec__.name, "--voice", name, *options], check=True, stderr=errors)


if __name__ == "__main__":
    main()
