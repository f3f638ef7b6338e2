"""How imported recipes are heard: amounts, conditions, timers and names, one rule a test."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest

from assistant.core.recipe import Instruction, Recipe
from assistant.importing.composing import compose
from assistant.importing.naming import called, title
from assistant.importing.shortening import shortened
from assistant.importing.sources import Source
from assistant.importing.speaking import speakable
from assistant.importing.taking import read, take
from assistant.importing.times import timers


def recipe(ingredients: Sequence[str], steps: Sequence[str], **more: Any) -> Recipe:
    data = {"@type": "Recipe", "name": "Dish", "recipeIngredient": ingredients, "recipeInstructions": steps, **more}
    page = f'<html lang="en"><script type="application/ld+json">{json.dumps(data)}</script></html>'
    return compose(read(Source(page, "web", "page")).written).recipe


def told(made: Recipe) -> list[Instruction]:
    return [instruction for step in made.steps for instruction in step.instructions]


def words(instruction: Instruction) -> str:
    return "".join(part if isinstance(part, str) else "..." for part in instruction.text)


def added(made: Recipe) -> list[str]:
    return [use.ingredient for instruction in told(made) for use in instruction.uses if use.sure]


def count(text: str) -> int:
    return len(text.split())


def test_the_same_food_on_two_lines_goes_in_in_their_order() -> None:
    made = recipe(
        ["1/4 cup unsweetened cocoa powder", "1/2 cup cocoa powder"],
        ["Whisk the cocoa powder with water.", "Dust the cocoa powder over it."],
    )
    assert added(made) == ["cocoa-powder", "cocoa-powder-two"]


def test_sugar_is_not_powdered_sugar() -> None:
    made = recipe(["1 cup granulated sugar", "2 cups powdered sugar"], ["Beat the eggs with the sugar."])
    assert added(made) == ["granulated-sugar"]


def test_seed_is_a_verb_before_what_is_seeded() -> None:
    made = recipe(["2 bell peppers", "1 tsp celery seed", "1 tsp mustard seed"], ["Stem and seed peppers."])
    assert added(made) == ["bell-peppers"]


def test_cinnamon_rolls_add_no_cinnamon() -> None:
    assert added(recipe(["3 tsp cinnamon"], ["Place the cinnamon rolls in a pan."])) == []


def test_a_name_gives_way_whole() -> None:
    made = recipe(["2 pork shoulder steaks"], ["Put the pork steaks in a bag."])
    assert [words(i) for i in told(made)] == ["Put ... in a bag."]


@pytest.mark.parametrize(
    "text",
    [
        "At around 1 1/2 hours, when the liquid has reduced, it is ready.",
        "After simmering for 20 minutes the lentils should be tender.",
        "Line the shell that has been chilled for at least 2 hours with foil.",
    ],
)
def test_what_has_lasted_wants_no_timer(text: str) -> None:
    assert timers(text) == ()


def test_the_timer_starts_where_what_takes_the_time_starts() -> None:
    step = (
        "Roast the wings in the oven until the skin is lightly browned all over, and until the flesh of the drumettes "
        "is starting to pull away from the bones, and the fat has mostly rendered, about 1 hour."
    )
    first = told(recipe(["1 kg wings"], [step]))[0]
    assert first.timer is not None
    assert first.timer.span.least_seconds == 3600


@pytest.mark.parametrize(
    "text",
    [
        "In a large mixing bowl, using either a hand whisk, an electric mixer, or a stand mixer, whisk together the "
        "sugar and the oil until they are combined.",
        "At around one and a half hours, when the liquid has reduced down and the pork is tender, after a last look "
        "at it, the fat will separate from the meat.",
        "If the dough warms up or is difficult to peel and place, just slip it back into the freezer, still attached "
        "to its paper, and let it firm up.",
        "Roast the wings in the hot oven on the middle rack until the skin is browned all over, turning them once or "
        "twice, about one hour.",
    ],
)
def test_no_condition_stands_alone(text: str) -> None:
    found = shortened(text, 22, count)
    assert not any(re.match(r"(?:Over|With|When|Using|About)\b", sentence) for sentence in found)
    assert not re.match(r"(?:In a large mixing bowl|At around one and a half hours|If the dough [^,]*)\W*$", found[0])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "Preheat the oven to 350 degrees F/175 degrees C.",
            "Preheat the oven to 350 °F.",
        ),
        ("Line a 24cm square tin.", "Line a twenty four centimeter square tin."),
        ("Use a 2-quart casserole dish.", "Use a two quart casserole dish."),
        ('Cut it into 3cm / 1.2" pieces.', "Cut it into three centimeter pieces."),
        ("Cut 3-inch x 3-inch squares.", "Cut three inch by three inch squares."),
    ],
)
def test_sizes_are_said_as_a_cook_says_them(written: str, said: str) -> None:
    assert speakable(written) == said


def test_titles_are_said_in_one_alphabet_and_without_asides() -> None:
    assert title("Easy Char Siu (Chinese BBQ pork, 叉烧)") == "Easy Char Siu"
    assert title("红烧肉") == "红烧肉"
    assert "buttery" not in called("Buttery, Flaky Pie Crust")
    assert "quarkbällchen" in called("Quarkbällchen, fried curd balls", "Quarkbällchen – Fried curd balls")


def test_a_step_without_a_verb_has_a_plain_name() -> None:
    made = recipe(["1 pie"], ["Bake the pie.", "Delicious with ice cream!"])
    assert [(step.name, step.title) for step in made.steps] == [("bake", "Bake the pie"), ("step", "Delicious")]


@pytest.mark.parametrize(
    ("step", "title"),
    [
        ("Cook in the oven for 40 minutes.", "Cook in the oven"),
        ("Remove the center of the apples.", "Remove the center"),
        ("Add the wine.", "Add the wine"),
        ("Pour into bowls and serve.", "Pour"),
        ("Let the dough rest for 30 minutes.", "Rest the dough"),
        ("Stir in the cream.", "Stir in the cream"),
    ],
)
def test_a_step_is_called_as_its_source_says_it(step: str, title: str) -> None:
    made = recipe(["1 glass of wine or cognac", "2 apples", "1 dough", "1 cup cream"], [step])
    assert [step.title for step in made.steps] == [title]


def test_nutrition_is_taken_where_the_page_has_it() -> None:
    made = recipe(
        ["1 egg"],
        ["Boil it."],
        nutrition={
            "@type": "NutritionInformation",
            "calories": "495 kcal",
            "fatContent": "58,93g",
            "sodiumContent": "620mg",
            "proteinContent": "5 grams protein",
            "sugarContent": "",
            "carbohydrateContent": "none",
        },
    )
    found = {nutrient.name: (int(nutrient.amount.low), nutrient.amount.unit) for nutrient in made.nutrition}
    assert found == {
        "calories": (495, "calorie"),
        "total fat": (59, "gram"),
        "sodium": (620, "milligram"),
        "protein": (5, "gram"),
    }


def test_keeping_freezing_and_reheating_are_known() -> None:
    made = recipe(
        ["1 loaf"],
        [
            "Bake the loaf.",
            "Leftovers keep for up to 3 days in a tin. The loaf can be frozen for a month. Reheat slices in a toaster.",
        ],
    )
    assert made.knowledge.storage == ("Leftovers keep for up to three days in a tin.",)
    assert made.knowledge.freezing == ("The loaf can be frozen for a month.",)
    assert made.knowledge.reheating == ("Reheat slices in a toaster.",)


def test_a_page_that_marks_nothing_is_taken_with_a_remark() -> None:
    page = (
        "<html lang=en><h1>Slaw</h1><h2>Ingredients</h2><ul><li>1 cabbage</li><li>2 carrots</li></ul>"
        "<h2>Method</h2><ol><li>Shred the cabbage and grate the carrots.</li></ol></html>"
    )
    assert any("does not mark its recipe" in remark for remark in take(Source(page, "web", "page")).remarks)


def test_makes_twelve_pieces_where_nothing_is_named() -> None:
    made = recipe(["1 egg"], ["Bake it."], recipeYield="Makes 12")
    assert made.makes is not None
    assert made.makes.thing == "pieces"


def test_a_rhythm_becomes_the_timer_s_own() -> None:
    (first,) = told(recipe(["1 kg leeks"], ["Braise the leeks for 30 minutes, turning them every 5 minutes."]))
    assert first.timer is not None and first.timer.span.least_seconds == 1800
    assert first.timer.every is not None
    assert (first.timer.every.span.least_seconds, first.timer.every.text) == (300, "Turn.")


def test_what_a_source_does_meanwhile_is_done_while_the_timer_runs() -> None:
    steps = ["Simmer the lentils for 25 minutes.", "Meanwhile, slice the lemon.", "Serve the lentils with the lemon."]
    assert [one.meanwhile for one in told(recipe(["1 cup lentils", "1 lemon"], steps))] == [False, True, False]


def test_heat_doneness_and_equipment_are_found_in_the_text() -> None:
    steps = [
        "Melt the butter in a large saucepan over medium heat.",
        "Fry the onions until golden.",
        "Use a baking sheet.",
    ]
    made = recipe(["1 kg onions", "2 tablespoons butter"], steps)
    assert made.steps[0].heat == "medium heat"
    assert [cue.text for step in made.steps for cue in step.done] == ["It should be golden."]
    assert made.equipment == ("a large saucepan", "a baking sheet")
