"""What "it", "the other one" and "and the soy sauce?" refer to, by what was wished last."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.instructing import is_asking
from assistant.core.intents import Intent, Name, Slots
from assistant.core.sentences import Label, Sentence
from assistant.core.session import HowLong, LeaveOut, OfferTimer, Session, TakeInstead, WhichLength
from assistant.core.timers import Timer, alive, label, matching

IT = "it"  # the choice of what only refers to something: "cancel it"
OTHER = "other"  # of "the other one"; the name of "the other timer" too
FOLLOWING = "following"  # of "and sugar"
OF_INGREDIENTS = frozenset(
    {
        Name.ASK_AMOUNT,
        Name.ASK_LEFT,
        Name.ASK_ADDED,
        Name.ASK_WHY,
        Name.SUBSTITUTE,
        Name.CONVERT,
    }
)  # what may be asked about another ingredient too
OF_TIMERS = frozenset(
    {
        Name.START_TIMER,
        Name.TIMER_STATUS,
        Name.CANCEL_TIMER,
        Name.PAUSE_TIMER,
        Name.RESUME_TIMER,
        Name.ADD_TIME,
        Name.REMOVE_TIME,
    }
)
EXACTLY = "exactly"  # the choice of "make it fifteen minutes", which a timer is set to
_POINTING = (IT, OTHER, FOLLOWING)


def kept(session: Session, intent: Intent, said: tuple[Sentence, ...]) -> Session:
    """With the wish that the next words may refer to, and the only timer that was spoken of in answer to it."""
    if not said or intent.name not in OF_INGREDIENTS | OF_TIMERS | {Name.ASK_NUTRITION}:
        return session
    wish = replace(intent, then=())
    if intent.name in OF_TIMERS - {Name.START_TIMER}:
        named = {value for each in said for _, value in each.values if isinstance(value, Label)}
        told = [t for t in session.timers if label(t) in named]
        wish = of_timer(wish, told[0]) if len(told) == 1 else wish
    return replace(session, asked=wish)


def resolved(session: Session, intent: Intent) -> Intent:
    """The wish with what it refers to; as it is where it refers to nothing."""
    slots = intent.slots
    if intent.name in (Name.ASK_AMOUNT, Name.ANSWER) and slots.choice == OTHER:
        return the_other(session)
    if intent.name is Name.ASK_AMOUNT and slots.ingredient is not None:
        return following(session, intent, slots.ingredient)
    if intent.name in OF_TIMERS and slots.name == OTHER and not matching(session.timers, OTHER, None):
        return other_timer(session, intent)
    if slots.choice == EXACTLY:
        return set_exactly(session, intent)
    if intent.name is Name.NEVER_MIND and slots.choice == IT and of_timers(session):
        return of_timer(Intent(Name.CANCEL_TIMER), spoken_of(session))
    if intent.name is Name.ASK_LEFT and slots == Slots() and of_timers(session):
        return of_timer(Intent(Name.TIMER_STATUS), spoken_of(session))
    return intent


def following(session: Session, intent: Intent, name: str) -> Intent:
    """ "And the soy sauce?" asks what was asked last; where something is offered, what the recipe lacks is proposed."""
    ours = session.recipe.called(name) or session.dish.called(name)
    if is_asking(session, TakeInstead, LeaveOut) and not ours and intent.slots.unit is None:
        return Intent(Name.USE_INSTEAD, Slots(instead=name))
    last = session.asked
    if intent.slots.choice != FOLLOWING or last is None or last.name not in OF_INGREDIENTS:
        return intent
    if last.slots.choice == FOLLOWING:
        return intent
    choice = None if last.slots.choice in _POINTING else last.slots.choice
    return replace(last, slots=replace(last.slots, ingredient=name, choice=choice, instead=None))


def the_other(session: Session) -> Intent:
    """The other one of what is offered, else the other timer, else the other ingredient of that kind."""
    if is_asking(session, TakeInstead, LeaveOut):
        return Intent(Name.SUBSTITUTE, Slots(choice=OTHER))
    last = session.asked
    if last is not None and last.name in OF_TIMERS and len(alive(session.timers)) > 1:
        name = Name.TIMER_STATUS if last.name is Name.START_TIMER else last.name
        return other_timer(session, replace(last, name=name))
    return Intent(Name.ASK_AMOUNT, Slots(choice=OTHER))


def set_exactly(session: Session, intent: Intent) -> Intent:
    """ "Make it fifteen minutes" is about the timer spoken of last; one that is offered, or a first, is started."""
    slots, last = intent.slots, spoken_of(session)
    if is_asking(session, HowLong, OfferTimer, WhichLength) or not session.timers:
        return Intent(Name.START_TIMER, replace(slots, choice=None))
    if last is not None and (slots.name, slots.which_seconds) == (None, None):
        slots = replace(of_timer(intent, last).slots, choice=EXACTLY)
    return Intent(Name.ADD_TIME, slots)


def of_timers(session: Session) -> bool:
    """Whether timers were spoken of last, and no question is open but for which of them."""
    return session.asked is not None and session.asked.name in OF_TIMERS and session.phase == session.stage()


def spoken_of(session: Session) -> Timer | None:
    """The only timer that was spoken of last."""
    last, timers = session.asked, alive(session.timers)
    if last is None or last.name not in OF_TIMERS:
        return None
    if last.name is Name.START_TIMER:
        return max(timers, key=lambda t: t.number, default=None)
    found = matching(timers, last.slots.name, last.slots.which_seconds)
    return found[0] if len(found) == 1 else None


def other_timer(session: Session, intent: Intent) -> Intent:
    """Of two timers the one that was not spoken of; of any timer where that leaves several."""
    last = spoken_of(session)
    others = [t for t in alive(session.timers) if t != last]
    return of_timer(intent, others[0] if len(others) == 1 else None)


def of_timer(intent: Intent, timer: Timer | None) -> Intent:
    name = None if timer is None else timer.name
    seconds = None if timer is None or timer.name is not None else timer.length_seconds
    return replace(intent, slots=replace(intent.slots, name=name, which_seconds=seconds, choice=None))
