"""Where the edges put what happened, for the main loop."""

from __future__ import annotations

import queue
from collections import deque
from dataclasses import dataclass
from typing import TypeAlias

from assistant.core.events import EdgeFailed, Event, Heard, InputEnded, NoiseChanged, SpeechEnded
from assistant.core.intents import Intent
from assistant.language.understand import Meaning, to_intent


@dataclass(frozen=True, slots=True)
class Typed:
    """A line from the keyboard, not understood yet: that depends on where the session is when its turn comes."""

    text: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What the cook has probably just said. Nothing has happened yet, so that it is no event."""

    transcript: str
    intent: Intent


Mail: TypeAlias = Event | Typed | Foreseen


class Inbox:
    """Where the edges put what happened, from any thread. `soon` is for what must come before all that waits."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Mail] = queue.SimpleQueue()
        self._soon: deque[Mail] = deque()

    def put(self, mail: Mail) -> None:
        self._waiting.put(mail)

    def put_soon(self, mail: Mail) -> None:
        """Only from the main loop's own thread."""
        self._soon.append(mail)

    def get(self, timeout_seconds: float) -> Mail | None:
        if self._soon:
            return self._soon.popleft()
        try:
            return self._waiting.get(timeout=max(0.0, timeout_seconds))
        except queue.Empty:
            return None

    # What the voice reports (edges.speaker.Listener).

    def speech_started(self, number: int) -> None:
        """Nobody waits for it."""

    def speech_ended(self, number: int, whole: bool, parts: int) -> None:
        self.put(SpeechEnded(number, whole, parts))

    def edge_failed(self, what: str, problem: str) -> None:
        self.put(EdgeFailed(what, problem))

    def noise_changed(self, loud: bool) -> None:
        self.put(NoiseChanged(loud))

    # What the ears report (edges.ears.Hearer). Words that are no command were not meant for us.

    def heard(self, transcript: str, meaning: Meaning | None, ended_at: float, rival: Meaning | None = None) -> None:
        if meaning is not None:
            self.put(Heard(transcript, to_intent(meaning), ended_at, None if rival is None else to_intent(rival)))

    def foreseen(self, transcript: str, meaning: Meaning) -> None:
        self.put(Foreseen(transcript, to_intent(meaning)))

    # What the keyboard reports.

    def typed(self, text: str) -> None:
        self.put(Typed(text))

    def input_ended(self) -> None:
        self.put(InputEnded())
