"""What keeping a session costs, and what it brings back (`scripts/measure-session`): rows for docs/measures.md."""

from __future__ import annotations

import contextlib
import io
import random
import statistics
import tempfile
import time
from pathlib import Path

from tests.edges.fakes import FakeClock
from tests.faults import Cook
from tests.loop import Loop

HOURS = 4
SPOKEN_EVERY_SECONDS = 20.0  # a talkative cook
DAY_SECONDS = 86_400.0
WORDS = (
    "next", "next", "go back", "repeat", "how much honey do i need", "where am i", "give me a tip", "yes", "stop",
    "set a timer for ten minutes", "what timers are running", "start timer", "undo", "for eight people",
)  # fmt: skip


def long_session(folder: Path) -> tuple[float, int]:
    """Four hours in it: kilobytes an hour, and turns."""
    rng, loop = random.Random(1), Loop(folder)
    loop.hear("start")
    turns = 0
    while loop.clock.counted < 5000 + HOURS * 3600:
        loop.hear(rng.choice(WORDS))
        loop.wait(rng.uniform(0, 2 * SPOKEN_EVERY_SECONDS))
        turns += 1
    loop.keeper.close()
    size = sum(path.stat().st_size for path in folder.iterdir())
    return size / 1024 / HOURS, turns


def resume_seconds(folder: Path, clock: FakeClock) -> float:
    """Median of reading the journal and taking the session up, to the first words."""
    took = []
    for _ in range(7):
        began_at = time.perf_counter()
        loop = Loop(folder, clock)
        took.append(time.perf_counter() - began_at)
        assert loop.display.lines[0][1].startswith("Welcome back.")
        loop.keeper.close()
    return statistics.median(took)


def start_seconds(folder: Path) -> float:
    """Median from the command to the first words, of the real program."""
    took = []
    for _ in range(5):
        began_at = time.perf_counter()
        cook = Cook(folder)
        cook.first_words()
        took.append(time.perf_counter() - began_at)
        cook.type("start")
        time.sleep(0.3)
        cook.kill()
    return statistics.median(took)


def day_of_timers(folder: Path) -> tuple[int, float]:
    """Ten timers over a day, the clock set and the program killed in between: how many rang, and the latest."""
    rng, loop = random.Random(2), Loop(folder)
    loop.hear("start")
    loop.clock.wall = time.time()
    due, lines = [], []
    for hours in rng.sample(range(1, 24), 10):
        loop.hear(f"set a timer for {hours} hours")
        due.append(loop.clock.counted + hours * 3600)
    for _ in range(48):
        loop.wait(DAY_SECONDS / 48)
        loop.hear("stop")
        loop.clock.set(rng.choice((0.0, 3600.0, -3600.0)))
        if rng.random() < 0.2:
            lines += loop.display.lines
            loop = Loop(folder, loop.clock)
    rang = [at for at, text in lines + loop.display.lines if "time is up" in text or "time was up" in text]
    return len(rang), max(abs(a - b) for a, b in zip(sorted(due), rang, strict=True))


def main() -> None:
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()):
        folder = Path(name)
        growth, turns = long_session(folder / "long")
        clock = FakeClock()
        clock.pass_(HOURS * 3600 + 600)
        resumed = resume_seconds(folder / "long", clock)
        rang, latest = day_of_timers(folder / "day")
        fresh = start_seconds(folder / "fresh")
    print(f"journal growth in {HOURS} hours of {turns} turns: {growth:.0f} kB an hour")
    print(f"taking up a session of {HOURS} hours: {resumed:.3f} s")
    print(f"ten timers in a day, the clock set and the program killed between: {rang} rang, latest {latest:.2f} s off")
    print(f"from the command to the first words, resumed: {fresh:.2f} s")


if __name__ == "__main__":
    main()
