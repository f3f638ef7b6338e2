"""A thousand utterances of the real voices, most of them interrupted (`scripts/benchmark utterances [--number N]`).

The real speaker, voices and memory on disk, on a player without a device, so that nothing waits for sound. Some are
foreseen, some stopped at once, some in the middle; the voice and its speed change. What is left over afterwards is
counted: threads, open files, child processes, files; and what memory grew by after the first fifth.
"""

from __future__ import annotations

import argparse
import queue
import random
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from edges.fakes import HandDrivenPlayer, Listener

from assistant.building import dictionary_for
from assistant.edges.speaker import Speaker
from assistant.edges.voices.choosing import Voices, installed, standing_behind
from assistant.edges.voices.remembering import Store
from tests.benchmarks.voice import sentences_of
from tests.conversation import recipe
from tests.fuzz.__main__ import resident_megabytes

_SETTLES_SECONDS = 120.0
_SPEEDS = (0.85, 1.0, 1.15)
_KEPT_BYTES = 20_000_000  # less than all of it takes, so that room has to be made


@dataclass(frozen=True, slots=True)
class Held:
    """What a process holds; `files` are those in its folder for temporary ones."""

    threads: int
    descriptors: int
    children: int
    files: int

    @classmethod
    def now(cls) -> Held:
        process = Path("/proc/self")
        children = (process / "task").glob("*/children")
        return cls(
            threading.active_count(),
            len(list((process / "fd").iterdir())),
            sum(len(each.read_text().split()) for each in children),
            len(list(Path(tempfile.gettempdir()).iterdir())),
        )


@contextmanager
def own_folder() -> Iterator[Path]:
    """For all temporary files of this process, since other programs make some too."""
    with tempfile.TemporaryDirectory() as folder:
        before, tempfile.tempdir = tempfile.tempdir, folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = before


@contextmanager
def speaker(folder: Path) -> Iterator[tuple[Speaker, HandDrivenPlayer, Listener]]:
    store, player, listener = Store(folder, _KEPT_BYTES), HandDrivenPlayer(), Listener()
    dictionary = dictionary_for(recipe())
    voices = Voices({name: standing_behind(opening, store, dictionary) for name, opening in installed().items()})
    with closing(Speaker(voices, player, listener, voices.choose)) as speaking:
        yield speaking, player, listener


def spoken(number: int, seed: int) -> dict[str, float]:
    """So many utterances; what came of them."""
    with own_folder() as folder:
        before = Held.now()
        found = interrupted(number, random.Random(seed), folder / "remembered")
        shutil.rmtree(folder / "remembered")
        after = Held.now()
    left = {name: getattr(after, name) - getattr(before, name) for name in Held.__slots__}
    return found | left


def interrupted(number: int, rng: random.Random, folder: Path) -> dict[str, float]:
    texts, ended, early = sentences_of(recipe()), 0, 0.0
    with speaker(folder) as (speaking, player, listener):
        for n in range(number):
            if n % 50 == 0:
                speaking.set_voice(80, rng.choice(_SPEEDS), rng.choice(list(installed())))
            text = " ".join(rng.sample(texts, rng.randint(1, 3)))
            if rng.random() < 0.3:
                speaking.foresee([text if rng.random() < 0.7 else rng.choice(texts)])
            if rng.random() < 0.1:
                speaking.prepare(iter(rng.sample(texts, 3)))
            speaking.say(n, text)
            if rng.random() < 0.2:
                ended += until_ended(n, player, listener)
            for _ in range(rng.randrange(40)):
                player.run(0.05)
            speaking.stop_speaking()
            if n == number // 5:
                early = resident_megabytes()
        speaking.stop_speaking()
        while ended < number:
            listener.ended.get(timeout=_SETTLES_SECONDS)
            ended += 1
        return {"not_ended": number - ended, "megabytes_grown": resident_megabytes() - early}


def until_ended(number: int, player: HandDrivenPlayer, listener: Listener) -> int:
    """Plays on until that utterance is told to have ended; how many were meanwhile."""
    told = 0
    while True:
        player.run(0.5)
        with suppress(queue.Empty):
            ended = listener.ended.get(timeout=0.05)[0]
            told += 1
            if ended == number:
                return told


def counts() -> dict[str, float]:
    return spoken(200, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for name, value in spoken(args.number, args.seed).items():
        print(f"{name:16} {value:g}")


if __name__ == "__main__":
    main()
