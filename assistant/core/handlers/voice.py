"""How loud and how fast it speaks, in which voice and from where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.effects import Effect, SetVoice, UseLoudspeaker
from assistant.core.intents import Name, Slots
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Numbered, sentence
from assistant.core.session import Session

LOUDNESS_STEP = 20  # percent
SPEED_STEP = 15
QUIETEST, LOUDEST = 20, 100
SLOWEST, FASTEST = 55, 160
SLOWLY, SLOW_PERCENT = "slowly", 70


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


def slower(session: Session, slots: Slots, at: float) -> Reply:
    """A step slower, or as slow at once as who cannot follow needs it."""
    if slots.choice == SLOWLY:
        return spoken(session, "slow_mode", speed=SLOW_PERCENT)
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


def list_loudspeakers(session: Session, _: Slots, at: float) -> Reply:
    if len(session.loudspeakers) < 2:
        return tell(session, "one_loudspeaker")
    each = tuple(Numbered(number, name) for number, name in enumerate(session.loudspeakers, 1))
    return Reply(session, (sentence("loudspeakers", names=each), sentence("say_loudspeaker")))


def choose_loudspeaker(session: Session, slots: Slots, at: float) -> Reply:
    """By its number or name, else the next one; it is heard there at once."""
    names = session.loudspeakers
    if len(names) < 2:
        return tell(session, "one_loudspeaker")
    if slots.number is not None:
        chosen = names[slots.number - 1] if 0 < slots.number <= len(names) else None
    elif slots.name is not None:
        chosen = next((name for name in names if name.lower() == slots.name), None)
    else:
        now = names.index(session.loudspeaker) if session.loudspeaker in names else 0
        chosen = names[(now + 1) % len(names)]
    if chosen is None:
        return list_loudspeakers(session, slots, at)
    changed = replace(session, loudspeaker=chosen)
    return Reply(changed, (sentence("other_loudspeaker"),), (UseLoudspeaker(chosen),))


def as_it_speaks(session: Session) -> tuple[Effect, ...]:
    """What brings the edges to where the session is."""
    there = () if session.loudspeaker is None else (UseLoudspeaker(session.loudspeaker),)
    return (*there, in_voice(session))


HANDLERS: Mapping[Name, Handler] = {
    Name.LOUDER: louder,
    Name.QUIETER: quieter,
    Name.SET_VOLUME: set_volume,
    Name.SLOWER: slower,
    Name.FASTER: faster,
    Name.NORMAL_SPEED: normal_speed,
    Name.CHANGE_VOICE: change_voice,
    Name.LIST_LOUDSPEAKERS: list_loudspeakers,
    Name.CHOOSE_LOUDSPEAKER: choose_loudspeaker,
}
