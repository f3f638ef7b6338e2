"""What goes in, how much of it, and what else would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from assistant.core.adapting import share_used
from assistant.core.handlers.changing import found, not_in_it
from assistant.core.handlers.gathering import begin_gathering
from assistant.core.handlers.knowing import ABOUT_NUTRITION, ask_nutrition, nutrient_called
from assistant.core.handlers.measuring import readable
from assistant.core.instructing import amount, used
from assistant.core.intents import Name, Slots
from assistant.core.measures import converted
from assistant.core.quantity import Quantity, unit_called
from assistant.core.recipe import Ingredient, Instruction, Use
from assistant.core.referring import FOLLOWING, IT, OTHER
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Amount, sentence
from assistant.core.session import Choosing, Cooking, Finished, Gathering, Place, Session

COUNT = "count"  # the choice of "how many ingredients"
EACH = "each"  # of "how much of each"
WHEN = "when"  # of "when does the garlic go in"
NEEDED = "needed"  # of "do I need a wok"
STEM = 3  # letters that a word needs to tell one thing from another
TOOLS = 3  # that one can fetch in one go
AMOUNTS = 3  # with their names, that one can listen to
IN_ONE_BREATH = 6  # names that one can listen to


def list_ingredients(session: Session, slots: Slots, at: float) -> Reply:
    if slots.choice == COUNT:
        return tell(session, "so_many", number=sum(i.listed for i in session.dish.ingredients))
    return begin_gathering(session)


def step_ingredients(session: Session, _: Slots, at: float) -> Reply:
    """What the present step uses, with amounts, from the present instruction on; the rest on "tell me more"."""
    here = session.place.instruction if isinstance(session.stage(), Cooking) else 0
    ahead = (*session.step.instructions[here:], *session.step.instructions[:here])
    uses = tuple(dict.fromkeys(use for i in ahead for use in (*i.named, *i.uses) if not use.amount_only))
    if not uses:
        return tell(session, "step_needs_nothing")
    amounts = tuple(used(session, use) for use in uses)
    portions = [amounts[n : n + AMOUNTS] for n in range(0, len(amounts), AMOUNTS)]
    said = tuple(sentence("step_needs" if n == 0 else "step_needs_too", ingredients=p) for n, p in enumerate(portions))
    more = (sentence("say_more"),) if len(said) > 1 else ()
    return Reply(replace(session, more=said[1:]), said[:1] + more)


def list_equipment(session: Session, slots: Slots, at: float) -> Reply:
    """The one that is asked about; else a few at a time, the others on "tell me more"."""
    asked = asked_for(session.dish.equipment, slots.text or "")
    if slots.choice == NEEDED and not asked:
        return tell(session, "no_tool")
    tools = asked or session.dish.equipment
    portions = [tools[n : n + TOOLS] for n in range(0, len(tools), TOOLS)]
    said = tuple(sentence("equipment" if n == 0 else "more_equipment", tools=p) for n, p in enumerate(portions))
    more = (sentence("say_more"),) if len(said) > 1 else ()
    return Reply(replace(session, more=said[1:]), said[:1] + more)


def asked_for(tools: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those that share a word with what was asked, the two nearest."""
    wanted = stems(text)
    shared = [tool for tool in tools if stems(tool) & wanted]
    return tuple(sorted(shared, key=lambda tool: -len(stems(tool) & wanted))[:2])


def stems(text: str) -> set[str]:
    return {word.removesuffix("s") for word in text.lower().replace(",", " ").split() if len(word) >= STEM}


def ask_amount(session: Session, slots: Slots, at: float) -> Reply:
    """All uses of the food, each with what it is for."""
    if slots.food or slots.place:
        return tell(session, "only_this_recipe")
    if slots.choice == FOLLOWING and session.about == ABOUT_NUTRITION and nutrient_called(session, slots.ingredient):
        return ask_nutrition(session, Slots(nutrient=slots.ingredient), at)
    if slots.choice == EACH:
        return amounts_here(session, None)
    matches = the_others(session) if slots.choice == OTHER else found(session, slots.ingredient)
    if not matches:
        unit = None if slots.ingredient is None else unit_called(slots.ingredient)
        return not_in_it(session, slots.ingredient) if unit is None else amounts_here(session, unit)
    matches = handled_so(session, matches, slots.text)
    goes_in = session.instruction.uses if isinstance(session.stage(), Cooking) else ()
    here = {use.ingredient for use in goes_in if use in session.instruction.named}
    matches = tuple(i for i in matches if i.id in here) or matches
    session = replace(session, about=tuple(i.id for i in matches))
    if slots.unit is not None:
        every = [in_unit(session, match, slots.unit) for match in matches]
        return replace(every[0], sentences=tuple(said for each in every for said in each.sentences))
    if len(matches) == 1 and matches[0].amount is None and matches[0].note:
        return tell(session, "no_amount", note=matches[0].note)
    if len(matches) == 1:
        return tell(session, "amount", ingredient=amount(session, matches[0]))
    uses = tuple(
        sentence("use", ingredient=amount(session, i), purpose=i.purpose)
        if i.purpose
        else sentence("amount", ingredient=amount(session, i))
        for i in matches
    )
    return Reply(session, uses)


