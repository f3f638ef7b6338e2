"""Which intents each phase accepts: the rule of legality, the help text and the recogniser's vocabulary at once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from assistant.core.intents import Name


class PhaseName(StrEnum):
    """Where a session is, as far as listening goes."""

    CHOOSING = "choosing"
    GATHERING = "gathering"
    COOKING = "cooking"
    ASKING = "asking"
    RINGING = "ringing"
    PAUSED = "paused"
    ASLEEP = "asleep"
    FINISHED = "finished"


_REPLIES = frozenset({Name.YES, Name.NO, Name.ANSWER})
_COOKING = frozenset(Name) - _REPLIES - {Name.WAKE}
_ALARM = frozenset({Name.STOP, Name.ADD_TIME, Name.CANCEL_TIMER, Name.TIMER_STATUS, Name.CANCEL_ALL_TIMERS})

# A question may be open in every phase but cooking and asleep: the greeting, a group of ingredients, a pause and the
# closing round each end in one.
ALLOWED: Mapping[PhaseName, frozenset[Name]] = MappingProxyType(
    {
        PhaseName.CHOOSING: _COOKING | _REPLIES,
        PhaseName.GATHERING: _COOKING | _REPLIES,
        PhaseName.COOKING: _COOKING,
        PhaseName.ASKING: _COOKING | _REPLIES,
        PhaseName.RINGING: _COOKING | _REPLIES,
        PhaseName.PAUSED: _COOKING | _REPLIES,
        PhaseName.ASLEEP: _ALARM | {Name.WAKE},
        PhaseName.FINISHED: _COOKING | _REPLIES,
    }
)
