"""Feeds what reads anything with bad input: scripts/fuzz [COUNT [SEED [TARGET...]]]"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.targets import TARGETS, Target, made

COUNT = 100_000
LONGEST_SECONDS = 5.0  # of processor time, for one input
MOST_GROWTH_MEGABYTES = 50.0  # from a tenth of the inputs to the last


@dataclass(frozen=True, slots=True)
class Outcome:
    count: int
    slowest_seconds: float
    growth_megabytes: float


class FoundError(Exception):
    """An input that broke something; the seed and number make it again."""


def fuzz(name: str, target: Target, count: int, seed: int) -> Outcome:
    """Raises FoundError."""
    slowest, before = 0.0, resident_megabytes()
    for number in range(count):
        rng = random.Random(f"{name} {seed} {number}")
        began_at = time.process_time()
        try:
            target.feed(rng)
        except Exception as problem:
            raise FoundError(f"{name}, seed {seed}, number {number}: {problem!r}") from problem
        slowest = max(slowest, time.process_time() - began_at)
        if slowest > LONGEST_SECONDS:
            raise FoundError(f"{name}, seed {seed}, number {number}: took {slowest:.1f} s")
        if number == count // 10:
            before = resident_megabytes()
    growth = resident_megabytes() - before
    if growth > MOST_GROWTH_MEGABYTES:
        raise FoundError(f"{name}, seed {seed}: grew by {growth:.0f} MB over {count} inputs")
    return Outcome(count, slowest, growth)


def resident_megabytes() -> float:
    """0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


def main(arguments: list[str]) -> None:
    count, seed, *names = [*arguments, *(str(COUNT), "1")[len(arguments) :]]
    for name in names or TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            began_at = time.monotonic()
            outcome = fuzz(name, made(name, Path(folder)), int(count), int(seed))
        took = time.monotonic() - began_at
        grew = f"{outcome.growth_megabytes:+.1f} MB"
        print(
            f"{name}: {outcome.count} inputs in {took:.0f} s, slowest {outcome.slowest_seconds:.2f} s, {grew}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