def amounts_here(session: Session, unit: str | None) -> Reply:
    """What the present instruction takes, of one unit or of any: "how many slices", "how much of each"."""
    uses = tuple(dict.fromkeys((*session.instruction.named, *session.instruction.uses)))
    amounts = tuple(used(session, use) for use in uses)
    fitting = tuple(a for a in amounts if a.quantity and unit in (None, a.quantity.unit)) or (
        tuple(amount(session, i) for i in session.dish.ingredients if i.amount and i.amount.unit == unit)
    )
    return tell(session, "amounts", ingredients=fitting) if fitting else tell(session, "which_ingredient")


def the_others(session: Session) -> tuple[Ingredient, ...]:
    """Of the same kind as what was spoken of last, and not that."""
    last = [i for i in session.dish.ingredients if i.id in session.about]
    kinds = {i.kind for i in last}
    return tuple(i for i in session.dish.ingredients if i.kind in kinds and i not in last)


def handled_so(session: Session, matches: tuple[Ingredient, ...], way: str | None) -> tuple[Ingredient, ...]:
    """Those that some instruction treats in that way, "mince"; all, where none does."""
    told = [i for step in session.dish.steps for i in step.instructions]
    ids = {
        use.ingredient
        for i in told
        for use in i.named
        if way and any(isinstance(part, str) and way.lower() in part.lower() for part in i.text)
    }
    return tuple(i for i in matches if i.id in ids) or matches


def in_unit(session: Session, ingredient: Ingredient, unit: str) -> Reply:
    """How many of a unit of it, where that can be known."""
    whole = amount(session, ingredient)
    if whole.quantity is None or whole.quantity.unit == unit:
        return tell(session, "amount", ingredient=whole)
    food = session.dish.kitchen.food(ingredient.name, ingredient.kind)
    result = converted(whole.quantity.low, whole.quantity.unit or "", unit, food)
    if result is None:
        return tell(session, "amount", ingredient=whole)
    return tell(session, "converted", amount=whole, result=readable(result, unit))


def before_now(session: Session) -> tuple[Instruction, ...]:
    """What was done before the present instruction."""
    steps = session.dish.steps
    return tuple(
        i for s, step in enumerate(steps) for n, i in enumerate(step.instructions) if Place(s, n) < now(session)
    )


def now(session: Session) -> Place:
    """The present instruction's place; before all of them where nothing is begun, beyond them where all is done."""
    stage = session.stage()
    if isinstance(stage, Choosing) or (isinstance(stage, Gathering) and isinstance(stage.back, Choosing)):
        return Place(-1)
    return Place(len(session.dish.steps)) if isinstance(stage, Finished) else session.place


def shares(session: Session, matches: tuple[Ingredient, ...]) -> tuple[tuple[Ingredient, Fraction], ...]:
    """How much of each has gone in."""
    done = before_now(session)
    return tuple((i, share_used(i.id, done)) for i in matches)


def ask_left(session: Session, slots: Slots, at: float) -> Reply:
    """How much of it has gone in, and how much is to come."""
    if slots.food or slots.place:
        return tell(session, "only_this_recipe")
    matches = found(session, slots.ingredient)
    if not matches:
        return not_in_it(session, slots.ingredient)
    session = replace(session, about=tuple(i.id for i in matches))
    used_up = shares(session, matches)
    sure = not guessed(session, matches)
    left = tuple(used(session, Use(i.id, 1 - share, sure=sure)) for i, share in used_up if share < 1)
    if not left:
        return tell(session, "all_used", ingredient=matches[0].kind)
    gone = tuple(used(session, Use(i.id, share, sure=sure)) for i, share in used_up if share > 0)
    if not gone:
        return tell(session, "none_used", ingredients=left)
    if not all(a.quantity for a in gone):
        return tell(session, "still_left", left=left)
    whole = together(tuple(amount(session, i) for i in matches))
    used_so_far, rest = together(gone), together(left)
    if whole is None or used_so_far is None or rest is None:
        return tell(session, "some_used", gone=gone, left=left)
    return tell(session, "used_of", gone=used_so_far, whole=whole, left=rest)


