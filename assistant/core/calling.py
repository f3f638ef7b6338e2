"""Company mode: in a kitchen with guests, only what begins with the wake phrase is meant for us, or follows soon."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.effects import Play, Sound
from assistant.core.handlers.talking import wake
from assistant.core.intents import Slots
from assistant.core.reply import Reply
from assistant.core.session import Asleep, Session
from assistant.core.timers import ringing

LISTENS_SECONDS = 8.0  # after the phrase, and after whatever we say


def is_meant(session: Session, transcript: str, ended_at: float) -> bool:
    """Whether words that ended then are for us. What sounds can always be answered: whoever does, wants it silent."""
    if not session.wake_phrase or ended_at <= session.listens_until:
        return True
    if ringing(session.timers) or session.speaking is not None:
        return True
    return f"{transcript.lower()} ".startswith(f"{session.wake_phrase} ")


def is_call(session: Session, transcript: str) -> bool:
    """Whether it was the phrase and nothing else."""
    return bool(session.wake_phrase) and transcript.lower() == session.wake_phrase


def listening(session: Session, since: float) -> Session:
    """For some seconds the phrase is not needed."""
    if not session.wake_phrase:
        return session
    return replace(session, listens_until=max(session.listens_until, since + LISTENS_SECONDS))


def answer_call(session: Session, at: float) -> Reply:
    """A soft sound, or out of sleep."""
    if isinstance(session.phase, Asleep):
        return wake(session, Slots(), at)
    return Reply(session, effects=(Play(Sound.HEARD),))
