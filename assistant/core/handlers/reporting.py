"""What the cook reports: something is done, or has begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.effects import Play, Sound
from assistant.core.handlers.moving import next_step
from assistant.core.handlers.starting import start_offered
from assistant.core.instructing import at_place, is_asking
from assistant.core.intents import Name, Slots
from assistant.core.reply import Handler, Reply
from assistant.core.session import OfferTimer, Place, Session

ACKNOWLEDGED_SECONDS = 10.0  # a bare "okay" this soon after an instruction only says that it was heard
CUE_OKAY = "okay"
STEM = 4  # words that begin alike for so long are one word


def report(session: Session, slots: Slots, at: float) -> Reply:
    """Something is done or has begun. What waits for it goes on; a bare "okay" is only heard at first."""
    reply = after_report(session, slots, at)
    went_on = reply.session.place != session.place
    return replace(reply, session=replace(reply.session, reported_at=at)) if went_on else reply


def after_report(session: Session, slots: Slots, at: float) -> Reply:
    if slots.cue == CUE_OKAY:
        if just_told(session, at):
            return Reply(session, effects=(Play(Sound.HEARD),))
        return next_step(session, slots, at)
    begun = None if slots.cue is None else waiting_for(session, slots.cue)
    if begun is not None and at_place(session, begun).timer is not None:
        return start_offered(replace(session, place=begun), at)
    if begun is not None:
        return next_step(replace(session, place=begun), slots, at)
    if is_asking(session, OfferTimer):
        return start_offered(session, at)
    return next_step(session, slots, at)


def waiting_for(session: Session, cue: str) -> Place | None:
    """The instruction, from the present one to the step's end, that waits for what was reported."""
    step = session.step
    for index in range(session.place.instruction, len(step.instructions)):
        place = Place(session.place.step, index)
        instruction = step.instructions[index]
        cues = (instruction.waits_for, instruction.timer.start_cue if instruction.timer else None)
        if any(waited is not None and fits(cue, waited) for waited in cues):
            return place
    return None


def fits(cue: str, waited: str) -> bool:
    """Whether they share a word, however it is inflected: "it's boiling" and "it boils"."""
    return bool(stems(cue) & stems(waited))


def stems(text: str) -> set[str]:
    return {word[:STEM] for word in text.lower().split() if len(word) >= STEM}


def just_told(session: Session, at: float) -> bool:
    """The instruction was the last thing said, and the cook has hardly had time to do it."""
    telling = session.telling
    if telling is None or telling.number != session.utterances:
        return False
    return telling.ended_at is None or at - telling.ended_at < ACKNOWLEDGED_SECONDS


HANDLERS: Mapping[Name, Handler] = {Name.REPORT: report}
