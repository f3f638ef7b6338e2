"""What goes in, how much of it, and what else would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from assistant.core.handlers.gathering import begin_gathering
from assistant.core.handlers.knowing import later
from assistant.core.instructing import amount, taken_instead, used
from assistant.core.intents import Name, Slots
from assistant.core.recipe import Ingredient, Swap
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Sentence, sentence
from assistant.core.session import Place, Session

TOOLS = 5  # that one can fetch in one go


def list_ingredients(session: Session, _: Slots, at: float) -> Reply:
    return begin_gathering(session)


def step_ingredients(session: Session, _: Slots, at: float) -> Reply:
    """What the present step uses, with amounts."""
    uses = tuple(dict.fromkeys(use for i in session.step.instructions for use in (*i.named, *i.uses)))
    if not uses:
        return tell(session, "step_needs_nothing")
    return tell(session, "step_needs", ingredients=tuple(used(session, use) for use in uses))


def list_equipment(session: Session, _: Slots, at: float) -> Reply:
    """A few at a time, the others on "tell me more"."""
    tools = session.recipe.equipment
    portions = [tools[n : n + TOOLS] for n in range(0, len(tools), TOOLS)]
    said = tuple(sentence("equipment" if n == 0 else "more_equipment", tools=p) for n, p in enumerate(portions))
    more = (sentence("say_more"),) if len(said) > 1 else ()
    return Reply(replace(session, more=said[1:]), said[:1] + more)


def found(session: Session, name: str | None) -> tuple[Ingredient, ...]:
    """The ingredients of that name; without one, those of the present instruction."""
    if name is not None:
        wanted = name.lower()
        taken = tuple(i for i in session.recipe.ingredients if (taken_instead(session, i) or "").lower() == wanted)
        return taken or session.recipe.called(name)
    return tuple(session.recipe.ingredient(use.ingredient) for use in session.instruction.uses)


def ask_amount(session: Session, slots: Slots, at: float) -> Reply:
    """All uses of the food, each with what it is for."""
    if slots.food or slots.place:
        return tell(session, "only_this_recipe")
    matches = found(session, slots.ingredient)
    if not matches:
        return not_in_it(session, slots.ingredient)
    if len(matches) == 1:
        return tell(session, "amount", ingredient=amount(session, matches[0]))
    uses = tuple(
        sentence("use", ingredient=amount(session, i), purpose=i.purpose)
        if i.purpose
        else sentence("amount", ingredient=amount(session, i))
        for i in matches
    )
    return Reply(session, uses)


def not_in_it(session: Session, name: str | None) -> Reply:
    return tell(session, "not_in_it", ingredient=name) if name else tell(session, "which_ingredient")


def is_in(session: Session, ingredient: Ingredient) -> bool:
    """Whether an instruction before the present one used it."""
    steps = session.recipe.steps
    return any(
        Place(s, i) < session.place and any(use.ingredient == ingredient.id for use in instruction.uses)
        for s, step in enumerate(steps)
        for i, instruction in enumerate(step.instructions)
    )


def ask_left(session: Session, slots: Slots, at: float) -> Reply:
    """What of it has not gone in yet."""
    matches = found(session, slots.ingredient)
    if not matches:
        return not_in_it(session, slots.ingredient)
    left = tuple(amount(session, i) for i in matches if not is_in(session, i))
    if not left:
        return tell(session, "all_used", ingredient=matches[0].kind)
    return tell(session, "left", ingredients=left)


def ask_added(session: Session, slots: Slots, at: float) -> Reply:
    matches = found(session, slots.ingredient)
    if not matches:
        return not_in_it(session, slots.ingredient)
    name = slots.ingredient or matches[0].name
    if all(is_in(session, i) for i in matches):
        return tell(session, "is_in", ingredient=name)
    return tell(session, "partly_in" if any(is_in(session, i) for i in matches) else "not_yet_in", ingredient=name)


def substitute(session: Session, slots: Slots, at: float) -> Reply:
    """What else would do, and what follows from it."""
    matches = found(session, slots.ingredient)
    if not matches:
        return not_in_it(session, slots.ingredient)
    for ingredient in matches:
        if ingredient.substitutes:
            first, *others = ingredient.substitutes
            said = [sentence("use_instead", use=first.use, ingredient=ingredient.name)]
            said += [sentence("text", text=first.so)] if first.so else []
            rest = tuple(sentence("or_use", use=s.use) for s in others)
            return Reply(replace(session, more=rest), tuple(said))
    if matches[0].optional:
        return tell(session, "can_leave_out", ingredient=matches[0].kind)
    return tell(session, "no_substitute", ingredient=matches[0].kind)


def use_instead(session: Session, slots: Slots, at: float) -> Reply:
    """From now on the other thing is named, where the recipe knows it as one to be taken in the same amount."""
    wanted = (slots.instead or "").lower()
    for ingredient in found(session, slots.ingredient):
        for known in ingredient.substitutes:
            if known.use.lower() == wanted:
                others = tuple(s for s in session.swaps if s.ingredient != ingredient.id)
                swapped = replace(session, swaps=(*others, Swap(ingredient.id, known.use)))
                said = (sentence("swapped", use=known.use, ingredient=ingredient.name),)
                return Reply(swapped, (*said, *((sentence("text", text=known.so),) if known.so else ())))
    return substitute(session, slots, at)


def scaled_for(session: Session, people: int) -> Session:
    """Amounts for so many; within the recipe's own range they stay, else the range's middle counts."""
    servings = session.recipe.servings
    high = servings.high or servings.low
    inside = servings.low <= people <= high
    factor = Fraction(1) if inside else Fraction(people) * 2 / (servings.low + high)
    return replace(session, factor=factor, people=people)


def scale(session: Session, slots: Slots, at: float) -> Reply:
    """For so many people, or so many times the recipe. Times stay as they are."""
    if slots.servings is not None and slots.servings > 0:
        return tell(scaled_for(session, slots.servings), "scaled_for", people=slots.servings)
    if slots.factor is not None and slots.factor > 0:
        factor = Fraction(slots.factor).limit_denominator(12)
        return Reply(replace(session, factor=factor, people=None), (times(factor),))
    return tell(session, "scale_how")


def times(factor: Fraction) -> Sentence:
    """What became of the amounts."""
    known = {Fraction(1, 2): "halved", Fraction(2): "doubled", Fraction(1): "as_written"}
    return sentence(known[factor]) if factor in known else sentence("scaled_by", factor=factor)


HANDLERS: Mapping[Name, Handler] = {
    Name.LIST_INGREDIENTS: list_ingredients,
    Name.STEP_INGREDIENTS: step_ingredients,
    Name.LIST_EQUIPMENT: list_equipment,
    Name.ASK_AMOUNT: ask_amount,
    Name.ASK_LEFT: ask_left,
    Name.ASK_ADDED: ask_added,
    Name.SUBSTITUTE: substitute,
    Name.USE_INSTEAD: use_instead,
    Name.LEAVE_OUT: substitute,
    Name.SCALE: scale,
    Name.CONVERT: later,
    Name.SET_UNITS: later,
}
