"""The recipe as a cook wants it: what is taken instead, what is left out, and in which units amounts are said.

`adapted` makes another recipe of it, with the same steps and instructions at the same places, so that everything that
is read from a recipe follows: texts, lists, amounts, warnings, timers. An instruction that nothing is left of has an
empty text, and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from assistant.core.measures import CELSIUS, FAHRENHEIT, added
from assistant.core.recipe import Ingredient, Instruction, Recipe, Step, StepTimer, Substitute, Text, Use, Uses, uses_in


@dataclass(frozen=True, slots=True)
class Swap:
    """`use` instead of the ingredient with that id: one of its substitutes, else just as much of anything."""

    ingredient: str
    use: str


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What a cook changed about a recipe, but for how much of it is made. None as written: `system`, "metric" or "us",
    and `scale`, where temperatures are wanted in another one than the system's: "celsius" or "fahrenheit"."""

    swaps: tuple[Swap, ...] = ()
    omitted: tuple[str, ...] = ()
    system: str | None = None
    scale: str | None = None

    def with_swap(self, ingredient: str, use: str) -> Adaptation:
        kept = self.without_change_to(ingredient)
        return replace(kept, swaps=(*kept.swaps, Swap(ingredient, use)))

    def with_omitted(self, ingredient: str) -> Adaptation:
        kept = self.without_change_to(ingredient)
        return replace(kept, omitted=(*kept.omitted, ingredient))

    def without_change_to(self, ingredient: str) -> Adaptation:
        return replace(
            self,
            swaps=tuple(s for s in self.swaps if s.ingredient != ingredient),
            omitted=tuple(i for i in self.omitted if i != ingredient),
        )

    def is_made_like(self, other: Adaptation) -> bool:
        """Whether the same goes in, in whichever units."""
        return (set(self.swaps), set(self.omitted)) == (set(other.swaps), set(other.omitted))

    @property
    def degrees(self) -> str | None:
        """The scale of temperatures; None as written."""
        return self.scale or {"metric": CELSIUS, "us": FAHRENHEIT}.get(self.system or "")

    @property
    def changes_nothing(self) -> bool:
        return not (self.swaps or self.omitted)


def substitute_for(recipe: Recipe, swap: Swap) -> Substitute:
    """What the recipe says about it; just as much, where it says nothing."""
    known = recipe.ingredient(swap.ingredient).substitutes
    return next((s for s in known if s.use.lower() == swap.use.lower()), Substitute(use=swap.use))


@lru_cache(maxsize=16)
def adapted(recipe: Recipe, adaptation: Adaptation) -> Recipe:
    """The recipe with its changes; what it does not have (any more) is not changed."""
    ids = {i.id for i in recipe.ingredients}
    swaps = {s.ingredient: substitute_for(recipe, s) for s in adaptation.swaps if s.ingredient in ids}
    gone = {i for i in adaptation.omitted if i in ids} | {i for i, s in swaps.items() if s.same_as}
    making = _Making(recipe, swaps, frozenset(gone))
    groups = tuple(replace(g, ingredients=making.ingredients(g.ingredients)) for g in recipe.groups)
    tips = tuple(replace(t, text=t.text if making.holds(t.text) else "") for t in recipe.tips)
    closing = tuple(filter(None, map(making.renamed, recipe.knowledge.closing)))
    return replace(
        recipe,
        groups=groups,
        steps=tuple(map(making.step, recipe.steps)),
        tips=tips,
        knowledge=replace(recipe.knowledge, closing=closing),
    )


