"""A recipe as written → a recipe for the ear, with remarks about what a person should look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.core.recipe import Group, Ingredient, Instruction, Recipe, Source, Span, Step, Tip
from assistant.importing.equipment import equipment_in
from assistant.importing.gathering import gathered
from assistant.importing.knowing import knowledge, nutrition
from assistant.importing.linking import link
from assistant.importing.matching import Item, items_of
from assistant.importing.naming import called, shown_title, slug, step_names, title
from assistant.importing.preparing import instructions as prepared_by, preparation
from assistant.importing.servings import read_yield
from assistant.importing.speaking import as_sentence, speakable
from assistant.importing.stepping import DraftStep, draft_steps, made
from assistant.importing.telling import Ware
from assistant.importing.written import RefusedError, Written

_MINUTE = 60
_MOST_SUMMARY, _MOST_TIPS = 22, 6
_MOST_LINES, _MOST_LETTERS = 300, 60_000
_MOST_OF_A_SENTENCE = 3000  # letters
_GUESS = "That is a guess, from the times in the steps and a minute for everything else."


@dataclass(frozen=True, slots=True)
class Composed:
    """`remarks` say what could not be told for certain, each a sentence."""

    recipe: Recipe
    remarks: tuple[str, ...]


def compose(written: Written) -> Composed:
    """Raises RefusedError where there is nothing to cook or nothing to cook it from."""
    _refuse(written)
    lines, groups = gathered(written)
    items = items_of([(line, name) for line, name, _ in lines])
    drafts = draft_steps(written)
    linked = link([action for draft in drafts for action in draft.actions], items)
    ingredients = [ingredient for _, _, ingredient in lines]
    asked = [
        p
        for item, i in zip(items, ingredients, strict=True)
        if (p := preparation(item, i.id, i.kind)) and _goes_in(item, linked)
    ]
    told = {p.id: p.prepared for p in asked}
    ingredients = [replace(i, prepared=told.get(i.id)) for i in ingredients]
    ware = Ware(ingredients, {i.id: i for i in ingredients}, {p.item.index for p in asked})
    guessed = not _published(written)
    steps, at = list[Step](), 0
    for draft in drafts:
        steps.append(made(draft, linked[at : at + len(draft.actions)], ware, guessed))
        at += len(draft.actions)
    kept = [n for n, step in enumerate(steps) if step.instructions]
    drafts, steps = [drafts[n] for n in kept], [steps[n] for n in kept]
    if asked:
        steps.insert(0, _prepare(prepared_by(asked), guessed))
    steps = _named(steps, drafts, bool(asked))
    ingredients = [_with_prepared(i, steps) for i in ingredients]
    recipe = _recipe(written, _grouped(groups, ingredients), steps)
    return Composed(recipe, tuple(dict.fromkeys(_remarks(written, recipe))))


def _refuse(written: Written) -> None:
    """What is empty, or so long that it is a book."""
    listed = any(line.strip() for line in written.lines)
    if not any(step.text.strip() for step in written.steps):
        found = (
            "It lists ingredients but no instructions"
            if listed
            else "Neither ingredients nor instructions were found there"
        )
        raise RefusedError(f"{found}, so there is nothing to be read out.")
    letters = sum(len(text) for text in (*written.lines, *(step.text for step in written.steps)))
    if len(written.lines) > _MOST_LINES or len(written.steps) > _MOST_LINES or letters > _MOST_LETTERS:
        raise RefusedError("It is far too long for one recipe; give one recipe at a time.")
    if any(
        len(part) > _MOST_OF_A_SENTENCE for step in written.steps for part in re.split(r"[.!?;:\n。！？]", step.text)
    ):
        raise RefusedError(
            "One of its sentences goes on for pages, so it cannot be read out; break it up by full stops."
        )


def _goes_in(item: Item, linked: Sequence[Sequence[object]]) -> bool:
    return any(item in getattr(m, "items", ()) for mentions in linked for m in mentions)


def _prepare(told: Sequence[Instruction], guessed: bool) -> Step:
    minutes = Span(_MINUTE * len(told), _MINUTE * len(told)) if guessed else None
    return Step(name="prepare", title="prepare the ingredients", instructions=tuple(told), duration=minutes)


def _named(steps: list[Step], drafts: Sequence[DraftStep], prepared: bool) -> list[Step]:
    """With names that differ, and titles: the source's, else the verb and what it handles."""
    names = step_names([(step.name, _handled(step.title)) for step in steps])
    headings = [*([""] if prepared else []), *(draft.title for draft in drafts)]
    named = []
    for step, name, heading in zip(steps, names, headings, strict=True):
        named.append(replace(step, name=name, title=as_sentence(heading or step.title or step.name).rstrip(".")))
    return named


