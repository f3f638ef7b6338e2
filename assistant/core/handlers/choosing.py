"""Which recipe: what there is, and going over to another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.effects import OpenRecipe
from assistant.core.going_over import outset
from assistant.core.instructing import moved, told
from assistant.core.intents import Name, Slots
from assistant.core.questions import SureLeave
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Numbered, Sentence, sentence
from assistant.core.session import Choosing, Cooking, Finished, Gathering, Session
from assistant.core.shelf import Listing, Shelf, listed, named, with_foods
from assistant.core.timers import Ringing, Running, label

IN_ONE_BREATH = 3  # titles that one can listen to
OFFERED = 12  # more than that nobody wants to hear


def list_recipes(session: Session, slots: Slots, at: float) -> Reply:
    """What there is, or what takes an ingredient, to choose from by name or number."""
    if slots.ingredient is None:
        return read_out(session, session.shelf)
    found = with_foods(session.shelf, slots.ingredient)
    return read_out(session, found) if found else tell(session, "none_with", ingredient=slots.ingredient)


def choose_recipe(session: Session, slots: Slots, at: float) -> Reply:
    """The one that the name means; several are read out. While something is cooked, it is asked first."""
    if slots.recipe is None:
        return leave(session, None) if not begun(session) else sure(session, None)
    here = listed(session.recipe, "")
    found = named(session.shelf, slots.recipe) or named((here,), slots.recipe)
    if any(each.id == here.id for each in found) and (len(found) == 1 or begun(session)):
        return stay(session)
    if len(found) == 1:
        return chosen(session, found[0])
    if found:
        return read_out(session, found)
    return tell(session, "no_such_recipe", asked=slots.recipe)


def choose_number(session: Session, number: int | None, at: float) -> Reply:
    """By its place among those that were read out."""
    stage = session.stage()
    offered = stage.offered if isinstance(stage, Choosing) else ()
    if not offered:
        return tell(session, "nothing_asked")
    if number is None or not 1 <= number <= len(offered):
        return tell(session, "which_recipe")
    listing = next((each for each in session.shelf if each.file == offered[number - 1]), None)
    if listing is None:
        return tell(session, "which_recipe")
    return stay(session) if listing.id == session.recipe.id else chosen(session, listing)


def stay(session: Session) -> Reply:
    """The recipe that is open already."""
    if isinstance(session.stage(), Choosing | Gathering):
        return moved(session, outset(session))
    return told(session.settled())


def chosen(session: Session, listing: Listing) -> Reply:
    return sure(session, listing) if begun(session) else leave(session, listing.file)


def leave(session: Session, file: str | None) -> Reply:
    """Over to another recipe, or to the choice of one."""
    if file is not None:
        return Reply(session.settled(), effects=(OpenRecipe(file),))
    others = tuple(each for each in session.shelf if each.id != session.recipe.id)
    return read_out(replace(session, phase=Choosing(amid=begun(session))), others)


def sure(session: Session, listing: Listing | None) -> Reply:
    """What would be left, and that timers run on."""
    asked = session.asking(SureLeave(None if listing is None else listing.file))
    running = tuple(label(t) for t in session.timers if isinstance(t.state, Running | Ringing))
    here = sentence("leave_timers", title=session.recipe.spoken_title, timers=running)
    said = here if running else sentence("leave_recipe", title=session.recipe.spoken_title)
    over = sentence("leave_for_another") if listing is None else sentence("leave_for", title=listing.title)
    return Reply(asked, (said, over))


def begun(session: Session) -> bool:
    """Whether something is being cooked, which nobody has left yet."""
    stage = session.stage()
    return isinstance(stage, Cooking) or (isinstance(stage, Gathering) and isinstance(stage.back, Cooking))


def read_out(session: Session, found: Shelf) -> Reply:
    """The first with their numbers, the next ones on "tell me more"; then a name or a number chooses."""
    if not found:
        return tell(session, "no_other_recipe", title=session.recipe.spoken_title)
    titles = tuple(each.title for each in found[:OFFERED])
    if not isinstance(session.stage(), Choosing | Finished):
        return Reply(session, (sentence("recipes", titles=titles[:IN_ONE_BREATH]), sentence("say_another")))
    stage = session.stage()
    amid = isinstance(stage, Choosing) and stage.amid
    offered = replace(session, phase=Choosing(tuple(each.file for each in found[:OFFERED]), amid))
    if len(found) == 1:
        return tell(offered, "one_recipe", title=titles[0])
    first, *rest = portions(titles)
    left = len(found) - len(titles)
    more = (*rest, sentence("and_others", number=left)) if left else tuple(rest)
    how = sentence("say_number_or_more" if more else "say_number")
    return Reply(replace(offered, more=more), (sentence("so_many_recipes", number=len(found)), first, how))


def portions(titles: tuple[str, ...]) -> tuple[Sentence, ...]:
    """A few titles at a time, each with its number."""
    each = tuple(Numbered(number, title) for number, title in enumerate(titles, 1))
    starts = range(0, len(each), IN_ONE_BREATH)
    return tuple(sentence("numbered_recipes", titles=each[n : n + IN_ONE_BREATH]) for n in starts)


HANDLERS: Mapping[Name, Handler] = {
    Name.CHOOSE_RECIPE: choose_recipe,
    Name.LIST_RECIPES: list_recipes,
}
