"""Orders that a turn gives to the edges."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from assistant.core.phases import PhaseName
from assistant.core.sentences import Sentence


class Sound(StrEnum):
    """Soft sounds that stand for a word."""

    HEARD = "heard"
    NOT_UNDERSTOOD = "not_understood"
    DONE = "done"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Say:
    """Speak the sentences, after what is being spoken; without the first `skip` parts, which were heard already."""

    number: int
    sentences: tuple[Sentence, ...]
    skip: int = 0


@dataclass(frozen=True, slots=True)
class StopSpeaking:
    """Be silent at once, and forget what was waiting to be spoken."""


@dataclass(frozen=True, slots=True)
class Play:
    sound: Sound


@dataclass(frozen=True, slots=True)
class Ring:
    """Sound the alarm for so long, or until StopRinging."""

    seconds: float


@dataclass(frozen=True, slots=True)
class StopRinging:
    pass


@dataclass(frozen=True, slots=True)
class Listen:
    """What may be said from now on."""

    phase: PhaseName


@dataclass(frozen=True, slots=True)
class HearFew:
    """Whether only the few commands that cannot be confused are listened for, because it is loud."""

    few: bool


@dataclass(frozen=True, slots=True)
class MeasureSound:
    """Tell how loud kitchen and cook are; answered by one SoundMeasured with the same `heard`."""

    heard: bool


@dataclass(frozen=True, slots=True)
class SetVoice:
    """Loudness 0 to 100 percent, speed 1.0 for normal, a voice by its name or None for the best."""

    volume_percent: int
    speed: float
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class UseLoudspeaker:
    """Sound from this one, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class OpenRecipe:
    """Go over to the recipe in that file of the shelf."""

    file: str


@dataclass(frozen=True, slots=True)
class End:
    """The session is over."""


Effect: TypeAlias = (
    Say
    | StopSpeaking
    | Play
    | Ring
    | StopRinging
    | Listen
    | HearFew
    | MeasureSound
    | SetVoice
    | UseLoudspeaker
    | OpenRecipe
    | End
)
