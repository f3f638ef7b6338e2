"""A recipe with something else in it, or without something: everything that names it follows."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from assistant.core.adapting import Adaptation, adapted
from assistant.core.recipe import Recipe, uses_in
from tests.conversation import Conversation, recipe

IDS = [i.id for i in recipe().ingredients]
SWAPS = [(i.id, s.use) for i in recipe().ingredients for s in i.substitutes]


def texts(dish: Recipe) -> str:
    """All of its plain words that are said while it is cooked."""
    said: list[str] = []
    for step in dish.steps:
        said += [step.title, *step.ready, *step.why, *step.details]
        for instruction in step.instructions:
            said += [part for part in instruction.text if isinstance(part, str)]
            said += [instruction.warning or ""]
            if instruction.timer:
                said += [instruction.timer.name, instruction.timer.start_cue or "", instruction.timer.check]
    return " | ".join(said)


@pytest.mark.parametrize(("id", "use"), SWAPS)
def test_every_known_substitute_leaves_a_whole_recipe(id: str, use: str) -> None:
    dish = adapted(recipe(), Adaptation().with_swap(id, use))
    known = {i.id for i in dish.ingredients}
    for step in dish.steps:
        for instruction in step.instructions:
            assert {u.ingredient for u in (*uses_in(instruction.text), *instruction.uses)} <= known
    for ingredient in dish.ingredients:
        uses = (use for step in dish.steps for i in step.instructions for use in i.uses)
        assert sum(use.share for use in uses if use.ingredient == ingredient.id) == 1, ingredient.id
    old = recipe().ingredient(id)
    if sum(i.kind == old.kind for i in recipe().ingredients) == 1 and old.kind not in use:
        assert not re.search(rf"\b{old.kind}\b", texts(dish)), old.kind


@pytest.mark.parametrize("id", IDS)
def test_what_is_left_out_is_named_nowhere(id: str) -> None:
    dish = adapted(recipe(), Adaptation().with_omitted(id))
    assert id not in {i.id for i in dish.ingredients}
    for step in dish.steps:
        assert step.title
        for instruction in step.instructions:
            assert id not in {u.ingredient for u in (*uses_in(instruction.text), *instruction.uses)}


def test_places_stay_as_they_are() -> None:
    dish = adapted(recipe(), Adaptation(omitted=tuple(IDS)))
    assert [len(s.instructions) for s in dish.steps] == [len(s.instructions) for s in recipe().steps]


def test_dark_soy_sauce_becomes_regular_with_more_sugar() -> None:
    dish = adapted(recipe(), Adaptation().with_swap("dark-soy-sauce", "regular soy sauce"))
    soy, sugar = dish.ingredient("soy-sauce").amount, dish.ingredient("brown-sugar").amount
    assert soy is not None and sugar is not None
    assert (soy.low, sugar.low) == (5, Fraction(7, 3))


def test_a_change_of_mind_leaves_one_change() -> None:
    changed = Adaptation().with_swap("honey", "maple syrup").with_omitted("honey")
    assert changed == Adaptation(omitted=("honey",))
    assert changed.without_change_to("honey").changes_nothing


def talk(*lines: str) -> list[str]:
    conversation = Conversation()
    conversation.begin()
    return [conversation.hear(line) for line in lines]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["start", "i only have a pound and a half of pork belly", "how much honey"], "A quarter of a cup of honey."),
        (["start", "use grams", "how much honey"], "One hundred and thirteen grams of honey."),
        (["start", "use grams", "in cups please", "how much honey"], "A third of a cup of honey."),
        (["start", "how much honey", "what is that in grams"],
         "A third of a cup of honey is one hundred and thirteen grams."),
        (["start", "leave out the garlic", "go to step seven", "yes"],
         "Step seven: Aromatics. Place a large skillet or a wok over medium heat."),
        (["start", "leave out the garlic", "put the garlic back in"], "Garlic as before."),
        (["start", "leave out the pork"], "Without pork belly there is no dish."),
        (["start", "can i use butter instead of honey", "yes", "how much butter"], "A third of a cup of butter."),
        (["start", "can i use butter instead of honey", "no", "how much honey"], "A third of a cup of honey."),
        (["go to step six", "next", "next", "how much soy sauce is left"], "All the soy sauce is in."),
        (["go to step six", "next", "next", "how much of the soy sauce have i used"], "All the soy sauce is in."),
        (["start", "make one and a half times the recipe", "how much honey"], "Half a cup of honey."),
        (["go to step four", "how many green onions are left"],
         "You have used two of four. Still to come: two."),
        (["start", "how much is a cup of flour in grams"], "One cup of flour is one hundred and twenty five grams."),
        (["start", "how many grams is a cup"], "That depends on the food. How much of what?"),
    ],
)  # fmt: skip
def test_is_said(lines: list[str], last: str) -> None:
    assert talk(*lines)[-1] == last


def test_a_note_without_words_takes_the_next_ones() -> None:
    assert talk("start", "make a note", "a little less wine", "read my notes")[1:] == [
        "What shall I note?",
        "Noted for the step prepare: a little less wine.",
        "At the step prepare: a little less wine.",
    ]


def test_what_is_not_understood_is_never_answered_twice_alike() -> None:
    said = talk("start", *["colorless green ideas"] * 3)[1:]
    assert len(set(said)) == 3
