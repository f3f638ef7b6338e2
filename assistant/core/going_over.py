"""From one recipe to another: what goes along (the voice, and all that is on the stove), and where cooking goes on."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.session import Choosing, Finished, Place, Session
from assistant.core.timers import Reminder, Timer


def taken_along(old: Session, new: Session, back: bool) -> Session:
    """`new`, the other recipe's session, with what of `old` does not end with its recipe.

    `back`: `new` is the session from which `old` was gone over to, so that its timers are the same ones; else those of
    `old` run on beside its own, as the cook's.
    """
    if back:
        steps = {t.number: t.step for t in new.timers}
        timers = tuple(replace(t, step=steps.get(t.number)) for t in old.timers)
        reminders, things = old.reminders, max(old.things, new.things)
    else:
        timers = (*new.timers, *(_later(t, new.things) for t in old.timers))
        reminders = (*new.reminders, *(_shifted(r, new.things) for r in old.reminders))
        things = new.things + old.things
    return replace(
        new,
        shelf=old.shelf,
        timers=timers,
        reminders=reminders,
        things=things,
        utterances=old.utterances,
        volume_percent=old.volume_percent,
        speed_percent=old.speed_percent,
        voice=old.voice,
        voices=old.voices,
        loudspeaker=old.loudspeaker,
        loudspeakers=old.loudspeakers,
        utc_offset_seconds=old.utc_offset_seconds,
        left=_file_of(old),
    )


def is_over(session: Session) -> bool:
    """Whether there is nothing to go on with another time."""
    stage = session.stage()
    return isinstance(stage, Finished) or (isinstance(stage, Choosing) and not stage.amid)


def outset(session: Session) -> Place:
    """Where cooking begins, or goes on, when a recipe was chosen."""
    stage = session.stage()
    return session.place if isinstance(stage, Choosing) and stage.amid else Place()


def _file_of(session: Session) -> str | None:
    """Of its recipe, on the shelf."""
    return next((each.file for each in session.shelf if each.id == session.recipe.id), None)


def _later(timer: Timer, by: int) -> Timer:
    return replace(timer, number=timer.number + by, step=None)


def _shifted(reminder: Reminder, by: int) -> Reminder:
    of_timer = None if reminder.of_timer is None else reminder.of_timer + by
    return replace(reminder, number=reminder.number + by, of_timer=of_timer)
