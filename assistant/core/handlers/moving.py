"""From instruction to instruction, and where one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.adapting import Adaptation
from assistant.core.going_over import outset
from assistant.core.handlers.alarms import silence
from assistant.core.handlers.gathering import continue_gathering
from assistant.core.handlers.timing import ran_over
from assistant.core.instructing import (
    at_place,
    following,
    heading,
    is_asking,
    moved,
    preceding,
    told,
    waiting_timer,
    words,
)
from assistant.core.intents import Name, Slots
from assistant.core.interrupting import take_up
from assistant.core.recipe import StepTimer
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Seconds, Sentence, sentence
from assistant.core.session import (
    Choosing,
    Cooking,
    Finished,
    Gathering,
    LeaveWait,
    OfferLeftovers,
    OfferMeanwhile,
    OfferResume,
    Place,
    RememberChanges,
    Session,
    StoveOff,
    SureStartOver,
    WithinReach,
)
from assistant.core.timers import Over, label

ONE_BREATH_SECONDS = 2.5  # from the answer to a report; one who wants more has not heard it yet
NO_HEAT = "no heat"  # how a step without heat says so
STEP = "step"  # the choice of "repeat the step"
LAST = -1  # the step of "go to the last step"
CONTINUE = "continue"  # the choice of "go on", which is no "next" after an interruption


def next_step(session: Session, slots: Slots, at: float) -> Reply:
    """One instruction on; out of a wait only when asked twice."""
    quiet = silence(session)
    session = quiet.session
    if slots.choice == CONTINUE and session.broken is not None and session.speaking != session.broken.number:
        return take_up(session).after(quiet)
    stage = session.stage()
    if is_asking(session, WithinReach, OfferResume) or in_one_breath(session, at):
        return told(replace(session, reported_at=None)).after(quiet)
    if isinstance(stage, Choosing):
        return moved(session, outset(session)).after(quiet)
    if isinstance(stage, Gathering):
        return continue_gathering(session, stage).after(quiet)
    if isinstance(stage, Finished):
        return close(session).after(quiet)
    return (wait_first(session, at) or go_on(session, at)).after(quiet)


def in_one_breath(session: Session, at: float) -> bool:
    """ "Done" ... "what now?": the second is the same wish, however long the breath between them."""
    telling = session.telling is not None and session.telling.ended_at is None
    return telling and session.reported_at is not None and at - session.reported_at < ONE_BREATH_SECONDS


def wait_first(session: Session, at: float) -> Reply | None:
    """While something runs unattended: what remains, and what could be done; None when nothing is in the way."""
    timer, place, here = waiting_timer(session), following(session), session.instruction
    if (
        timer is None
        or is_asking(session, OfferMeanwhile, LeaveWait)
        or not (here.meanwhile or here.timer == timer.spec)
    ):
        return None
    left = sentence("still_running", timer=label(timer), left=Seconds(round(timer.left_seconds(at)), about=True))
    if place is None or not at_place(session, place).meanwhile:
        return Reply(session.asking(LeaveWait()), (left, sentence("leave_wait")))
    if here.meanwhile:
        return None
    return Reply(session.asking(OfferMeanwhile(place)), (left, sentence("offer_meanwhile")))


def go_on(session: Session, at: float) -> Reply:
    """To the next instruction whatever runs; timers of a step that is left and over are told and put away."""
    place = following(session)
    if place is None:
        return finish(session)
    left, over = put_away(session, place, at)
    reply = moved(left, place)
    return replace(reply, sentences=over + reply.sentences)


def put_away(session: Session, to: Place, at: float) -> tuple[Session, tuple[Sentence, ...]]:
    """Takes the silenced timers away that are left behind, and says how long they were over."""
    said: list[Sentence] = []
    for timer in session.timers:
        step = session.place.step if timer.step is None else timer.step
        until = belongs_until(session, step, timer.spec)
        if isinstance(timer.state, Over) and until < to:
            said += ran_over(timer, at)
            session = session.without_timer(timer)
    return session, tuple(said)


def belongs_until(session: Session, step: int, spec: StepTimer | None) -> Place:
    """The last instruction beside which a timer runs: the step's last for the cook's own; for one of the step, the
    instruction that has it, or what is done meanwhile."""
    instructions = session.dish.steps[step].instructions
    own = None if spec is None else next((n for n, i in enumerate(instructions) if i.timer == spec), None)
    last = Place(step, len(instructions) - 1 if own is None else own)
    while spec is not None and (after := following(session, last)) and at_place(session, after).meanwhile:
        last = after
    return last


def finish(session: Session) -> Reply:
    """After the last instruction: the closing round begins."""
    finished = replace(session, phase=Finished())
    closing = tuple(sentence("text", text=text) for text in session.dish.knowledge.closing)
    over = Reply(finished, closing or (sentence("finished"),))
    heats = [step.heat for step in session.dish.steps if step.heat]
    if heats and all(heat.startswith(NO_HEAT) for heat in heats):
        closing_round = close(finished.asking(StoveOff())).after(over)
        return replace(closing_round, sentences=tuple(s for s in closing_round.sentences if s.key != "no_timers_run"))
    key = "ask_oven" if any("oven" in heat for heat in heats) else "ask_stove"
    return tell(finished.asking(StoveOff()), key).after(over)


def close(session: Session) -> Reply:
    """The next question of the closing round, or the end of it."""
    if is_asking(session, StoveOff):
        running = tuple(label(t) for t in session.timers)
        timers = (sentence("timers_still_run", timers=running),) if running else (sentence("no_timers_run"),)
        if not session.adaptation.is_made_like(session.habit or Adaptation()):
            return Reply(session.asking(RememberChanges()), (*timers, sentence("offer_remember")))
        return Reply(session.asking(OfferLeftovers()), (*timers, sentence("offer_leftovers")))
    if is_asking(session, RememberChanges):
        return tell(session.asking(OfferLeftovers()), "offer_leftovers")
    return tell(session.settled(), "enjoy")


def skip_step(session: Session, _: Slots, at: float) -> Reply:
    quiet = silence(session)
    session = quiet.session
    if isinstance(session.stage(), Choosing | Gathering):
        return moved(session, outset(session)).after(quiet)
    if session.place.step + 1 >= len(session.dish.steps):
        return finish(session).after(quiet)
    left, over = put_away(session, Place(session.place.step + 1), at)
    reply = moved(left, Place(session.place.step + 1))
    return replace(reply, sentences=over + reply.sentences).after(quiet)


def previous_step(session: Session, _: Slots, at: float) -> Reply:
    quiet = silence(session)
    session = quiet.session
    stage = session.stage()
    if isinstance(stage, Gathering):
        return continue_gathering(session, replace(stage, portion=max(-1, stage.portion - 2))).after(quiet)
    if isinstance(stage, Finished):
        return moved(session, session.place).after(quiet)
    place = preceding(session)
    if isinstance(stage, Choosing) or place is None:
        return tell(session, "at_the_beginning").after(quiet)
    return moved(session, place).after(quiet)


def repeat(session: Session, slots: Slots, at: float) -> Reply:
    """The last utterance once more, an answer included; or where in which step one is, by its own words."""
    if slots.choice == STEP and isinstance(session.stage(), Cooking):
        return Reply(session, (heading(session), sentence("text", text=words(session, session.instruction.text))))
    if not session.last_said:
        return tell(session, "nothing_said")
    telling = session.telling is not None and session.telling.number == session.utterances
    return Reply(session, session.last_said, tells=telling)


def go_to_step(session: Session, slots: Slots, at: float) -> Reply:
    steps = len(session.dish.steps)
    if slots.step is None:
        return tell(session, "which_step", steps=steps)
    number = steps if slots.step == LAST else slots.step
    if not 1 <= number <= steps:
        return tell(session, "no_such_step", number=number, steps=steps)
    quiet = silence(session)
    left, over = put_away(quiet.session, Place(number - 1), at)
    reply = moved(left, Place(number - 1))
    return replace(reply, sentences=over + reply.sentences).after(quiet)


def start_over(session: Session, _: Slots, at: float) -> Reply:
    if isinstance(session.stage(), Choosing):
        return moved(session, Place())
    return tell(session.asking(SureStartOver()), "sure_start_over")


HANDLERS: Mapping[Name, Handler] = {
    Name.NEXT_STEP: next_step,
    Name.SKIP_STEP: skip_step,
    Name.PREVIOUS_STEP: previous_step,
    Name.REPEAT: repeat,
    Name.GO_TO_STEP: go_to_step,
    Name.START_OVER: start_over,
}