def together(amounts: tuple[Amount, ...]) -> Amount | None:
    """One amount of all; None where they are of several kinds or units."""
    first, *others = amounts
    if first.quantity is None or any(a.name != first.name or a.quantity is None for a in others):
        return None
    units = {a.quantity.unit for a in amounts if a.quantity}
    low = sum((a.quantity.low for a in amounts if a.quantity), Fraction(0))
    guess = any(a.guess for a in amounts)
    return Amount(Quantity(low, unit=first.quantity.unit), first.name, True, guess) if len(units) == 1 else None


def guessed(session: Session, ingredients: tuple[Ingredient, ...]) -> bool:
    """Whether the recipe only guesses where one of them goes in."""
    ids = {i.id for i in ingredients}
    uses = (use for step in session.dish.steps for i in step.instructions for use in (*i.named, *i.uses))
    return any(use.ingredient in ids and not use.sure for use in uses)


def ask_added(session: Session, slots: Slots, at: float) -> Reply:
    """Whether it is in, or when it goes in; without a name, what has gone in, the latest first."""
    if slots.ingredient is None and slots.choice not in (WHEN, IT):
        return what_is_in(session)
    matches = found(session, slots.ingredient)
    if not matches:
        return not_in_it(session, slots.ingredient)
    if slots.choice == WHEN:
        return when_in(session, matches)
    session = replace(session, about=tuple(i.id for i in matches))
    used_up = [share >= 1 for _, share in shares(session, matches)]
    key = "is_in" if all(used_up) else "partly_in" if any(used_up) else "not_yet_in"
    said = tell(session, key, ingredient=slots.ingredient or matches[0].name)
    return tell(session, "not_sure").after(said) if guessed(session, matches) else said


def when_in(session: Session, matches: tuple[Ingredient, ...]) -> Reply:
    """At which step each goes in; the first two are told at once."""
    session = replace(session, about=tuple(i.id for i in matches))
    said = []
    for ingredient in matches:
        for n, step in enumerate(session.dish.steps):
            if any(use.ingredient == ingredient.id for i in step.instructions for use in i.uses):
                here = n == session.place.step and isinstance(session.stage(), Cooking)
                key = "goes_in_here" if here else "goes_in_at"
                said.append(sentence(key, ingredient=ingredient.name, number=n + 1, title=step.title))
    if not said:
        return tell(session, "not_said")
    return Reply(replace(session, more=tuple(said[2:])), tuple(said[:2]))


def what_is_in(session: Session) -> Reply:
    """By step, from the present one backwards; the earlier ones on "tell me more"."""
    steps = session.dish.steps[: now(session).step + 1]
    here = session.place.instruction
    ids: dict[str, None] = {}
    for n, step in reversed([*enumerate(steps)]):
        done = step.instructions[:here] if n == now(session).step else step.instructions
        ids |= dict.fromkeys(use.ingredient for i in done for use in i.uses)
    names = tuple(dict.fromkeys(session.dish.ingredient(id).name for id in ids))
    if not names:
        return tell(session, "nothing_in")
    portions = [names[n : n + IN_ONE_BREATH] for n in range(0, len(names), IN_ONE_BREATH)]
    said = tuple(sentence("in_so_far" if n == 0 else "in_too", ingredients=p) for n, p in enumerate(portions))
    more = (sentence("say_more"),) if len(said) > 1 else ()
    return Reply(replace(session, more=said[1:]), said[:1] + more)


HANDLERS: Mapping[Name, Handler] = {
    Name.LIST_INGREDIENTS: list_ingredients,
    Name.STEP_INGREDIENTS: step_ingredients,
    Name.LIST_EQUIPMENT: list_equipment,
    Name.ASK_AMOUNT: ask_amount,
    Name.ASK_LEFT: ask_left,
    Name.ASK_ADDED: ask_added,
}