def _handled(title: str) -> str:
    """ "onion" of "chop the red onion"."""
    _, the, thing = title.rpartition(" the ")
    return thing.split()[-1] if the else ""


def _with_prepared(ingredient: Ingredient, steps: Sequence[Step]) -> Ingredient:
    """What is cut in a step is called "the onion" afterwards."""
    handled = any(
        u.handled and u.ingredient == ingredient.id
        for s in steps
        for i in s.instructions
        for p in i.text
        if not isinstance(p, str)
        for u in ((p,) if not hasattr(p, "uses") else p.uses)
    )
    return replace(ingredient, prepared=f"the {ingredient.kind}") if handled and not ingredient.prepared else ingredient


def _grouped(groups: Sequence[tuple[str, int]], ingredients: Sequence[Ingredient]) -> tuple[Group, ...]:
    made_groups, at = [], 0
    for name, count in groups:
        made_groups.append(Group(name, tuple(ingredients[at : at + count])))
        at += count
    return tuple(made_groups)


def _recipe(written: Written, groups: tuple[Group, ...], steps: Sequence[Step]) -> Recipe:
    own, said = shown_title(written.title), title(written.title)
    serves = read_yield(written.yields)
    tips = _tips(written.notes)
    placed = [replace(step, tips=tuple(t.id for t in tips)) if n == 0 else step for n, step in enumerate(steps)]
    published = _published(written)
    return Recipe(
        id=slug(own, "recipe"),
        title=own,
        said=said if said != own else None,
        names=tuple(name for name in called(said, own) if name != own.lower()),
        source=Source(name=written.site or written.title, author=written.author or None, url=written.address or None),
        summary=_summary(written, said),
        servings=serves.people if serves else None,
        makes=serves.batch if serves else None,
        published=published,
        preparing=_span(written.prep_seconds),
        cooking=_span(written.cook_seconds),
        total_note=None if published else _GUESS,
        groups=groups,
        equipment=equipment_in(written),
        steps=tuple(placed),
        tips=tips,
        nutrition=nutrition(dict(written.nutrition)),
        knowledge=knowledge(written),
    )


def _span(seconds: int | None) -> Span | None:
    return Span(seconds, seconds) if seconds else None


def _published(written: Written) -> Span | None:
    return _span(written.total_seconds or (written.prep_seconds or 0) + (written.cook_seconds or 0))


def _summary(written: Written, said: str) -> str:
    """The first sentence of what the source says about it, where it is short enough for the ear."""
    first = re.split(r"(?<=[.!?])\s", speakable(written.about))[0]
    if 3 <= len(re.findall(r"\w+", first)) <= _MOST_SUMMARY:
        return as_sentence(first)
    who = speakable(written.author or written.site)
    told = as_sentence(f"{said}, by {who}" if who else said)
    return told if len(told.split()) <= _MOST_SUMMARY else as_sentence(" ".join(said.split()[: _MOST_SUMMARY - 1]))


def _tips(notes: Sequence[str]) -> tuple[Tip, ...]:
    short = [as_sentence(speakable(note)) for note in notes]
    kept = [note for note in short if 3 <= len(re.findall(r"[^\W\d_]+", note)) <= _MOST_SUMMARY]
    return tuple(Tip(f"tip-{n}", note) for n, note in enumerate(kept[:_MOST_TIPS], 1))


def _remarks(written: Written, recipe: Recipe) -> Iterator[str]:
    if not recipe.ingredients:
        yield "It lists no ingredients."
    if recipe.servings is None and recipe.makes is None:
        yield "For how many it is the source does not say."
    if recipe.published is None:
        yield "How long it takes the source does not say."
    uses = [u for s in recipe.steps for i in s.instructions for u in i.uses]
    for ingredient in recipe.ingredients:
        own = [u for u in uses if u.ingredient == ingredient.id]
        if not own:
            yield f"{ingredient.name}: no step was found to use it."
        elif not all(u.sure for u in own):
            yield f"{ingredient.name}: it is not certain where it goes in, or how much."
    if written.language and not written.language.lower().startswith("en"):
        yield f"It is written in another language ({written.language}); voice and recogniser speak English."
