"""When is an utterance over? Booleans and seconds in, an answer out; no audio, so that tables can test it.

Vosk says so by itself half a second to a second after the last word. A command that is complete need not wait so
long: Home Assistant's `assist_pipeline/vad.py` shows the shape, the figures were measured on recorded commands with
hesitations inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Silence(Enum):
    """Seconds of it after which a command is over, by what more words could make of it."""

    WHERE_NOTHING_CHANGES = 0.24
    WHERE_A_QUESTION_MAY_GO_ON = 0.42  # an answer too early costs nothing, and may be interrupted
    WHERE_MORE_MAY_COME = 0.6


PAUSE_SECONDS = 0.09  # after which words may have ended: too early to tell, but not to get ready
STABLE_SECONDS = 0.05  # a transcript that has just changed may change again
STABLE_IN_NOISE_SECONDS = 0.5  # there a voice is often not told from the noise, and only more words say that it goes on


@dataclass(slots=True)
class Endpoint:
    """Fed once for each block of sound."""

    _silent_seconds: float = 0.0
    _stable_seconds: float = 0.0

    def over(
        self, seconds: float, *, speech: bool, changed: bool, complete: bool, needed: Silence, in_noise: bool = False
    ) -> bool:
        """True when the words heard so far should be taken as all.

        `speech` and `seconds` tell of this block, the others of the transcript up to its end: `changed` with it,
        `complete` as a command, what silence is `needed` after it, spoken `in_noise`.
        """
        self._silent_seconds = 0.0 if speech else self._silent_seconds + seconds
        self._stable_seconds = 0.0 if changed else self._stable_seconds + seconds
        stable = STABLE_IN_NOISE_SECONDS if in_noise else STABLE_SECONDS
        # A hair less, because sums of thirtieths of a second fall short of what they should be.
        return complete and self._silent_seconds > needed.value - 0.001 and self._stable_seconds > stable - 0.001

    @property
    def pausing(self) -> bool:
        """Whether nobody speaks just now."""
        return self._silent_seconds > PAUSE_SECONDS - 0.001

    def reset(self) -> None:
        """The words that follow belong to another utterance."""
        self._silent_seconds = self._stable_seconds = 0.0
