"""For how many, in which units, and one unit in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from assistant.core.degrees import as_set, heated, temperatures_in
from assistant.core.instructing import MUCH_LESS, MUCH_MORE, amount, words
from assistant.core.intents import Name, Slots
from assistant.core.kitchen import Food
from assistant.core.measures import CELSIUS, GRAMS, MILLILITERS, TEMPERATURES, converted
from assistant.core.quantity import COUNTED, Quantity
from assistant.core.recipe import Batch, Ingredient
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Amount, Sentence, Value, amounts_in, sentence
from assistant.core.session import Session

METRIC = "metric"
WORTH_HALVES = 10  # grams, below which a half tells
SPOONS_AND_CUPS = ("cup", "tablespoon", "teaspoon")


def scaled_for(session: Session, people: int) -> Session:
    """Amounts for so many; within the recipe's own range they stay, else the range's middle counts.

    As written where the recipe doesn't say for how many it is.
    """
    servings = session.recipe.servings
    if servings is None:
        return session
    high = servings.high or servings.low
    inside = servings.low <= people <= high
    factor = Fraction(1) if inside else Fraction(people) * 2 / (servings.low + high)
    return replace(session, factor=factor, people=people)


def made(session: Session, batch: Batch) -> Amount:
    """How much of it the recipe makes as it is cooked."""
    return Amount(batch.amount.scaled(session.factor), batch.thing)


def scale(session: Session, slots: Slots, at: float) -> Reply:
    """For so many people, so many times the recipe, or as far as what one has will go. Times stay as they are."""
    if slots.servings is not None and session.recipe.servings is None:
        return tell(session, "scale_by_times")
    if slots.servings is not None and slots.servings > 0:
        return rescaled(session, scaled_for(session, slots.servings), sentence("scaled_for", people=slots.servings))
    if slots.factor is not None and slots.factor > 0:
        factor = Fraction(slots.factor).limit_denominator(12)
        return rescaled(session, replace(session, factor=factor, people=None), times(factor))
    if slots.amount is not None and slots.ingredient is not None:
        return scale_to(session, slots.ingredient, Fraction(slots.amount).limit_denominator(12), slots.unit)
    return tell(session, "scale_how")


def scale_to(session: Session, name: str, have: Fraction, unit: str | None) -> Reply:
    """As much as so much of one ingredient makes."""
    matches = session.dish.called(name)
    if not matches:
        return tell(session, "not_in_it", ingredient=name)
    ingredient = matches[0]
    food = session.dish.kitchen.food(ingredient.name, ingredient.kind)
    whole = ingredient.amount
    same = None if whole is None else converted(have, unit or whole.unit or "", whole.unit or "", food)
    if whole is None or same is None or same <= 0:
        return tell(session, "scale_how")
    factor = (same / whole.low).limit_denominator(100)
    said = Amount(Quantity(have, unit=unit), ingredient.name)
    return rescaled(session, replace(session, factor=factor, people=None), sentence("scaled_to", amount=said))


def rescaled(before: Session, after: Session, said: Sentence) -> Reply:
    """What became of it; what was rounded, and what pan and water ask for, on "tell me more"."""
    whole = tuple(amount(after, i) for i in rounded(after))
    first = (sentence("rounded", ingredients=whole),) if whole else ()
    rest = tuple(sentence("text", text=text) for text in dict.fromkeys(pan_and_water(after)))
    return Reply(replace(after, more=rest), (said, *first))


def rounded(session: Session) -> tuple[Ingredient, ...]:
    """What is counted, and does not come out whole."""
    return tuple(
        i
        for i in session.dish.ingredients
        if i.amount is not None and i.amount.unit in COUNTED and (i.amount.low * session.factor).denominator != 1
    )


def pan_and_water(session: Session) -> Iterator[str]:
    for instruction in (i for step in session.dish.steps for i in step.instructions):
        if instruction.for_more and session.factor >= MUCH_MORE:
            yield instruction.for_more
        if instruction.for_less and session.factor <= MUCH_LESS:
            yield instruction.for_less


def times(factor: Fraction) -> Sentence:
    """What became of the amounts."""
    known = {Fraction(1, 2): "halved", Fraction(2): "doubled", Fraction(1): "as_written"}
    return sentence(known[factor]) if factor in known else sentence("scaled_by", factor=factor)


def set_units(session: Session, slots: Slots, at: float) -> Reply:
    """From now on; amounts that are counted stay as they are. A scale of temperatures leaves amounts alone."""
    system = slots.system or METRIC
    if system in TEMPERATURES:
        key = "degrees_celsius" if system == CELSIUS else "degrees_fahrenheit"
        return tell(replace(session, adaptation=replace(session.adaptation, scale=system)), key)
    key = "units_metric" if system == METRIC else "units_us"
    return tell(replace(session, adaptation=replace(session.adaptation, system=system, scale=None)), key)


def convert(session: Session, slots: Slots, at: float) -> Reply:
    """An amount in another unit; without one, what was said last."""
    if slots.to is None:
        return tell(session, "convert_to_what")
    degrees = degrees_said(session) if slots.to in TEMPERATURES and slots.unit is None else ()
    if degrees:
        return convert_degrees(session, degrees, slots.to)
    last = None if slots.unit else last_amount(session)
    if slots.unit is None and last is None:
        return tell(session, "convert_what")
    name = slots.ingredient or (last.name if last else None) or None
    quantity = last.quantity if last else None
    unit = slots.unit or (quantity.unit if quantity else None) or ""
    have = Fraction(slots.amount).limit_denominator(100) if slots.amount is not None else None
    much = have if have is not None else quantity.low if quantity else Fraction(1)
    food = None if name is None else food_of(session, name)
    to = temperature_of(slots.to, unit)
    result = converted(much, temperature_of(unit, to), to, food)
    if result is None:
        known = unit in GRAMS or unit in MILLILITERS
        key = "convert_needs_food" if known and not name else "convert_unknown"
        return tell(session, key, ingredient=name or "", unit=unit, to=slots.to)
    exact = Quantity(much, unit=temperature_of(unit, to))
    source: Value = Amount(exact, name or "", bare=not name)
    worth = as_set(exact, to) if to in TEMPERATURES else readable(result, to)
    return tell(session, "converted", amount=source, result=worth)


def degrees_said(session: Session) -> tuple[Quantity, ...]:
    """The temperatures that were said last, else those of the present instruction, else how hot its step is."""
    here = (words(session, session.instruction.text), session.step.heat or "")
    said = (value for each in reversed(session.last_said) for _, value in each.values)
    texts = (tuple(temperatures_in(heated(value, None))) for value in (*said, *here))
    return next(filter(None, texts), ())


def convert_degrees(session: Session, said: tuple[Quantity, ...], to: str) -> Reply:
    """The last of them; where its text had both scales, by what that said."""
    others, same = [q for q in said if q.unit != to], [q for q in said if q.unit == to]
    if not others:
        return tell(session, "degrees_are", degrees=same[-1])
    return tell(session, "converted", amount=others[-1], result=same[-1] if same else as_set(others[-1], to))


def temperature_of(unit: str, other: str) -> str:
    """ "Degrees" are those of the other scale."""
    return {"celsius": "fahrenheit", "fahrenheit": "celsius"}.get(other, unit) if unit == "degree" else unit


def food_of(session: Session, name: str) -> Food | None:
    matches = session.dish.called(name)
    names = (name, *(n for i in matches[:1] for n in (i.name, i.kind)))
    return session.dish.kitchen.food(*names)


def last_amount(session: Session) -> Amount | None:
    """The amount that was said last."""
    for said in reversed(session.last_said):
        for _, value in said.values:
            found = [a for a in amounts_in(value) if a.quantity is not None]
            if found:
                return found[-1]
    return None


def readable(value: Fraction, unit: str) -> Quantity:
    """As exact as it is worth reading: spoons and cups as they are measured, all else on a scale."""
    if unit in SPOONS_AND_CUPS:
        return Quantity(value, unit=unit).scaled(Fraction(1), always=True)
    if unit in ("gram", "milliliter") and value >= WORTH_HALVES:
        return Quantity(Fraction(round(value)), unit=unit)
    tenths = Fraction(round(value * 10), 10)
    return Quantity(tenths if value >= 1 else Fraction(round(value * 100), 100), unit=unit)


HANDLERS: Mapping[Name, Handler] = {
    Name.SCALE: scale,
    Name.CONVERT: convert,
    Name.SET_UNITS: set_units,
}
