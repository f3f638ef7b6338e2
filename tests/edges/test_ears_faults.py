"""Ears that stumble say so once, and listen again."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from edges.fakes import SilentMouth

from assistant.core.phases import PhaseName
from assistant.edges import ears as listening
from assistant.edges.ears import Ears
from assistant.edges.microphone import Block, MicrophoneError
from assistant.edges.recognizer import Decision
from assistant.edges.threads import told_of_the_dead

BLOCK = Block(b"\1\0" * 480, 1_900_000_000.0)


class Stumbling:
    """A recogniser that stumbles over the first sounds and understands the next."""

    def __init__(self, times: int) -> None:
        self.left, self.resets = times, 0
        self.hears_somebody = self.hears_voice = False
        self.likely: tuple[str, str] | None = None

    def prepare(self) -> None: ...
    def listen(self, phase: PhaseName) -> None: ...

    def reset(self) -> None:
        self.resets += 1
        raise RuntimeError("this too")

    def feed(self, block: bytes) -> Decision[str] | None:
        if self.left:
            self.left -= 1
            raise RuntimeError("no such state")
        return Decision("next", "next", 0.0, 0.5, 0.8)


class Steady:
    """A microphone that delivers until it is closed; `broken` ones deliver nothing."""

    def __init__(self, broken: bool = False) -> None:
        self._closed, self._broken = threading.Event(), broken

    def blocks(self) -> Iterator[Block]:
        if self._broken:
            raise MicrophoneError("The microphone went silent; connect it again.")
        while not self._closed.wait(0.001):
            yield BLOCK

    def close(self) -> None:
        self._closed.set()


class Hearer:
    def __init__(self) -> None:
        self.words: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.failed: list[tuple[str, str]] = []

    def heard(self, transcript: str, meaning: Any, ended_at: float, rival: Any = None) -> None:
        self.words.put(transcript)

    def foreseen(self, transcript: str, meaning: Any) -> None: ...

    def edge_failed(self, what: str, problem: str) -> None:
        self.failed.append((what, problem))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_RETRY_SECONDS", 0.01)


def test_a_recogniser_that_stumbles_is_told_of_once_and_goes_on() -> None:
    hearer, recognizer = Hearer(), Stumbling(3)
    ears: Ears[str] = Ears(Steady, recognizer, hearer, SilentMouth())  # type: ignore[arg-type]
    ears.start()
    assert hearer.words.get(timeout=10) == "next"
    ears.close()
    assert hearer.failed == [("ears", "I stumbled over a sound, and listen again.")]
    assert recognizer.resets == 3


def test_a_microphone_that_is_gone_is_told_of_at_its_second_failure_and_used_again() -> None:
    hearer = Hearer()
    microphones = iter([Steady(True), Steady(True), Steady(True), Steady()])
    ears: Ears[str] = Ears(lambda: next(microphones), Stumbling(0), hearer, SilentMouth())  # type: ignore[arg-type]
    ears.start()
    assert hearer.words.get(timeout=10) == "next"
    ears.close()
    assert hearer.failed == [("microphone", "The microphone went silent; connect it again.")]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_any_other_thread_that_dies_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    def die() -> None:
        raise RuntimeError("no such thing")

    said: list[str] = []
    with told_of_the_dead(said.append):
        thread = threading.Thread(target=die, name="loudspeaker")
        thread.start()
        thread.join()
    assert said == ["A part of me has stopped: loudspeaker. Please start me again; the place and the timers are kept."]
