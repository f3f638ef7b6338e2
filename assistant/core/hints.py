"""Abilities that are mentioned once, where they would have helped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.core.intents import Intent, Name
from assistant.core.measures import CELSIUS, TEMPERATURES
from assistant.core.reply import Reply
from assistant.core.sentences import sentence
from assistant.core.session import Asking, Asleep, Cooking, Session

REMEMBERED = 4  # intents back
SHORT_WORDS = 10  # of an answer that still bears a hint
OFTEN = 2  # how often something has to be done the long way


def with_hint(reply: Reply, intent: Intent) -> Reply:
    """The reply, and with it what the cook could have said instead, unless it is long or asks something."""
    session = reply.session
    if isinstance(session.phase, Asleep):
        return reply
    after = replace(session, wishes=(*session.wishes, str(intent.name))[-REMEMBERED:])
    key = next((key for key in hints(after, intent) if key not in session.hinted), None)
    if key is None or isinstance(session.phase, Asking) or reply.tells or is_long(reply):
        return replace(reply, session=after)
    said = (*reply.sentences, sentence(key))
    return replace(reply, session=replace(after, hinted=(*after.hinted, key)), sentences=said)


def hints(session: Session, intent: Intent) -> Iterator[str]:
    """What would help with what the cook does again and again."""
    cooking = isinstance(session.phase, Cooking)
    often = session.wishes.count(str(intent.name)) >= OFTEN
    match intent.name:
        case Name.REPEAT if session.wishes[-OFTEN:] == (str(Name.REPEAT),) * OFTEN:
            yield "hint_slower"
        case Name.CONVERT if often and intent.slots.to in TEMPERATURES:
            if intent.slots.to == CELSIUS != session.adaptation.degrees:
                yield "hint_degrees"
        case Name.CONVERT if often and session.adaptation.system is None:
            yield "hint_units"
        case Name.ASK_AMOUNT if cooking and session.wishes.count(str(Name.ASK_AMOUNT)) > OFTEN:
            yield "hint_step"
        case Name.PREVIOUS_STEP if session.wishes.count(str(Name.PREVIOUS_STEP)) > OFTEN:
            yield "hint_place"
        case Name.ASK_PROBLEM if often:
            yield "hint_note"


def is_long(reply: Reply) -> bool:
    if len(reply.sentences) != 1:
        return True
    values = (value for said in reply.sentences for _, value in said.values)
    return sum(len(value.split()) for value in values if isinstance(value, str)) > SHORT_WORDS
