"""An hour of a kitchen in real time on the virtual sound card (`scripts/benchmark hour [--minutes N] [--seed N]`).

The real program is spoken to (commands, timers, talk that is no command) and left alone, and hears noise all the time.
Every command must be answered, every timer ring within half a second, and memory and threads stay what they are.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from card import RATE, SoundCard

from assistant.core.events import Heard
from assistant.edges.journal import Entry
from assistant.language import numbers
from tests.benchmarks.endurance import COMMANDS, LATE_SECONDS, TALK, UP
from tests.kitchen import Kitchen, write

BETWEEN_SECONDS = 25.0
ANSWERED_SECONDS, QUIET_SECONDS = 30.0, 1.0
STOP = "stop"  # what an alarm is answered with, while it rings
HEARD_SECONDS = 4.0  # what was not heard by then was missed
NOISE_DECIBELS = -60.0  # of a quiet kitchen, at the microphone
LONGEST_TIMER_MINUTES = 9
STARTS_SECONDS = 60.0
_LOOK_SECONDS = 0.25  # each look reads the whole journal


@dataclass
class Hour:
    """`missed` were not heard at the first saying, `lost` at the second neither; `due` by the minutes of the timer."""

    kitchen: Kitchen
    rng: random.Random
    asked: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    talked: int = 0
    acted_on: list[str] = field(default_factory=list)
    due: dict[int, float] = field(default_factory=dict)
    late_seconds: list[float] = field(default_factory=list)

    def live(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.rest(self.rng.expovariate(1 / BETWEEN_SECONDS))
            self.rng.choices((self.command, self.timer, self.talk), (60, 15, 25))[0]()

    def rest(self, seconds: float) -> None:
        """An alarm is answered as soon as it rings."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.rang():
                self.ask(STOP)
            time.sleep(_LOOK_SECONDS)

    def rang(self) -> bool:
        """Takes what rang from what is due, with how late it was."""
        before = len(self.due)
        for entry in self.recent():
            said = " ".join(entry.said).lower()
            for minutes in [m for m in self.due if UP in said and f"{_spelt(m)} minute timer" in said]:
                self.late_seconds.append(entry.at - self.due.pop(minutes))
        return len(self.due) < before

    def recent(self) -> list[Entry]:
        """A timer of the same length may have rung long before."""
        since = min(self.due.values(), default=time.time()) - LATE_SECONDS
        return [entry for entry in self.kitchen.entries() if entry.at >= since]

    def command(self) -> None:
        self.ask(self.rng.choice(COMMANDS))

    def ask(self, words: str) -> Entry | None:
        """The turn that it led to, said at most twice."""
        self.asked += 1
        for again in (self.missed, self.lost):
            if entry := self.said(words):
                return entry
            again[words] += 1
        return None

    def until_quiet(self) -> None:
        """It has spoken to its end, or rings on."""
        until, recording = time.monotonic() + ANSWERED_SECONDS, self.kitchen.recording
        while recording.loud_at(recording.now() - QUIET_SECONDS) and time.monotonic() < until:
            time.sleep(_LOOK_SECONDS)

    def said(self, words: str) -> Entry | None:
        if words != STOP:
            self.until_quiet()
        before = len(self.kitchen.entries())
        self.kitchen.speak(words)
        until = time.monotonic() + HEARD_SECONDS
        while time.monotonic() < until:
            found = [e for e in self.kitchen.entries()[before:] if isinstance(e.event, Heard)]
            if found:
                return found[0]
            time.sleep(_LOOK_SECONDS)
        return None

    def timer(self) -> None:
        """Whatever length was heard must ring."""
        minutes = self.rng.choice([m for m in range(2, LONGEST_TIMER_MINUTES) if m not in self.due])
        entry = self.ask(f"set a timer for {_spelt(minutes)} minutes")
        if entry and "timer on" in " ".join(entry.said).lower():
            assert isinstance(entry.event, Heard) and entry.event.intent
            seconds = entry.event.intent.slots.seconds or 0
            self.due[seconds // 60] = min(entry.event.ended_at, entry.at) + seconds  # it runs from the end of the words

    def talk(self) -> None:
        words = self.rng.choice([words for words in TALK if words])
        self.talked += 1
        if self.said(words):
            self.acted_on.append(words)


def _spelt(minutes: int) -> str:
    return numbers.spell(minutes)


def grown(pid: int) -> tuple[float, int]:
    """Megabytes in memory, and threads."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(status["VmRSS"].split()[0]) / 1000, int(status["Threads"])


def noise(card: SoundCard, folder: Path, seconds: float) -> None:
    """Plays on while the rest happens."""
    samples = np.random.default_rng(1).standard_normal(round(seconds * RATE)) * 10 ** (NOISE_DECIBELS / 20)
    write(folder / "noise.wav", samples, RATE)
    card.play(folder / "noise.wav", wait=False)


def greeted(kitchen: Kitchen) -> None:
    """Returns when the program has begun to speak."""
    until = time.monotonic() + STARTS_SECONDS
    while not any(entry.said for entry in kitchen.entries()):
        assert time.monotonic() < until, f"it says nothing:\n{kitchen.log}"
        time.sleep(_LOOK_SECONDS)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmark hour")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(SoundCard(folder)) as card:
            noise(card, folder, args.minutes * 60 + 900)
            with closing(Kitchen(card, folder)) as kitchen:
                kitchen.start()
                greeted(kitchen)
                hour = Hour(kitchen, random.Random(args.seed))
                hour.ask("start")
                hour.live(args.minutes * 6)
                assert kitchen.program
                megabytes, threads = grown(kitchen.program.pid)
                hour.live(args.minutes * 54)
                hour.rest(max([0.0, *(at - time.time() for at in hour.due.values())]) + 5)
                after = grown(kitchen.program.pid)
    print(f"{args.minutes:g} minutes: {hour.asked} commands, missed at the first saying {sum(hour.missed.values())}, "
          f"at the second {sum(hour.lost.values())} {dict(hour.lost)}")  # fmt: skip
    print(f"talk: {hour.talked}, acted on {hour.acted_on}")
    late = max(hour.late_seconds, default=0.0)
    print(
        f"alarms: {len(hour.late_seconds)}, the latest {late:.2f} s (at most {LATE_SECONDS}); "
        f"never, by minutes: {sorted(hour.due)}"
    )
    print(f"growth: {after[0] - megabytes:+.1f} MB, {after[1] - threads:+} threads")


if __name__ == "__main__":
    main()
