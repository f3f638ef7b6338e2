"""The pork belly says everything that its source says, and says it for the ear."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cookbook import load
from assistant.cookbook.spoken import MOST_WORDS, word_count
from assistant.core.recipe import Recipe, Span

HERE = Path(__file__).parent
FILE = HERE.parents[1] / "recipes" / "pork-belly.yaml"
DATA = yaml.safe_load(FILE.read_text(encoding="utf-8"))
ROWS = [
    pytest.param(row, id=f"{section}: {row['fact']} {n}".replace(" ", "-"))
    for section, rows in yaml.safe_load((HERE / "pork-belly-facts.yaml").read_text(encoding="utf-8")).items()
    for n, row in enumerate(rows)
]


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    recipe, problems = load(FILE)
    assert recipe is not None
    assert problems == ()
    return recipe


# ---- the table of facts ----


def entry(holder: Any, key: str) -> Any:
    """A mapping's value, or of a list's entries the one of that id or name."""
    if isinstance(holder, list):
        return next(item for item in holder if key in (item.get("id"), item.get("name")))
    return holder[key]


def warnings(step: Any) -> list[Any]:
    """The instructions that warn."""
    return [instruction for instruction in step["instructions"] if "warning" in instruction]


def flat(value: Any) -> str:
    """Keys and values in one line: `text Stir it meanwhile true`."""
    if isinstance(value, dict):
        return " ".join(f"{key} {flat(part)}" for key, part in value.items())
    if isinstance(value, list):
        return " ".join(flat(part) for part in value)
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


def says(value: Any, phrases: list[str]) -> bool:
    text = flat(value).lower()
    return all(re.search(rf"(?<!\w){re.escape(phrase.lower())}(?!\w)", text) for phrase in phrases)


def located(data: Any, row: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """The holder and key of everything in the recipe that states the row's fact; nothing where its place is gone."""
    *way, last = row["at"].split("/")
    try:
        for key in way:
            data = entry(data, key)
        value = warnings(data) if last == "warnings" else entry(data, last)
    except (KeyError, StopIteration):
        return
    if last == "warnings":
        matching = [(holder, "warning") for holder in value if says(holder["warning"], row["says"])]
    elif "is" in row:
        matching = [(data, last)] if flat(value) == flat(row["is"]) else []
    elif isinstance(value, list):
        matching = [(value, n) for n, item in enumerate(value) if says(item, row["says"])]
    else:
        matching = [(data, last)] if says(value, row["says"]) else []
    yield from matching


@pytest.mark.parametrize("row", ROWS)
def test_each_fact_of_the_source_stands_at_its_place_once(row: dict[str, Any]) -> None:
    assert len(list(located(DATA, row))) == 1


@pytest.mark.parametrize("row", ROWS)
def test_a_fact_that_is_deleted_is_missed(row: dict[str, Any]) -> None:
    data = copy.deepcopy(DATA)
    ((holder, key),) = located(data, row)
    del holder[key]
    assert list(located(data, row)) == []


def test_every_warning_is_in_the_table() -> None:
    rows = [row.values[0] for row in ROWS]
    told = [holder["warning"] for row in rows if row["at"].endswith("/warnings") for holder, _ in located(DATA, row)]
    assert sorted(told) == sorted(i["warning"] for step in DATA["steps"] for i in warnings(step))


# ---- the shape of the whole ----


def test_the_recipe_has_the_sources_counts(recipe: Recipe) -> None:
    listed = [sum(i.listed for i in group.ingredients) for group in recipe.groups]
    assert listed == [7, 12]
    assert len(recipe.tips) == 10
    assert len(recipe.nutrition) == 9
    assert " ".join(step.name for step in recipe.steps) == (
        "prepare blanch simmer check drain glaze aromatics combine thicken caramelize rest serve"
    )


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("ginger", {"ginger-slices", "minced-ginger"}),
        ("green onions", {"simmer-onions", "garnish-onions"}),
        ("water", {"simmer-water", "blanching-water", "slurry-water"}),
        ("soy sauce", {"soy-sauce", "dark-soy-sauce"}),
        ("oil", {"sesame-oil", "cooking-oil"}),
        ("dark soy sauce", {"dark-soy-sauce"}),
        ("rice wine", {"shaoxing-wine"}),
        ("shaoxing wine", {"shaoxing-wine"}),
    ],
)
def test_a_food_used_twice_is_found_by_one_name(recipe: Recipe, kind: str, ids: set[str]) -> None:
    assert {i.id for i in recipe.called(kind)} == ids
    assert len(ids) == 1 or all(i.purpose for i in recipe.called(kind))


