"""A day in a kitchen, faster than real time (`scripts/benchmark endurance [--hours N] [--seed N]`).

The real loop, keeper and journal on a virtual clock: commands, talk that is no command, silence, noise, timers,
programs that are killed, devices that are lost, clocks that are set. Every command must be answered, every timer ring
within half a second, and memory and threads stay what they are.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from assistant.core.events import EdgeFailed, NoiseChanged
from tests.fuzz.__main__ import resident_megabytes
from tests.loop import Loop

LATE_SECONDS = 0.5
UP = "time is up"
HOURS_CHECKED = 3.0
BETWEEN_SECONDS = 45.0
COMMANDS = (
    "how much honey do i need", "where am i", "what timers are running", "give me a tip", "go to step three",
    "go to step six", "what are the ingredients", "go back", "how long does this take", "for six people",
    "use grams", "when will it be ready",
)  # fmt: skip
TALK = ("and then she said no", "the weather tomorrow", "pass me the", "", "mhm", "twenty past the thing")
NAMES = ("rice", "egg", "tea", "pasta", "bread", "bean", "soup", "fish")


@dataclass
class Day:
    """`missed` and `late` say what went wrong; seconds are those of the virtual steady clock."""

    loop: Loop
    rng: random.Random
    asked: int = 0
    restarts: int = 0
    rang: int = 0
    latest_seconds: float = 0.0
    missed: list[str] = field(default_factory=list)
    due: dict[str, float] = field(default_factory=dict)

    def live(self, hours: float) -> None:
        until = self.loop.clock.counted + hours * 3600
        while self.loop.clock.counted < until:
            self.loop.wait(self.rng.expovariate(1 / BETWEEN_SECONDS))
            self.listen()
            happens = (self.command, self.timer, self.talk, self.noise, self.restart, self.device, self.clock)
            self.rng.choices(happens, (60, 15, 15, 5, 2, 2, 1))[0]()
            self.listen()
        self.loop.wait(2 * 3600)
        self.listen()

    def command(self) -> None:
        self.ask(self.rng.choice(COMMANDS))

    def ask(self, words: str) -> str:
        self.asked += 1
        said = self.loop.hear(words)
        if not said:
            self.missed.append(words)
        return said

    def timer(self) -> None:
        free = [name for name in NAMES if name not in self.due]
        if free:
            name, minutes = self.rng.choice(free), self.rng.randint(4, 40)
            due_at = self.loop.clock.counted + minutes * 60
            if "timer on" in self.ask(f"set a {name} timer for {minutes} minutes").lower():
                self.due[name] = due_at

    def talk(self) -> None:
        self.loop.hear(self.rng.choice(TALK))

    def noise(self) -> None:
        """The hood goes on, or off."""
        self.loop.inbox.put(NoiseChanged(not self.loop.app.session.loud))
        self.loop.wait(0.0)

    def restart(self) -> None:
        """Killed without a word, and started again."""
        self.loop.keeper.close()
        shown = self.loop.display.lines
        self.loop = Loop(self.loop.folder, self.loop.clock)
        self.loop.display.lines[:0] = shown
        self.restarts += 1
        self.ask("yes")

    def device(self) -> None:
        self.loop.inbox.put(EdgeFailed("microphone", "The microphone went silent; connect it again."))
        self.loop.wait(0.0)

    def clock(self) -> None:
        self.loop.clock.set(self.rng.choice((3600.0, -3600.0, 7.0)))
        self.loop.wait(1.0)

    def listen(self) -> None:
        """Which alarms rang, and how late; each is silenced. What was read is thrown away, however long the day."""
        while lines := self.loop.display.lines[:]:
            self.loop.display.lines.clear()
            for at, text in lines:
                for name in [n for n in self.due if UP in text and f"{n} timer" in text.lower()]:
                    self.ring(name, at)

    def ring(self, name: str, at: float) -> None:
        if at >= self.due[name] - LATE_SECONDS:
            self.rang += 1
            self.latest_seconds = max(self.latest_seconds, at - self.due.pop(name))
            self.loop.hear("stop")


def live(hours: float, seed: int, folder: Path) -> tuple[Day, float, int]:
    """The day, and by how many megabytes and threads it grew after its first tenth."""
    day = Day(Loop(folder), random.Random(seed))
    day.loop.hear("start")
    day.live(hours / 10)
    megabytes, threads = resident_megabytes(), threading.active_count()
    day.live(hours * 9 / 10)
    day.loop.keeper.close()
    return day, resident_megabytes() - megabytes, threading.active_count() - threads


def counts(share: float = 1.0) -> dict[str, float]:
    """For scripts/benchmark --check: `share` of HOURS_CHECKED."""
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()):
        day, megabytes, threads = live(share * HOURS_CHECKED, 1, Path(name))
    return {
        "commands_missed": len(day.missed),
        "commands": day.asked,
        "alarms": day.rang,
        "alarms_late": int(day.latest_seconds > LATE_SECONDS),
        "alarms_missing": len(day.due),
        "threads_grown": threads,
        "megabytes_grown": megabytes,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmark endurance")
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    began_at = time.monotonic()
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()):
        day, megabytes, threads = live(args.hours, args.seed, Path(name))
    print(f"{args.hours:g} hours in {time.monotonic() - began_at:.0f} s, {day.restarts} restarts")
    print(f"commands answered: {day.asked - len(day.missed)} of {day.asked} {sorted(set(day.missed))}")
    print(f"alarms: {day.rang}, the latest {day.latest_seconds:.2f} s; never rang: {len(day.due)}")
    print(f"growth: {megabytes:+.1f} MB, {threads:+} threads")


if __name__ == "__main__":
    main()
