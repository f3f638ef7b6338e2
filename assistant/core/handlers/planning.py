"""The evening: when it will be ready, when to begin, and what to do meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.core.evening import remaining
from assistant.core.instructing import FIVE_MINUTES, at_place, is_asking, tasks_ahead, words
from assistant.core.intents import Name, Slots
from assistant.core.recipe import Recipe, Span
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Clock, Seconds, Sentence, sentence
from assistant.core.session import Choosing, Dinner, Finished, OfferMeanwhile, Session

START = "start"  # the choice of "when do I have to start"
DAY = 24 * 3600
ON_TIME_SECONDS = 300  # nobody minds so little


def ask_ready(session: Session, slots: Slots, at: float) -> Reply:
    """An honest range, and what the source promises on "tell me more"."""
    if slots.food or slots.place:
        return tell(session, "only_this_recipe")
    if isinstance(session.stage(), Finished):
        return tell(session, "is_ready")
    if slots.choice == START:
        return tell(session, "plan_when") if session.dinner is None else begin_by(session, session.dinner.at, at)
    if session.dish.takes is None:
        return tell(session, "no_total")
    left, rest = remaining(session, at), tuple(published(session.recipe))
    first, last = Clock(five_minutes(at + left.least_seconds)), Clock(five_minutes(at + left.most_seconds))
    key = "whole_takes" if isinstance(session.stage(), Choosing) else "ready_in"
    if first == last:
        return tell(replace(session, more=rest), "ready_at", ready=first)
    return tell(replace(session, more=rest), key, left=rounded(left), first=first, last=last)


def published(recipe: Recipe) -> Iterator[Sentence]:
    """What the source says it takes, and why that may differ."""
    if recipe.published:
        yield sentence("published", published=recipe.published)
    if recipe.published_parts:
        yield sentence("text", text=recipe.published_parts)
    elif recipe.preparing and recipe.cooking:
        yield sentence("published_parts", preparing=recipe.preparing, cooking=recipe.cooking)
    if recipe.total_note:
        yield sentence("text", text=recipe.total_note)


def plan_for(session: Session, slots: Slots, at: float) -> Reply:
    """Dinner at a time of day: when to begin, or how late it will be."""
    wanted = None if slots.time is None else next_moment_of(slots.time, at, session.utc_offset_seconds)
    if wanted is None:
        return tell(session, "plan_when")
    return begin_by(session, wanted, at)


def begin_by(session: Session, wanted: float, at: float) -> Reply:
    """What dinner at that moment asks for, from where the session is."""
    if session.dish.takes is None:
        return tell(session, "no_total")
    left = remaining(session, at)
    begin_at = wanted - left.most_seconds
    begun = not isinstance(session.stage(), Choosing)
    if begun or begin_at <= at:
        planned = replace(session, dinner=Dinner(wanted))
        earliest, latest = at + left.least_seconds, at + left.most_seconds
        if latest <= wanted + ON_TIME_SECONDS:
            return tell(planned, "plan_fits", dinner=Clock(wanted), last=Clock(five_minutes(latest)))
        if earliest <= wanted:
            return tell(planned, "plan_tight", dinner=Clock(wanted), last=Clock(five_minutes(latest)))
        late = Seconds(round(earliest - wanted), about=True)
        return tell(planned, "plan_late", late=late, first=Clock(five_minutes(earliest)))
    planned = replace(session, dinner=Dinner(wanted, begin_at))
    return tell(planned, "plan_begin", dinner=Clock(wanted), begin=Clock(begin_at))


def next_moment_of(time: str, at: float, utc_offset_seconds: int) -> float | None:
    """The next moment at which the clock on the wall says `HH:MM`; None for anything else."""
    hours, _, minutes = time.partition(":")
    if not (hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60):
        return None
    wall = at + utc_offset_seconds
    today = wall - wall % DAY
    moment = today + int(hours) * 3600 + int(minutes) * 60
    return (moment if moment > wall else moment + DAY) - utc_offset_seconds


def five_minutes(at: float) -> float:
    return round(at / FIVE_MINUTES) * FIVE_MINUTES


def rounded(span: Span) -> Span:
    return Span(round(five_minutes(span.least_seconds)), round(five_minutes(span.most_seconds)))


def ask_meanwhile(session: Session, _: Slots, at: float) -> Reply:
    """The first of the tasks that depend on nothing open."""
    tasks = tasks_ahead(session)
    if not tasks:
        return tell(session, "nothing_meanwhile")
    asked = session if is_asking(session) else session.asking(OfferMeanwhile(tasks[0]))
    return tell(asked, "meanwhile", text=words(session, at_place(session, tasks[0]).text))


HANDLERS: Mapping[Name, Handler] = {
    Name.ASK_READY: ask_ready,
    Name.PLAN_FOR: plan_for,
    Name.ASK_MEANWHILE: ask_meanwhile,
}
