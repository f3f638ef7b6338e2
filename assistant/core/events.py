"""Past facts that the session answers. Times are wall-clock seconds since the epoch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from assistant.core.intents import Intent


@dataclass(frozen=True, slots=True)
class Started:
    """The program is ready. `away_seconds` is None for a new session, else how long nobody ran it."""

    away_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """The cook said something to us; `intent` is None where it was not understood. `ended_at`: the end of the words."""

    transcript: str
    intent: Intent | None
    ended_at: float


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """Utterance `number` was spoken to its end, or (`whole` false) broken off."""

    number: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The moment that `wake_at` named has come."""


@dataclass(frozen=True, slots=True)
class EdgeFailed:
    """A device or library failed; `what` is the edge, `problem` one sentence with what to do."""

    what: str
    problem: str


@dataclass(frozen=True, slots=True)
class InputEnded:
    """The keyboard's input came to its end."""


Event: TypeAlias = Started | Heard | SpeechEnded | TimePassed | EdgeFailed | InputEnded
