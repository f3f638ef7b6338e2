"""What a touch or a key can wish for in each phase: a few of what can be said, the likeliest first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.core.instructing import offered_timer
from assistant.core.intents import Name
from assistant.core.phases import ALLOWED, PhaseName
from assistant.core.session import Cooking, Session, phase_name

_MOVING = (Name.NEXT_STEP, Name.PREVIOUS_STEP, Name.REPEAT)
_ACTIONS: Mapping[PhaseName, tuple[Name, ...]] = MappingProxyType(
    {
        PhaseName.CHOOSING: (Name.START_COOKING, Name.LIST_INGREDIENTS, Name.REPEAT),
        PhaseName.GATHERING: (Name.NEXT_STEP, Name.START_COOKING, Name.REPEAT),
        PhaseName.COOKING: _MOVING,
        PhaseName.ASKING: (Name.YES, Name.NO, *_MOVING),
        PhaseName.RINGING: (Name.STOP, Name.ADD_TIME, *_MOVING),
        PhaseName.PAUSED: (Name.RESUME,),
        PhaseName.ASLEEP: (Name.WAKE,),
        PhaseName.FINISHED: (Name.QUIT, Name.REPEAT, Name.ASK_STORAGE),
    }
)


def actions(session: Session) -> tuple[Name, ...]:
    """Each is allowed in the present phase, and none stands there twice."""
    phase, cooking = phase_name(session), isinstance(session.stage(), Cooking)
    wished = list(_ACTIONS[phase])
    if phase in (PhaseName.COOKING, PhaseName.ASKING, PhaseName.RINGING) and cooking:
        if offered_timer(session) is not None:
            wished.append(Name.START_TIMER)
        wished.append(Name.PAUSE)
    if session.speaking is not None:
        wished.append(Name.STOP)
    if session.past:
        wished.append(Name.UNDO)
    return tuple(name for name in dict.fromkeys(wished) if name in ALLOWED[phase])
