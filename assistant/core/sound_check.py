"""The kitchen's sound check: our voice to be heard by, then one word of the cook's, and what to do about both."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.core.effects import MeasureSound
from assistant.core.events import SoundMeasured
from assistant.core.intents import Slots
from assistant.core.questions import SoundCheck
from assistant.core.reply import Reply, tell
from assistant.core.sentences import Sentence, sentence
from assistant.core.session import Asking, Session

PATIENCE_SECONDS = 25.0  # from the wish on; our own sentences take some ten of them
# A voice so far above the noise is heard well, or hardly (docs/measures.md, kitchen noise), and one so loud is cut off.
WELL_DECIBELS, HARD_DECIBELS, OVERDRIVEN_DECIBELS = 15.0, 5.0, -6.0
SILENT_DECIBELS = -100.0  # no room is so quiet: nothing is delivered
LOUD_DECIBELS = -30.0  # of a kitchen


def begin(session: Session, _: Slots, at: float) -> Reply:
    return tell(session.asking(SoundCheck(at + PATIENCE_SECONDS)), "sound_check")


def until(session: Session) -> float | None:
    """When to give up; None where no check is on."""
    match session.phase:
        case Asking(question=SoundCheck(until=moment)):
            return moment
        case _:
            return None


def answered(session: Session) -> Reply:
    """The word was heard: how well, is to be measured."""
    return Reply(session.settled(), effects=(MeasureSound(heard=True),))


def give_up(session: Session, now: float) -> Reply:
    """The word did not come in time."""
    moment = until(session)
    if moment is None or moment > now:
        return Reply(session)
    return Reply(session.settled(), effects=(MeasureSound(heard=False),))


def measured(session: Session, event: SoundMeasured) -> Reply:
    return Reply(session, tuple(verdict(event)))


def verdict(event: SoundMeasured) -> Iterator[Sentence]:
    """What was found, and what to do."""
    noise, voice = event.noise_decibels, event.voice_decibels
    if noise is None or voice is None:
        yield sentence("sound_typed")
    elif voice < SILENT_DECIBELS:
        yield sentence("sound_dead")
    elif event.heard:
        yield from heard(voice, voice - noise)
    elif noise > LOUD_DECIBELS:
        yield sentence("sound_unheard_loud")
    else:
        yield sentence("sound_unheard_word" if voice - noise > WELL_DECIBELS else "sound_unheard")


def heard(voice: float, above: float) -> Iterator[Sentence]:
    """`above`: decibels over the kitchen."""
    if round(above) > 0:
        yield sentence("sound_level", decibels=round(above))
    if voice > OVERDRIVEN_DECIBELS:
        yield sentence("sound_overdriven")
    elif above >= WELL_DECIBELS:
        yield sentence("sound_well")
    else:
        yield sentence("sound_little" if above >= HARD_DECIBELS else "sound_hard")
