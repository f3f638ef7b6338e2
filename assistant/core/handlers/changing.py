"""Something else instead of an ingredient, or none of it: from then on, everything follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.adapting import Swap, substitute_for
from assistant.core.instructing import amount, in_kitchen, is_asking, told
from assistant.core.intents import Name, Slots
from assistant.core.recipe import Ingredient, Substitute
from assistant.core.referring import OTHER
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Amount, Sentence, sentence
from assistant.core.session import Asking, Choosing, Finished, Gathering, LeaveOut, Session, TakeInstead

NEEDED = "needed"  # the choice of "do I need the wine"


def found(session: Session, name: str | None) -> tuple[Ingredient, ...]:
    """The ingredients of that name; without one, those spoken of last, else those of the present instruction."""
    if name is not None:
        return session.dish.called(name) or hinted_at(session, name)
    spoken_of = tuple(i for i in session.dish.ingredients if i.id in session.about)
    if spoken_of:
        return spoken_of
    uses = session.instruction.uses or session.instruction.named
    return tuple(session.dish.ingredient(use.ingredient) for use in uses)


def hinted_at(session: Session, name: str) -> tuple[Ingredient, ...]:
    """The only ingredient that has all of these words in its name: "the dark one". "Rice" is a food of its own."""
    wanted = set(name.lower().split())
    if session.dish.kitchen.is_food(name):
        return ()
    fitting = tuple(i for i in session.dish.ingredients if wanted <= set(i.name.lower().split()))
    return fitting if len(fitting) == 1 else ()


def not_in_it(session: Session, name: str | None) -> Reply:
    if name is None:
        return tell(session, "which_ingredient")
    gone = next(iter(session.recipe.called(name)), None)
    if gone is None:
        return tell(session, "not_in_it", ingredient=name)
    use = next((s.use for s in session.adaptation.swaps if s.ingredient == gone.id), None)
    if use is None:
        return tell(session, "left_out_of_it", ingredient=gone.name)
    return tell(session, "taken_instead", ingredient=gone.name, use=use)


def substitute(session: Session, slots: Slots, at: float) -> Reply:
    """What else would do, what follows from it, and whether to take it."""
    if slots.food:
        return tell(session, "only_this_recipe")
    if slots.instead is not None:
        return use_instead(session, slots, at)
    if slots.choice == OTHER:
        return another(session, at)
    matches = found(session, slots.ingredient)
    if not matches:
        return not_in_it(session, slots.ingredient)
    session = replace(session, about=tuple(i.id for i in matches))
    if slots.choice == NEEDED:
        return needed(session, matches[0])
    for ingredient in matches:
        if ingredient.substitutes:
            first, *others = ingredient.substitutes
            said = (sentence("use_instead", use=first.use), *consequences(session, first))
            rest = tuple(sentence("or_use", use=s.use) for s in others)
            asked = session.asking(TakeInstead(ingredient.id, first.use))
            return Reply(replace(asked, more=rest), said)
    ingredient = matches[0]
    if ingredient.vital:
        return tell(session, "text", text=ingredient.vital)
    key = "can_leave_out" if ingredient.optional else "no_substitute"
    return tell(session.asking(LeaveOut(ingredient.id)), key, ingredient=ingredient.name)


def another(session: Session, at: float) -> Reply:
    """Another substitute than the one that was just offered; else to do without."""
    match session.phase:
        case Asking(question=TakeInstead(ingredient=id, use=use)):
            ingredient = session.dish.ingredient(id)
            others = [s for s in ingredient.substitutes if s.use != use]
            if others:
                said = (sentence("use_instead", use=others[0].use), *consequences(session, others[0]))
                return Reply(session.asking(TakeInstead(id, others[0].use)), said)
            return tell(session.asking(LeaveOut(id)), "no_other", ingredient=ingredient.name)
        case Asking(question=LeaveOut(ingredient=id)):
            return tell(session, "no_other", ingredient=session.recipe.ingredient(id).name)
        case _:
            return substitute(session, Slots(), at)


def needed(session: Session, ingredient: Ingredient) -> Reply:
    """Whether it can be left out, and what follows."""
    if ingredient.vital:
        return tell(session, "text", text=ingredient.vital)
    if ingredient.without is None:
        return tell(session, "no_substitute", ingredient=ingredient.name)
    return tell(session, "can_do_without", ingredient=ingredient.name, without=ingredient.without)


def use_instead(session: Session, slots: Slots, at: float) -> Reply:
    """What the recipe knows is done at once; what it does not, on a yes."""
    use = slots.instead
    if use is None:
        return substitute(session, slots, at)
    back = back_again(session, use)
    if back is not None:
        adaptation = session.adaptation.without_change_to(back.id)
        return tell(replace(session, adaptation=adaptation), "as_before", ingredient=back.name)
    ingredient = meant(session, use, slots.ingredient)
    if ingredient is None:
        return not_in_it(session, slots.ingredient) if slots.ingredient else tell(session, "unknown_use", use=use)
    known = known_substitute(session.recipe.ingredient(ingredient.id), use)
    if known is not None:
        return take_instead(settled(session), ingredient, known.use)
    if slots.ingredient is None and ingredient in session.dish.called(use):
        return tell(session, "is_in_recipe", ingredient=amount(session, ingredient))
    if ingredient.vital:
        return tell(session, "text", text=ingredient.vital) if slots.ingredient else tell(session, "unknown", use=use)
    asking = session.asking(TakeInstead(ingredient.id, use))
    usual = session.dish.kitchen.stand_in(use, *names_of(ingredient))
    if usual is None:
        return tell(asking, "unknown_instead", use=use, ingredient=ingredient.name)
    return tell(asking, "stands_in", so=usual.so, ingredient=ingredient.name)


def names_of(ingredient: Ingredient) -> tuple[str, ...]:
    return (ingredient.name, ingredient.kind, *ingredient.aliases)


def back_again(session: Session, use: str) -> Ingredient | None:
    """What was left out or taken as something else, and is wanted again."""
    changed = {*session.adaptation.omitted, *(s.ingredient for s in session.adaptation.swaps)}
    return next((i for i in session.recipe.called(use) if i.id in changed), None)


def settled(session: Session) -> Session:
    return session.settled() if is_asking(session, TakeInstead, LeaveOut) else session


def meant(session: Session, use: str, name: str | None) -> Ingredient | None:
    """What it is to be taken for: by name, as what is asked about, by what the recipe knows, or what is at hand now."""
    if name is not None:
        named = session.dish.called(name)
        return next((i for i in named if known_substitute(i, use)), next(iter(named), None))
    own = session.dish.called(use)
    fitting = [i for i in session.dish.ingredients if known_substitute(i, use)]
    stand_in = session.dish.kitchen.stand_in
    fitting = fitting or [i for i in session.dish.ingredients if stand_in(use, *names_of(i))]
    alike = [i for i in session.dish.ingredients if set(use.lower().split()) & set(i.name.lower().split())]
    spoken_of = [i for i in session.dish.ingredients if i.id in session.about]
    here = next((i for i in found(session, None) if i in fitting), None)
    match session.phase:
        case Asking(question=TakeInstead(ingredient=id) | LeaveOut(ingredient=id)) if not (own or fitting or alike):
            return session.dish.ingredient(id)
    return here or next(iter((*fitting, *own, *alike, *spoken_of)), None)


def known_substitute(ingredient: Ingredient, use: str) -> Substitute | None:
    """One that the recipe names; "sherry" is "dry sherry"."""
    wanted = set(use.lower().split())
    fitting = [s for s in ingredient.substitutes if wanted <= set(s.use.lower().split())]
    exact = [s for s in fitting if s.use.lower() == use.lower()]
    return next(iter(exact or fitting), None)


def take_instead(session: Session, ingredient: Ingredient, use: str, is_told: bool = False) -> Reply:
    """From now on, with what follows from it unless that was told with the question."""
    original = session.recipe.ingredient(ingredient.id)
    adaptation = session.adaptation.with_swap(original.id, use)
    after = replace(session, adaptation=adaptation, about=(original.id,))
    new = substitute_for(session.recipe, Swap(original.id, use))
    said = sentence("from_now_on", use=taken(after, original, new), ingredient=original.name)
    return told_on(after, (said, *(() if is_told else consequences(after, new))))


def consequences(session: Session, new: Substitute) -> tuple[Sentence, ...]:
    """What is counted in about other ingredients, and what else follows."""
    extra = (
        sentence("counted_in", extra=Amount(in_kitchen(session, other, change.more), other.name))
        for change in new.changes
        if change.more is not None and (other := session.recipe.ingredient(change.ingredient))
    )
    return (*extra, *((sentence("text", text=new.so),) if new.so else ()))


def taken(session: Session, original: Ingredient, new: Substitute) -> Amount:
    """How much of what, altogether."""
    return amount(session, session.dish.ingredient(new.same_as or original.id))


def leave_out(session: Session, slots: Slots, at: float) -> Reply:
    matches = found(session, slots.ingredient)
    if not matches:
        return not_in_it(session, slots.ingredient)
    if slots.ingredient is None and len(matches) > 1:
        return tell(session, "leave_out_which", ingredients=tuple(i.name for i in matches))
    return left_out(settled(session), matches)


def left_out(session: Session, matches: tuple[Ingredient, ...]) -> Reply:
    """Without it from now on, unless there is no dish without it."""
    vital = next((i.vital for i in matches if i.vital), None)
    if vital is not None:
        return tell(session, "text", text=vital)
    adaptation = session.adaptation
    for ingredient in matches:
        adaptation = adaptation.with_omitted(ingredient.id)
    after = replace(session, adaptation=adaptation, about=())
    kinds = {i.kind for i in matches}
    name = tuple(i.name for i in matches) if len(matches) == 1 or len(kinds) > 1 else matches[0].kind
    said = [sentence("left_out", ingredient=name)]
    said += [sentence("text", text=without) for i in matches[:1] if (without := i.without)]
    return told_on(after, tuple(said))


def told_on(after: Session, said: tuple[Sentence, ...]) -> Reply:
    """With the instruction that follows, if nothing is left of the present one."""
    if isinstance(after.stage(), Choosing | Gathering | Finished):
        return Reply(after, said)
    if after.instruction.text:
        return Reply(after, said)
    again = told(after)
    return replace(again, sentences=said + again.sentences)


HANDLERS: Mapping[Name, Handler] = {
    Name.SUBSTITUTE: substitute,
    Name.USE_INSTEAD: use_instead,
    Name.LEAVE_OUT: leave_out,
}
