"""Numbers that sound like another are asked back before they cost something: "Nineteen: one nine?"."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.core.handlers import measuring, starting, timing
from assistant.core.instructing import meant_timer
from assistant.core.intents import Intent, Name, Slots
from assistant.core.reply import Handler, Reply, tell
from assistant.core.session import Asking, Session, WhichNumber

_ALL: Mapping[Name, Handler] = {**starting.HANDLERS, **timing.HANDLERS, **measuring.HANDLERS}
COSTLY: Mapping[Name, Handler] = {
    name: _ALL[name] for name in (Name.START_TIMER, Name.ADD_TIME, Name.REMOVE_TIME, Name.REMIND_EVERY, Name.SCALE)
}
_UNITS = (1, 60, 3600)  # in which a number of seconds may have been said


def ask(session: Session, heard: Intent, rival: Intent) -> Reply | None:
    """Which of the two was said; None where it costs nothing, is plain from the recipe, or was said again.

    Nor of several wishes in one breath: the others would be lost meanwhile.
    """
    if heard.name not in COSTLY or heard.then or _is_settled_by_recipe(session, heard) or _asked(session) == heard:
        return None
    number = said_number(heard.slots, rival.slots)
    if number is None:
        return None
    tens, ones = divmod(number, 10)
    return tell(session.asking(WhichNumber(heard, rival)), "which_number", number=number, tens=tens, ones=ones)


def said_again(session: Session, intent: Intent) -> Session:
    """Who says the wish again has answered."""
    asked = _asked(session)
    return session.settled() if asked is not None and asked.name is intent.name else session


def done(session: Session, intent: Intent, at: float) -> Reply:
    """The one that was meant."""
    return COSTLY[intent.name](session.settled(), intent.slots, at)


def chosen(question: WhichNumber, number: int | None) -> Intent | None:
    """The wish with this number."""
    heard, rival = question.heard, question.rival
    wishes = {said_number(heard.slots, rival.slots): heard, said_number(rival.slots, heard.slots): rival}
    return None if number is None else wishes.get(number)


def said_number(said: Slots, other: Slots) -> int | None:
    """Thirteen to nineteen, or thirty to ninety: the number in which the two differ as sounds do."""
    for name, value in said.spoken().items():
        rival = other.spoken().get(name)
        if not isinstance(value, int) or not isinstance(rival, int):
            continue
        for unit in _UNITS:
            for ones in range(3, 10):
                if abs(value - rival) == unit * (9 * ones - 10):
                    return 10 * ones if value > rival else 10 + ones
    return None


def _is_settled_by_recipe(session: Session, heard: Intent) -> bool:
    """It is the step's own time, or is doubted because it sounds like that."""
    meant = meant_timer(session)
    if heard.name is not Name.START_TIMER or meant is None or heard.slots.seconds is None:
        return False
    own = meant[1]
    name, seconds = heard.slots.name, heard.slots.seconds
    return starting.is_for(own, heard.slots) or starting.doubted(session, own, seconds, name) is not None


def _asked(session: Session) -> Intent | None:
    match session.phase:
        case Asking(question=WhichNumber(heard=heard)):
            return heard
        case _:
            return None
