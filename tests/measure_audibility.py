"""How far the alarm stands out of noise and speech (`scripts/measure-audibility [RECORDING...]`): for docs/measures.md.

Each noise is made as loud (A-weighted) as our own voice. "May be louder": by how much more until the alarm, at its
loudest, would no longer be clearly audible.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from assistant.edges.sounds import Samples, resampled
from tests.audibility import CLEARLY_DB, as_loud_as, excess, noise
from tests.edges.test_alarm import HOODS, OTHERS, RATE, SAYS, first_and_last, played, spoken, voice_level

MOST_SECONDS = 120


def noises(recordings: list[str]) -> Iterator[tuple[str, Samples]]:
    for name, (fall_db, above_hertz) in HOODS.items():
        yield f"noise, {name}", noise(10, RATE, fall_db, above_hertz)
    yield "somebody talking", spoken(OTHERS)
    for path in map(Path, recordings):
        heard, rate = soundfile.read(path, frames=-1, dtype="float32", always_2d=True)
        yield path.stem, resampled(np.asarray(heard[: MOST_SECONDS * rate].mean(axis=1)), rate, RATE)


def main(recordings: list[str]) -> None:
    level = voice_level()
    first, last = first_and_last(played(20))
    print("over                      first burst   loudest    may be louder than our voice by")
    for name, heard in noises(recordings):
        masker = as_loud_as(heard, level, RATE)
        loudest = excess(last, masker, RATE)
        row = f"{excess(first, masker, RATE):8.1f} dB {loudest:8.1f} dB {loudest - CLEARLY_DB:8.1f} dB"
        print(f"{name:24} {row}")
    first, last = first_and_last(played(20, speaking_seconds=20))
    own = spoken(SAYS)
    print(f"{'our voice, while it speaks':24}{excess(first, own, RATE):7.1f} dB {excess(last, own, RATE):8.1f} dB")


if __name__ == "__main__":
    main(sys.argv[1:])
