"""How the present instruction is told, and how one gets from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile

from assistant.core.degrees import heated_text
from assistant.core.measures import measured
from assistant.core.quantity import Quantity
from assistant.core.recipe import Ingredient, Instruction, Recipe, Step, StepTimer, Text, Use, Uses
from assistant.core.reply import Reply, tell
from assistant.core.sentences import Amount, Seconds, Sentence, Value, Words, sentence
from assistant.core.session import Asking, Cooking, OfferTimer, Place, Session, WithinReach
from assistant.core.timers import Timer, alive

FIVE_MINUTES = 300
WHOLE = Fraction(1)
MUCH_MORE, MUCH_LESS = Fraction(5, 4), Fraction(3, 4)  # of the recipe, from which pans and water need a word
SHORT_SECONDS = 180  # a step's own timer below this is not negotiated
MOST_THINGS = 6  # that are asked for in one breath


def words(session: Session, text: Text) -> Words:
    """A text of the recipe, its amounts as they are cooked, and its temperatures in the degrees that are wanted."""
    said = Words(tuple(part if isinstance(part, str) else named(session, part) for part in text))
    warm = heated_text(said, session.adaptation.degrees)
    return warm if isinstance(warm, Words) else said


def named(session: Session, part: Use | Uses) -> Amount | tuple[Amount, ...]:
    return used(session, part) if isinstance(part, Use) else tuple(used(session, use) for use in part.uses)


def used(session: Session, use: Use) -> Amount:
    """So much of an ingredient, scaled and in the units that are wanted: every amount that is said comes from here."""
    ingredient = session.dish.ingredient(use.ingredient)
    if use.handled:
        return Amount(None, ingredient.prepared or ingredient.name)
    scaled = None if ingredient.amount is None else in_kitchen(session, ingredient, ingredient.amount, use.share)
    single = scaled is not None and scaled.unit is None and scaled.high is None and scaled.low <= 1
    name = ingredient.singular if single and ingredient.singular else ingredient.name
    return Amount(scaled, name, use.amount_only, guess=ingredient.uncertain or not use.sure)


def in_kitchen(session: Session, ingredient: Ingredient, whole: Quantity, share: Fraction = WHOLE) -> Quantity:
    """So much of an ingredient of the recipe, as it is measured for as many and in the units that are wanted."""
    food = session.dish.kitchen.food(ingredient.name, ingredient.kind)
    return measured(whole, session.factor * share, session.adaptation.system, food)


def amount(session: Session, ingredient: Ingredient) -> Amount:
    return used(session, Use(ingredient.id))


def item(session: Session, ingredient: Ingredient) -> Value:
    """As it is read from a list: with its amount, or with what it is for."""
    if ingredient.amount is None and ingredient.purpose:
        return Words((ingredient.name, " ", ingredient.purpose))
    return amount(session, ingredient)


def steps_timer(session: Session) -> Timer | None:
    """The timer that the present step started, if it still counts."""
    return next((t for t in session.timers if t.step == session.place.step), None)


def offered_timer(session: Session) -> StepTimer | None:
    """The present instruction's timer, unless it was started already."""
    return next((spec for step, spec in unstarted_timers(session, session.place)), None)


def meant_timer(session: Session) -> tuple[int, StepTimer] | None:
    """What "start the timer" means, with its step: the present instruction's, an earlier one's, or the next one's."""
    step, index = session.place.step, session.place.instruction
    behind = [Place(step, n) for n in range(index, -1, -1)]
    ahead = [Place(step, n) for n in range(index + 1, len(session.step.instructions))]
    before = [Place(step - 1, n) for n in range(len(session.dish.steps[step - 1].instructions))] if step else []
    return next(iter(unstarted_timers(session, *behind, *ahead, *before)), None)


def unstarted_timers(session: Session, *places: Place) -> Iterator[tuple[int, StepTimer]]:
    """The timers of these instructions that were not started yet, each with its step."""
    for place in places:
        spec = at_place(session, place).timer
        if spec is not None and not any(t.spec == spec and t.step == place.step for t in session.timers):
            yield place.step, spec


def told(session: Session) -> Reply:
    """The present instruction, with what else is worth saying there, and the offer of its timer at the end."""
    session = replace(session, place=onwards(session, session.place))
    step, index = session.step, session.place.instruction
    sentences: list[Sentence] = []
    if index == first_of(session, session.place.step).instruction:
        sentences.append(heading(session))
        sentences += [sentence("noted", note=n.text) for n in session.last_notes if n.step == step.name]
    sentences.append(sentence("text", text=words(session, session.instruction.text)))
    sentences += [sentence("text", text=text) for text in warnings(session)]
    if step.tips and index == tip_index(step):
        sentences.append(sentence("tip_here"))
    been = session.told if session.place in session.told else (*session.told, session.place)
    session = replace(session, phase=Cooking(), told=been, more=None, about=(), asked=None)
    spec = offered_timer(session)
    if spec is not None:
        sentences.append(offer(spec))
        session = session.asking(OfferTimer())
    return Reply(session, tuple(sentences), tells=True)


