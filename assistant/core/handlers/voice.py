"""How loud and how fast it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.effects import SetVoice
from assistant.core.intents import Name, Slots
from assistant.core.reply import Handler, Reply
from assistant.core.sentences import sentence
from assistant.core.session import Session

LOUDNESS_STEP = 20  # percent
SPEED_STEP = 15
QUIETEST, LOUDEST = 20, 100
SLOWEST, FASTEST = 55, 160


def spoken(session: Session, key: str, volume: int | None = None, speed: int | None = None) -> Reply:
    """The new loudness and speed, confirmed in them."""
    changed = replace(
        session,
        volume_percent=session.volume_percent if volume is None else min(LOUDEST, max(QUIETEST, volume)),
        speed_percent=session.speed_percent if speed is None else min(FASTEST, max(SLOWEST, speed)),
    )
    same = (changed.volume_percent, changed.speed_percent) == (session.volume_percent, session.speed_percent)
    return Reply(changed, (sentence("as_far_as_it_goes" if same else key),), (in_voice(changed),))


def in_voice(session: Session) -> SetVoice:
    return SetVoice(session.volume_percent, session.speed_percent / 100, session.voice)


def louder(session: Session, _: Slots, at: float) -> Reply:
    return spoken(session, "louder", volume=session.volume_percent + LOUDNESS_STEP)


def quieter(session: Session, _: Slots, at: float) -> Reply:
    return spoken(session, "quieter", volume=session.volume_percent - LOUDNESS_STEP)


def set_volume(session: Session, slots: Slots, at: float) -> Reply:
    if slots.percent is None:
        return Reply(session, (sentence("volume_is", percent=session.volume_percent),))
    return spoken(session, "volume_set", volume=slots.percent)


def slower(session: Session, _: Slots, at: float) -> Reply:
    return spoken(session, "slower", speed=session.speed_percent - SPEED_STEP)


def faster(session: Session, _: Slots, at: float) -> Reply:
    return spoken(session, "faster", speed=session.speed_percent + SPEED_STEP)


def normal_speed(session: Session, _: Slots, at: float) -> Reply:
    return spoken(session, "normal_speed", speed=100)


def change_voice(session: Session, _: Slots, at: float) -> Reply:
    """The next of this machine's voices, which confirms it."""
    if len(session.voices) < 2:
        return Reply(session, (sentence("one_voice"),))
    now = session.voices.index(session.voice) if session.voice in session.voices else 0
    changed = replace(session, voice=session.voices[(now + 1) % len(session.voices)])
    return Reply(changed, (sentence("other_voice"),), (in_voice(changed),))


HANDLERS: Mapping[Name, Handler] = {
    Name.LOUDER: louder,
    Name.QUIETER: quieter,
    Name.SET_VOLUME: set_volume,
    Name.SLOWER: slower,
    Name.FASTER: faster,
    Name.NORMAL_SPEED: normal_speed,
    Name.CHANGE_VOICE: change_voice,
}
