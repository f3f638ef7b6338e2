"""Past facts that the session answers. Times are wall-clock seconds since the epoch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from assistant.core.adapting import Adaptation
from assistant.core.intents import Intent
from assistant.core.session import Manner, Note, Took


@dataclass(frozen=True, slots=True)
class Started:
    """The program is ready. `away_seconds` is None for a new session, else how long nobody ran it.

    `last_took` is how long each step took the last time, `habit` what the cook wants changed each time, and `notes`
    what was noted the times before. `changed` says, in the cook's words, what could not be taken over from the session
    that is gone on with. `manner` is how it spoke the last time, `voices` are those of this machine, the best first,
    `loudspeakers` too, as they can be named.
    `chosen`: the cook chose the recipe while the program ran, so nobody is greeted.
    """

    away_seconds: float | None = None
    utc_offset_seconds: int = 0
    last_took: tuple[Took, ...] = ()
    changed: str | None = None
    habit: Adaptation | None = None
    notes: tuple[Note, ...] = ()
    manner: Manner | None = None
    voices: tuple[str, ...] = ()
    loudspeakers: tuple[str, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """The cook said something to us; `intent` is None where it was not understood. `ended_at`: the end of the words.

    `rival`: what it may have been as well, with a number that sounds alike.
    """

    transcript: str
    intent: Intent | None
    ended_at: float
    rival: Intent | None = None


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """Utterance `number` was spoken to its end, or (`whole` false) broken off after so many parts of it."""

    number: int
    whole: bool = True
    parts: int = 0


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The moment that `wake_at` named has come."""


@dataclass(frozen=True, slots=True)
class ClockChanged:
    """The clock on the wall was set `by_seconds` forward (negative: back), or moved to another time zone."""

    by_seconds: float
    utc_offset_seconds: int


@dataclass(frozen=True, slots=True)
class EdgeFailed:
    """A device or library failed; `what` is the edge, `problem` one sentence with what to do."""

    what: str
    problem: str


@dataclass(frozen=True, slots=True)
class NoiseChanged:
    """The kitchen has become so loud that few commands can be told apart, or (`loud` false) no longer is."""

    loud: bool


@dataclass(frozen=True, slots=True)
class SoundMeasured:
    """How loud the kitchen and the loudest words of the last seconds are at the microphone, in decibels of full scale;
    None where there is no microphone. `heard`: the word that was asked for was understood.
    """

    heard: bool
    noise_decibels: float | None = None
    voice_decibels: float | None = None


@dataclass(frozen=True, slots=True)
class InputEnded:
    """The keyboard's input came to its end."""


Event: TypeAlias = (
    Started | Heard | SpeechEnded | TimePassed | ClockChanged | EdgeFailed | NoiseChanged | SoundMeasured | InputEnded
)
