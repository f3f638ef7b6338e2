"""When does our voice give way to somebody, and when does it go on? Booleans and seconds in, an order out; no audio.

Whoever speaks into our words is heard far better when we fall silent at once, so this does not wait to know what they
say. Where it was nothing for us (a cough, clatter, somebody else), the voice goes on, and what was cut is said again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

_QUIET_SECONDS = 0.7  # nobody is heard for so long: it was nothing; the recogniser lags by 0.2 s
_DECIDED_SECONDS = 1.2  # a command has been heard: its answer, or none, comes before our old words go on
_LONGEST_SECONDS = 6.0  # a command is over by then; what goes on is a radio
_VOICE_LAGS_SECONDS = 0.4  # a voice is known for one so long after it began
_PATIENCE, _RESTED_SECONDS = 2, 20.0  # given way for nothing so often, our voice is not broken off for so long


class Order(Enum):
    """To the voice."""

    GIVE_WAY = "give way"
    GO_ON = "go on"


@dataclass(slots=True)
class GivingWay:
    """Fed once for each block of sound."""

    _silent_seconds: float | None = None  # for how long our voice has been; None: it may speak
    _quiet_seconds: float = 0.0
    _enough_seconds: float = _QUIET_SECONDS
    _for_nothing: int = 0
    _since_seconds: float = 0.0  # that our voice went on
    _interrupted_seconds: float = _LONGEST_SECONDS  # since somebody was last heard beside our own words

    def after(
        self, seconds: float, *, interrupted: bool, voice: bool, somebody: bool, decided: bool, held: bool
    ) -> Order | None:
        """What to tell the voice after so many seconds more.

        `interrupted`: something was heard beside our own words; `voice`: what is heard sounds like a voice, as clatter
        does not; `somebody`: a voice or words are being heard; `decided`: a command was; `held`: our voice has more to
        say and waits, so that it is silent. It is not where it had said all, or says the answer already.
        """
        if self._silent_seconds is not None and not held:
            self._silent_seconds = None
        if decided:
            self._for_nothing, self._enough_seconds, self._quiet_seconds = 0, _DECIDED_SECONDS, 0.0
        self._interrupted_seconds = 0.0 if interrupted else self._interrupted_seconds + seconds
        if self._silent_seconds is None:
            return self._while_speaking(seconds, voice and self._interrupted_seconds <= _VOICE_LAGS_SECONDS)
        self._silent_seconds += seconds
        self._quiet_seconds = 0.0 if somebody or interrupted else self._quiet_seconds + seconds
        if self._quiet_seconds < self._enough_seconds and self._silent_seconds < _LONGEST_SECONDS:
            return None
        self._for_nothing += self._enough_seconds == _QUIET_SECONDS
        self._silent_seconds, self._since_seconds = None, 0.0
        return Order.GO_ON

    def _while_speaking(self, seconds: float, interrupted: bool) -> Order | None:
        self._since_seconds += seconds
        if self._since_seconds > _RESTED_SECONDS:
            self._for_nothing = 0
        if not interrupted or self._for_nothing >= _PATIENCE:
            return None
        self._silent_seconds, self._quiet_seconds, self._enough_seconds = 0.0, 0.0, _QUIET_SECONDS
        return Order.GIVE_WAY
