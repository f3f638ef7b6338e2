"""How the present instruction is told, and how one gets from one to the next."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.recipe import Ingredient, Instruction, StepTimer, Text, Use
from assistant.core.reply import Reply
from assistant.core.sentences import Amount, Sentence, Words, sentence
from assistant.core.session import Asking, Cooking, OfferTimer, Place, Session
from assistant.core.timers import Timer, alive

SHORT_SECONDS = 180  # a step's own timer below this is not negotiated


def words(session: Session, text: Text) -> Words:
    """A text of the recipe, its amounts scaled."""
    return Words(tuple(part if isinstance(part, str) else used(session, part) for part in text))


def used(session: Session, use: Use) -> Amount:
    ingredient = session.recipe.ingredient(use.ingredient)
    whole = ingredient.amount
    scaled = whole.scaled(session.factor * use.share) if whole else None
    single = scaled is not None and scaled.unit is None and scaled.high is None and scaled.low <= 1
    name = ingredient.singular if single and ingredient.singular else ingredient.name
    return Amount(scaled, name, use.amount_only)


def amount(session: Session, ingredient: Ingredient) -> Amount:
    return used(session, Use(ingredient.id))


def steps_timer(session: Session) -> Timer | None:
    """The timer that the present step started, if it still counts."""
    return next((t for t in session.timers if t.step == session.place.step), None)


def offered_timer(session: Session) -> StepTimer | None:
    """The present instruction's timer, unless it was started already."""
    spec = session.instruction.timer
    started = any(t.spec == spec and t.step == session.place.step for t in session.timers)
    return None if spec is None or started else spec


def told(session: Session) -> Reply:
    """The present instruction, with its step's title at the beginning and the offer of its timer at the end."""
    instruction, step, first = session.instruction, session.step, session.place.instruction == 0
    sentences: list[Sentence] = []
    if first:
        sentences += [sentence("step_title", number=session.place.step + 1, title=step.title)]
        sentences += briefing(session)
    sentences.append(sentence("text", text=words(session, instruction.text)))
    session = replace(session, phase=Cooking())
    spec = offered_timer(session)
    if spec is not None:
        sentences.append(offer(spec))
        session = session.asking(OfferTimer())
    elif first and step.tips:
        sentences.append(sentence("tip_here"))
    return Reply(session, tuple(sentences), tells=True)


def offer(spec: StepTimer) -> Sentence:
    if spec.span.least_seconds < SHORT_SECONDS:
        return sentence("say_go", cue=spec.start_cue) if spec.start_cue else sentence("say_go_plain")
    return sentence("offer_timer", timer=spec.name, length=spec.span)


def briefing(session: Session) -> list[Sentence]:
    """Before a stretch without a pause: what must be within reach."""
    steps, index = session.recipe.steps, session.place.step
    begins = steps[index].no_pause and (index == 0 or not steps[index - 1].no_pause)
    return [sentence("no_pause", ready=steps[index].ready)] if begins and steps[index].ready else []


def moved(session: Session, place: Place) -> Reply:
    """To another instruction; open questions are left behind."""
    return told(replace(session, place=place, phase=Cooking()))


def following(session: Session) -> Place | None:
    """The next instruction's place, None after the last."""
    place = session.place
    if place.instruction + 1 < len(session.step.instructions):
        return Place(place.step, place.instruction + 1)
    if place.step + 1 < len(session.recipe.steps):
        return Place(place.step + 1)
    return None


def preceding(session: Session) -> Place | None:
    place = session.place
    if place.instruction > 0:
        return Place(place.step, place.instruction - 1)
    if place.step > 0:
        return Place(place.step - 1, len(session.recipe.steps[place.step - 1].instructions) - 1)
    return None


def waiting_timer(session: Session) -> Timer | None:
    """The timer that runs unattended, while it counts."""
    return next((t for t in alive(session.timers) if t.spec is not None and t.spec.unattended), None)


def at(session: Session, place: Place) -> Instruction:
    return session.recipe.steps[place.step].instructions[place.instruction]


def is_asking(session: Session, *kinds: type) -> bool:
    return isinstance(session.phase, Asking) and isinstance(session.phase.question, kinds)
