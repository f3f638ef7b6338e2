"""The session itself: begin, pause, be quiet, quit, help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.core.clock import in_zone
from assistant.core.effects import End, StopSpeaking
from assistant.core.events import Started
from assistant.core.going_over import outset
from assistant.core.handlers.alarms import hush, in_step, pass_time, silence
from assistant.core.handlers.moving import next_step
from assistant.core.handlers.questions import resumed
from assistant.core.handlers.welcoming import greeting
from assistant.core.instructing import is_asking, moved
from assistant.core.intents import Name, Slots
from assistant.core.interrupting import broken_off, take_up
from assistant.core.phases import PhaseName
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Seconds, Sentence, sentence
from assistant.core.session import (
    Asking,
    Asleep,
    Choosing,
    Cooking,
    Finished,
    Gathering,
    Manner,
    OfferResume,
    OfferTimer,
    Paused,
    Session,
    SureQuit,
    phase_name,
)
from assistant.core.timers import Ringing, Running, label, ringing
from assistant.core.undoing import snapshot

SHORT_SECONDS = 60.0  # an absence this short is not worth a number
LONG_PAUSE = 60.0
WHAT = "what"  # the choice of "what are we making"


def begin(session: Session, event: Started, now: float) -> Reply:
    """Hello to a new session, or back to an old one: what rang in the meantime comes first."""
    before = replace(
        mannered(session, event), speaking=None, broken=None, last_took=event.last_took, last_notes=event.notes
    )
    session = in_zone(before, event.utc_offset_seconds)
    if isinstance(stage := session.stage(), Choosing) and stage.amid:
        session = replace(session, phase=Cooking())
    changed: tuple[Sentence, ...] = () if event.changed is None else (sentence("trouble", problem=event.changed),)
    if event.away_seconds is None and event.habit is not None:
        as_written = snapshot(session)
        session = replace(session, habit=event.habit, adaptation=event.habit, past=(as_written,))
        changed += tuple(as_last_time(session))
    rang = pass_time(in_step(session, now), now)  # an alarm that nobody answered goes on at once
    if event.away_seconds is None or isinstance(session.stage(), Choosing):
        hello = greeting(replace(rang.session, phase=Choosing()), event.chosen)
        return replace(hello, sentences=changed + rang.sentences + hello.sentences, effects=rang.effects)
    short = event.away_seconds < SHORT_SECONDS
    key = "back_at" if event.chosen else "welcome_back_short" if short else "welcome_back"
    away = Seconds(round(event.away_seconds), about=True)
    place = sentence("at_step", number=session.place.step + 1, title=session.step.title)
    welcome = (sentence(key, away=away), *changed, place)
    if rang.sentences:
        return replace(rang, sentences=welcome + rang.sentences)
    offer = (*timers_left(rang.session, now), sentence("offer_resume"))
    return Reply(rang.session.asking(OfferResume()), welcome + offer)


def mannered(session: Session, event: Started) -> Session:
    """Speaking as the cook wished the last time, with a voice and from a loudspeaker that are here."""
    manner = event.manner or Manner(session.volume_percent, session.speed_percent, session.voice)
    return replace(
        session,
        volume_percent=manner.volume_percent,
        speed_percent=manner.speed_percent,
        voice=manner.voice if manner.voice in event.voices else None,
        voices=event.voices,
        loudspeaker=session.loudspeaker if session.loudspeaker in event.loudspeakers else None,
        loudspeakers=event.loudspeakers,
    )


def as_last_time(session: Session) -> Iterator[Sentence]:
    """What is made otherwise, as the cook wished the last time."""
    ids = {i.id: i.name for i in session.recipe.ingredients}
    for swap in session.adaptation.swaps:
        if swap.ingredient in ids:
            yield sentence("changed_again", use=swap.use, ingredient=ids[swap.ingredient])
    for omitted in session.adaptation.omitted:
        if omitted in ids:
            yield sentence("left_out_as_before", ingredient=ids[omitted])


def timers_left(session: Session, now: float) -> tuple[Sentence, ...]:
    """What runs, each with what it has left."""
    running = (t for t in session.timers if isinstance(t.state, Running))
    return tuple(
        sentence("timer_left", timer=label(t), left=Seconds(round(t.left_seconds(now)), about=True)) for t in running
    )


def start_cooking(session: Session, slots: Slots, at: float) -> Reply:
    if slots.food:
        return tell(session, "only_this_recipe")
    if slots.choice == WHAT:
        return tell(session, "text", text=session.recipe.summary or session.recipe.spoken_title)
    if is_asking(session, OfferResume):
        return resumed(session.settled())
    if isinstance(session.stage(), Choosing | Gathering):
        return moved(session, outset(session))
    return resumed(session.settled())


def pause(session: Session, _: Slots, at: float) -> Reply:
    """Silence until the cook comes back; timers run on."""
    if isinstance(session.phase, Paused):
        return tell(session, "already_paused")
    quiet = silence(session)
    running = any(isinstance(t.state, Running) for t in session.timers)
    held = replace(quiet.session, phase=Paused(at, session.stage()))
    return tell(held, "paused_with_timers" if running else "paused").after(quiet)


def resume(session: Session, slots: Slots, at: float) -> Reply:
    """Out of a pause, back to what was interrupted, else on."""
    if isinstance(session.phase, Paused):
        return come_back(session, session.phase.since, at)
    if is_asking(session, OfferResume):
        return resumed(session.settled())
    if session.speaking is None and session.broken is not None:
        return take_up(session)
    return next_step(session, slots, at)


def come_back(session: Session, since: float, at: float) -> Reply:
    """After a pause: how long it was, what runs, and the instruction again."""
    away = (sentence("was_away", away=Seconds(round(at - since), about=True)),) if at - since > LONG_PAUSE else ()
    again = resumed(session.settled())
    return replace(again, sentences=(*away, *timers_left(session, at), *again.sentences))


def stop(session: Session, _: Slots, at: float) -> Reply:
    """The alarm if one rings, else the voice. It never quits."""
    if ringing(session.timers):
        return hush(session)
    if session.speaking is not None:
        return Reply(replace(session, speaking=None, broken=broken_off(session)), effects=(StopSpeaking(),))
    return tell(session, "stopped")


def quit_session(session: Session, _: Slots, at: float) -> Reply:
    """At once, unless a timer would be lost by it."""
    running = tuple(label(t) for t in session.timers if isinstance(t.state, Running | Ringing))
    if running and not is_asking(session, SureQuit):
        return tell(session.asking(SureQuit()), "sure_quit", timers=running)
    return Reply(session.settled(), (sentence("goodbye"),), (End(),))


def help_(session: Session, _: Slots, at: float) -> Reply:
    """Three things that can be said here."""
    match phase_name(session):
        case PhaseName.CHOOSING:
            return tell(session, "help_choosing")
        case PhaseName.GATHERING:
            return tell(session, "help_gathering")
        case PhaseName.ASKING:
            return tell(session, "help_timer" if is_asking(session, OfferTimer) else "help_asking")
        case PhaseName.RINGING:
            return tell(session, "help_ringing")
        case PhaseName.PAUSED:
            return tell(session, "help_paused")
        case PhaseName.FINISHED:
            return tell(session, "help_finished")
        case PhaseName.ASLEEP:
            return tell(session, "help_asleep")
        case PhaseName.COOKING:
            return tell(session, "help_cooking")


def sleep(session: Session, _: Slots, at: float) -> Reply:
    quiet = silence(session)
    return tell(replace(quiet.session, phase=Asleep(session.stage())), "asleep").after(quiet)


def wake(session: Session, _: Slots, at: float) -> Reply:
    return tell(session.settled(), "awake") if isinstance(session.phase, Asleep) else tell(session, "listening")


def never_mind(session: Session, slots: Slots, at: float) -> Reply:
    """Takes the open question away, or silences what sounds."""
    if isinstance(session.phase, Asking):
        return tell(session.settled(), "fine")
    if ringing(session.timers) or session.speaking is not None:
        return stop(session, slots, at)
    return tell(session, "fine")


def thanks(session: Session, _: Slots, at: float) -> Reply:
    quiet = silence(session)
    key = "enjoy" if isinstance(session.stage(), Finished) else "welcome"
    return tell(quiet.session, key).after(quiet)


HANDLERS: Mapping[Name, Handler] = {
    Name.START_COOKING: start_cooking,
    Name.PAUSE: pause,
    Name.RESUME: resume,
    Name.STOP: stop,
    Name.QUIT: quit_session,
    Name.HELP: help_,
    Name.SLEEP: sleep,
    Name.WAKE: wake,
    Name.NEVER_MIND: never_mind,
    Name.THANKS: thanks,
}