def heading(session: Session, *, whole: bool = False) -> Sentence:
    """The step's number, and its title unless what follows begins with the same word: "Chop the onion. Chop"."""
    step, number = session.step, session.place.step + 1
    text = (step.instructions[first_of(session, session.place.step).instruction] if whole else session.instruction).text
    begins = text[0].split()[:1] if text and isinstance(text[0], str) else []
    if [word.lower() for word in begins] == step.title.lower().split()[:1]:
        return sentence("step_number", number=number)
    return sentence("step_title", number=number, title=step.title)


def warnings(session: Session) -> Iterator[str]:
    """What must be said with the present instruction."""
    instruction = session.instruction
    if instruction.warning:
        yield instruction.warning
    if instruction.for_more and session.factor >= MUCH_MORE:
        yield instruction.for_more
    if instruction.for_less and session.factor <= MUCH_LESS:
        yield instruction.for_less


def tip_index(step: Step) -> int:
    """Where the step's tip is offered: where least else is said, but not after its timer, when it may come too late."""

    def besides(index: int) -> int:
        instruction = step.instructions[index]
        return (index == 0) + (instruction.warning is not None) + (instruction.timer is not None)

    timed = (n for n, instruction in enumerate(step.instructions) if instruction.timer)
    last = next(timed, len(step.instructions) - 1)
    return min((n for n in range(last + 1) if step.instructions[n].text), key=besides, default=0)


def offer(spec: StepTimer) -> Sentence:
    if spec.span.least_seconds < SHORT_SECONDS:
        return sentence("say_go", cue=spec.start_cue) if spec.start_cue else sentence("say_go_plain")
    return sentence("offer_timer", timer=spec.name)


def moved(session: Session, place: Place) -> Reply:
    """To another instruction; open questions are left behind. A stretch without a pause is announced first."""
    session = replace(session, place=onwards(session, place), phase=Cooking())
    return within_reach(session) if begins_stretch(session) else told(session)


def begins_stretch(session: Session) -> bool:
    steps, index = session.dish.steps, session.place.step
    begins = steps[index].no_pause and (index == 0 or not steps[index - 1].no_pause)
    return begins and session.place == first_of(session, index)


def within_reach(session: Session) -> Reply:
    """How long there will be no break, and what must be at hand; the instruction follows on a yes."""
    stretch = tuple(takewhile(lambda step: step.no_pause, session.dish.steps[session.place.step :]))
    length, ready = Seconds(stretch_seconds(stretch), about=True), needed(session.dish, stretch)
    asked = session.asking(WithinReach())
    return tell(asked, "no_pause", length=length, ready=ready) if ready else tell(asked, "no_pause_bare", length=length)


def stretch_seconds(stretch: tuple[Step, ...]) -> int:
    """The middle of what these steps take, in whole five minutes."""
    spans = [step.duration for step in stretch if step.duration is not None]
    middle = sum(span.least_seconds + span.most_seconds for span in spans) / 2
    return max(1, round(middle / FIVE_MINUTES)) * FIVE_MINUTES


def needed(recipe: Recipe, stretch: tuple[Step, ...]) -> tuple[str, ...]:
    """What the steps say must be ready; else what goes in, as much of it as can be said in a breath."""
    said = dict.fromkeys(thing for step in stretch for thing in step.ready)
    uses = (use for step in stretch for instruction in step.instructions for use in instruction.uses)
    return tuple(said) or tuple(dict.fromkeys(recipe.ingredient(use.ingredient).kind for use in uses))[:MOST_THINGS]


def following(session: Session, place: Place | None = None) -> Place | None:
    """The place after the present one, or after another; None after the last."""
    here = session.place if place is None else place
    return next((there for there in places(session) if there > here), None)


def preceding(session: Session) -> Place | None:
    return max((place for place in places(session) if place < session.place), default=None)


def places(session: Session) -> Iterator[Place]:
    """Of all instructions that there is something to do at, in their order."""
    for s, step in enumerate(session.dish.steps):
        yield from (Place(s, n) for n, instruction in enumerate(step.instructions) if instruction.text)


def onwards(session: Session, place: Place) -> Place:
    """That place, or the next one at which there is something to do; the last one after all."""
    return next((p for p in places(session) if p >= place), max(places(session), default=place))


def first_of(session: Session, step: int) -> Place:
    return onwards(session, Place(step))


def tasks_ahead(session: Session) -> tuple[Place, ...]:
    """What can be done while something runs: this step's tasks, and those that open the next step, not told yet."""
    step, here = session.place.step, session.place.instruction
    after = [Place(step, n) for n in range(here + 1, len(session.step.instructions))]
    coming = session.dish.steps[step + 1].instructions if step + 1 < len(session.dish.steps) else ()
    after += [Place(step + 1, n) for n, _ in enumerate(takewhile(lambda i: i.meanwhile, coming))]
    return tuple(
        p for p in after if at_place(session, p).meanwhile and at_place(session, p).text and p not in session.told
    )


def waiting_timer(session: Session) -> Timer | None:
    """The timer that runs unattended, while it counts."""
    return next((t for t in alive(session.timers) if t.spec is not None and t.spec.unattended), None)


def at_place(session: Session, place: Place) -> Instruction:
    return session.dish.steps[place.step].instructions[place.instruction]


def is_asking(session: Session, *kinds: type) -> bool:
    return isinstance(session.phase, Asking) and isinstance(session.phase.question, kinds)