def test_everything_is_cut_before_it_goes_in(recipe: Recipe) -> None:
    instructions = [i for step in recipe.steps for i in step.instructions]
    for id in ("ginger-slices", "simmer-onions", "garlic", "minced-ginger", "garnish-onions", "cornstarch"):
        readied = next(n for n, i in enumerate(instructions) if id in {u.ingredient for u in i.named})
        goes_in = next(n for n, i in enumerate(instructions) if id in {u.ingredient for u in i.uses})
        assert readied < goes_in


def test_raw_pork_is_followed_by_washed_hands(recipe: Recipe) -> None:
    texts = [flat(list(map(str, i.text))) for i in recipe.steps[0].instructions]
    assert "Wash your hands" in texts[-1]


def test_hands_are_washed_after_the_last_touch_of_half_raw_pork(recipe: Recipe) -> None:
    instruction = recipe.steps[2].instructions[0]
    assert instruction.text == ("Put the pork back into a clean pot.",)
    assert "wash your hands" in (instruction.warning or "")


def test_the_simmer_is_tested_at_ninety_minutes_and_every_fifteen(recipe: Recipe) -> None:
    timer = next(i.timer for i in recipe.steps[2].instructions if i.timer)
    assert timer.span == Span(90 * 60, 120 * 60)
    assert timer.again_seconds == 15 * 60
    assert timer.unattended
    assert "fork" in timer.check


def test_what_is_done_during_the_simmer_comes_after_its_timer(recipe: Recipe) -> None:
    instructions = recipe.steps[2].instructions
    timed = next(n for n, i in enumerate(instructions) if i.timer)
    assert [i.meanwhile for i in instructions] == [n > timed for n in range(len(instructions))]
    assert len(instructions) - timed == 5


def test_the_stretch_without_a_pause_is_announced_once(recipe: Recipe) -> None:
    assert [s.name for s in recipe.steps if s.no_pause] == ["aromatics", "combine", "thicken", "caramelize"]
    assert [s.name for s in recipe.steps if s.ready] == ["aromatics"]


@pytest.mark.parametrize("factor", ["1/2", "1", "3/2", "2", "5/2"])
def test_instructions_are_short_at_any_size(recipe: Recipe, factor: str) -> None:
    scaled = {
        i.id: replace(i, amount=i.amount.scaled(Fraction(factor)) if i.amount else None) for i in recipe.ingredients
    }
    longest = max(word_count(i.text, scaled) for step in recipe.steps for i in step.instructions)
    assert longest <= MOST_WORDS


@pytest.mark.model
def test_every_word_a_cook_may_use_for_something_is_known_to_the_recogniser(recipe: Recipe) -> None:
    import vosk

    vosk.SetLogLevel(-1)
    model = vosk.Model(str(HERE.parents[1] / "models" / "vosk-model-small-en-us-0.15"))
    spoken = [*recipe.names, *(a for n in recipe.nutrition for a in (n.name, *n.aliases))]
    spoken += [a for i in recipe.ingredients for a in (i.name, i.kind, *i.aliases)]
    spoken += [h for p in recipe.pronunciations for h in p.heard]
    for step in recipe.steps:
        spoken += [step.name, *(w for p in step.problems for w in p.words)]
        spoken += [i.timer.name for i in step.instructions if i.timer]
    words = {word for phrase in spoken for word in phrase.lower().split()}
    assert [word for word in sorted(words) if model.vosk_model_find_word(word) < 0] == []