@dataclass(frozen=True, slots=True)
class _Making:
    recipe: Recipe
    swaps: dict[str, Substitute]  # by the ingredient's id
    gone: frozenset[str]

    def ingredients(self, group: tuple[Ingredient, ...]) -> tuple[Ingredient, ...]:
        return tuple(self.changed(self.swapped(i)) for i in group if i.id not in self.gone)

    def swapped(self, old: Ingredient) -> Ingredient:
        new = self.swaps.get(old.id)
        if new is None:
            return old
        return Ingredient(
            id=old.id,
            name=new.use,
            kind=new.use,
            amount=new.amount or old.amount,
            purpose=old.purpose,
            listed=old.listed,
            prepared=None if self.names_it(old.prepared, old) else old.prepared,
            without=old.without,
            vital=old.vital,
            aliases=(old.name, old.kind, *old.aliases),
            substitutes=tuple(s for s in old.substitutes if s.use != new.use),
        )

    def changed(self, ingredient: Ingredient) -> Ingredient:
        """Its amount, after what the substitutes of others change about it."""
        amount = ingredient.amount
        for id, new in self.swaps.items():
            old = self.recipe.ingredient(id).amount
            if new.same_as == ingredient.id and old is not None and amount is not None:
                amount = added(amount, new.amount or old)
            for change in new.changes:
                if change.ingredient == ingredient.id and amount is not None:
                    amount = change.amount or (added(amount, change.more) if change.more else amount)
        return replace(ingredient, amount=amount)

    # ---- texts ----

    def step(self, step: Step) -> Step:
        again = tuple(s for id, s in self.swaps.items() if s.again == step.name and id not in self.gone)
        instructions = tuple(self.instruction(i, step) for i in step.instructions)
        for new in filter(lambda s: s.so, again):
            first = next((n for n, i in enumerate(instructions) if i.text and not i.warning), 0)
            told = replace(instructions[first], warning=new.so)
            instructions = (*instructions[:first], told, *instructions[first + 1 :])
        return replace(
            step,
            title=self.renamed(step.title) or step.name.capitalize(),
            instructions=instructions,
            ready=tuple(filter(None, map(self.renamed, step.ready))),
            why=tuple(filter(self.holds, step.why)),
            details=tuple(filter(self.holds, step.details)),
            done=tuple(c for c in step.done if self.holds(c.text)),
            problems=tuple(replace(p, text=said) for p in step.problems if (said := self.renamed(p.text))),
            tips=tuple(t for t in step.tips if self.holds(self.recipe.tip(t).text)),
        )

    def instruction(self, old: Instruction, step: Step) -> Instruction:
        text = self.text(old)
        adds = None if old.adds is None else tuple(u for u in self.uses(old.adds) if u.ingredient not in self.moved)
        warning = old.warning and self.renamed(old.warning)
        if not text:
            otherwise = old.otherwise or ""
            return replace(old, text=(otherwise,) if otherwise else (), adds=(), timer=None, warning=None)
        timer = old.timer and self.timer(old.timer, step)
        return replace(old, text=text, adds=adds, warning=warning, timer=timer)

    def text(self, instruction: Instruction) -> Text:
        """Empty where one of its ingredients, or all of a list of them, is gone, or needs no cutting."""
        if instruction.adds == () and any(self.is_ready(use) for use in uses_in(instruction.text)):
            return ()
        parts: list[str | Use | Uses] = []
        for part in instruction.text:
            if isinstance(part, str):
                parts.append(self.renamed(part, always=True) or "")
                continue
            named = self.uses((part,) if isinstance(part, Use) else part.uses)
            if not named:
                return ()
            parts.append(named[0] if len(named) == 1 else Uses(named))
        return tuple(parts)

    def is_ready(self, use: Use) -> bool:
        new = self.swaps.get(use.ingredient)
        return new is not None and (new.ready or new.goes_with is not None)

    @property
    def moved(self) -> frozenset[str]:
        """What goes in elsewhere, or not at all."""
        return self.gone | {id for id, new in self.swaps.items() if new.goes_with}

    def uses(self, named: Iterable[Use]) -> tuple[Use, ...]:
        """Those that are left, with what goes in together with one of them."""
        kept: list[Use] = []
        for use in named:
            if use.ingredient not in self.moved:
                new = self.swaps.get(use.ingredient)
                kept.append(replace(use, handled=use.handled and not (new and new.ready)))
            if not use.handled:
                joining = (id for id, new in self.swaps.items() if new.goes_with == use.ingredient)
                kept += [Use(id) for id in joining]
        return tuple(kept)

    def timer(self, old: StepTimer, step: Step) -> StepTimer:
        """Without the names of what is not in it any more."""
        return replace(
            old,
            name=self.renamed(old.name) or step.name,
            check=self.renamed(old.check, always=True) or old.check,
            start_cue=old.start_cue if old.start_cue and self.holds(old.start_cue) else None,
            warn=old.warn and self.renamed(old.warn),
        )

    # ---- words that name an ingredient ----

    def holds(self, text: str) -> bool:
        """Whether a sentence is still true, as it names nothing that is gone or something else now."""
        changed = [self.recipe.ingredient(id) for id in (*self.gone, *self.swaps)]
        return not any(self.names_it(text, i) for i in changed)

    def renamed(self, text: str, always: bool = False) -> str | None:
        """With what is taken instead; None where it names what is gone, unless it must be said `always`."""
        if not always and any(self.names_it(text, self.recipe.ingredient(id)) for id in self.moved):
            return None
        for id, new in self.swaps.items():
            if id not in self.moved:
                for name in self.names_of(self.recipe.ingredient(id)):
                    text = re.sub(rf"\b{re.escape(name)}\b", new.use, text)
        return text

    def names_it(self, text: str | None, ingredient: Ingredient) -> bool:
        return bool(text) and any(
            re.search(rf"\b{re.escape(name)}\b", text or "", re.IGNORECASE) for name in self.names_of(ingredient)
        )

    def names_of(self, ingredient: Ingredient) -> tuple[str, ...]:
        """What only it is called: its name, and its kind where that is nobody else's."""
        alone = sum(i.kind == ingredient.kind for i in self.recipe.ingredients) == 1
        names = (ingredient.name, ingredient.singular, ingredient.kind if alone else None)
        return tuple(sorted({n for n in names if n}, key=len, reverse=True))


def share_used(ingredient: str, instructions: Iterable[Instruction]) -> Fraction:
    """How much of it these instructions put in."""
    return sum((u.share for i in instructions for u in i.uses if u.ingredient == ingredient), Fraction(0))
