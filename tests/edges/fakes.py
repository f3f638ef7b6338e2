"""Stand-ins for devices, held to the same contracts as the real ones."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from assistant.edges.player import Player
from assistant.edges.sounds import Samples
from assistant.edges.voices.voice import LEVEL, VoiceError


class FakeVoice:
    """A tone of a tenth of a second for each word; `broken` makes it fail."""

    rate = 16000
    version = "1"

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.broken = False
        self.said: list[str] = []
        self.asked: queue.SimpleQueue[str] = queue.SimpleQueue()  # the same, and at what it broke; to wait for

    def can_say(self, text: str, speed: float, within_seconds: float) -> bool:
        return True

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        if self.broken:
            self.asked.put(text)
            raise VoiceError("The voice is broken; mend it.")
        self.said.append(text)
        self.asked.put(text)
        for _ in (word for word in text.split() if any(c.isalnum() for c in word)):
            at = np.arange(round(0.1 * self.rate / speed)) / self.rate
            yield np.asarray(LEVEL * np.sqrt(2) * np.sin(2 * np.pi * 300 * at + 0.5), np.float32)

    def close(self) -> None: ...


class HandDrivenPlayer(Player):
    """The real mixing on a device that plays when told: `run(0.5)` is half a second of its life."""

    rate = 16000

    def __init__(self, wakes_seconds: float = 0.0) -> None:
        self._begin(16000)
        self._wakes_seconds = wakes_seconds
        self.working_now = True
        self.closed = False

    @property
    def working(self) -> bool:
        return self.working_now

    @property
    def latency_seconds(self) -> float:
        return 0.05

    def run(self, seconds: float) -> Samples:
        out = np.zeros((round(seconds * self.rate), 1), np.float32)
        for start in range(0, len(out), 160):
            part = out[start : start + 160]
            self._fill(part, len(part), None, None)
        return out[:, 0]

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeClock:
    """A clock that goes when told."""

    wall: float = 1_900_000_000.0
    counted: float = 5_000.0
    zone: int = 3600
    boots: int = 1

    def now(self) -> float:
        return self.wall

    def steady(self) -> float:
        return self.counted

    def utc_offset_seconds(self) -> int:
        return self.zone

    def boot(self) -> str | None:
        return f"boot {self.boots}"

    def pass_(self, seconds: float) -> None:
        """Also in sleep."""
        self.wall += seconds
        self.counted += seconds

    def set(self, by_seconds: float) -> None:
        self.wall += by_seconds

    def reboot(self, seconds: float) -> None:
        """Off for so long; the steady clock counts anew."""
        self.wall += seconds
        self.counted = 1.0
        self.boots += 1


@dataclass
class Listener:
    """Keeps what a speaker reports, in order."""

    reports: list[tuple[object, ...]] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    ended: queue.SimpleQueue[tuple[int, bool]] = field(default_factory=queue.SimpleQueue)
    failed: threading.Event = field(default_factory=threading.Event)

    def speech_started(self, number: int) -> None:
        self.reports.append(("started", number))

    def speech_ended(self, number: int, whole: bool, parts: int) -> None:
        self.parts.append(parts)
        self.reports.append(("ended", number, whole))
        self.ended.put((number, whole))

    def edge_failed(self, what: str, problem: str) -> None:
        self.reports.append(("failed", what, problem))
        self.failed.set()


class SilentMouth:
    """Has spoken these words, and speaks no more; keeps what the ears ordered."""

    def __init__(self, words: str = "") -> None:
        self._words = words
        self.ordered: list[str] = []
        self.gives_way = False

    def own_words(self, seconds: float) -> str:
        return self._words

    def somebody_speaks(self, whether: bool) -> None: ...

    def give_way(self) -> None:
        self.ordered.append("give way")
        self.gives_way = True

    def go_on(self) -> None:
        self.ordered.append("go on")
        self.gives_way = False
