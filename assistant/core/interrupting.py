"""What was broken off in the middle, and how it is taken up again at the part where it was."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.events import Event, Heard, SpeechEnded
from assistant.core.reply import Reply
from assistant.core.session import BrokenOff, Session
from assistant.core.timers import ringing


def speech_ended(session: Session, event: SpeechEnded, now: float) -> Reply:
    """After an alarm or a reminder, what it broke off is taken up again. Late news of an earlier utterance says only
    how far that had come."""
    broken = session.broken
    if broken is not None and broken.number == event.number:
        return Reply(replace(session, broken=replace(broken, parts=broken.parts + event.parts)))
    if session.speaking != event.number:
        return Reply(session)
    if not event.whole:
        return Reply(replace(session, speaking=None, broken=broken_off(session, event.parts)))
    telling = session.telling
    if telling is not None and telling.number == event.number:
        telling = replace(telling, ended_at=now)
    quiet = replace(session, speaking=None, telling=telling)
    if broken is None or not broken.comes_back:
        return Reply(quiet)
    return take_up(quiet) if may_come_back(quiet, broken) else Reply(quiet)


def broken_off(session: Session, parts: int = 0) -> BrokenOff | None:
    """What is being said, to be taken up later, so many more parts of it having been heard.

    An alarm that is broken off itself leaves what it broke off to be taken up.
    """
    if session.speaking is None:
        return session.broken
    tells = session.telling is not None and session.telling.number == session.speaking
    if session.broken is not None and session.broken.comes_back and not tells:
        return session.broken
    return BrokenOff(session.speaking, session.last_said, session.spoken_from + parts, tells, session.phase)


def take_up(session: Session) -> Reply:
    """From the part in which it was broken off, with the question that it asked."""
    broken = session.broken
    if broken is None:
        return Reply(session)
    phase = broken.phase if same_place(session, broken) else session.phase
    again = replace(session, broken=None, phase=phase)
    return Reply(again, broken.sentences, tells=broken.tells, skip=broken.parts)


def may_come_back(session: Session, broken: BrokenOff) -> bool:
    """Not into an alarm, a pause or another question."""
    return not ringing(session.timers) and same_place(session, broken)


def same_place(session: Session, broken: BrokenOff) -> bool:
    return session.phase in (broken.phase, replace(session, phase=broken.phase).stage())


def breaking_off(before: Session, event: Event, reply: Reply) -> Reply:
    """Keeps what these sentences break off. What the cook did not ask for brings it back; a new instruction never."""
    if not reply.sentences or isinstance(event, SpeechEnded):
        return reply
    session = reply.session
    if reply.tells:
        return replace(reply, session=replace(session, broken=None))
    broken = broken_off(before)
    if broken is None or (before.broken is not None and session.broken is None):  # it is just being taken up
        return reply
    if isinstance(event, Heard):
        fresh = broken if broken.tells or broken.comes_back or broken is not before.broken else None
        return replace(reply, session=replace(session, broken=fresh))
    return replace(reply, session=replace(session, broken=replace(broken, comes_back=True)))
