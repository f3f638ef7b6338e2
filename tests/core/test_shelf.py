"""Finding a recipe by what a cook calls it, or by what goes in."""

from __future__ import annotations

import time

import pytest

from assistant.core.shelf import Listing, folded, named, with_foods

SHELF = (
    Listing(
        "pork-belly", "pork-belly", "Caramelized honey glazed pork belly", ("pork belly",), ("pork belly", "honey")
    ),
    Listing("brulee", "brulee", "Crème brûlée", (), ("eggs", "heavy cream")),
    Listing("borscht", "borscht", "Borscht with garlic", ("Борщ с чесноком",), ("beets", "garlic", "beef")),
    Listing("noodle-soup", "noodle-soup", "Chicken noodle soup", (), ("chicken breast", "noodles", "carrots")),
    Listing("lemon-soup", "lemon-soup", "Lemon soup", (), ("chicken stock", "rice", "lemons")),
    Listing("fried-rice", "fried-rice", "Fried rice", (), ("rice", "eggs", "chicken thighs")),
    Listing("tomatoes", "tomatoes", "Stuffed tomatoes", (), ("tomatoes", "rice")),
)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("pork belly", ["pork-belly"]),
        ("the Pork Belly", ["pork-belly"]),
        ("glazed pork", ["pork-belly"]),
        ("creme brulee", ["brulee"]),
        ("борщ с чесноком", ["borscht"]),
        ("борщ", ["borscht"]),
        ("a soup", ["noodle-soup", "lemon-soup"]),
        ("soups", ["noodle-soup", "lemon-soup"]),
        ("chicken noodel soup", ["noodle-soup"]),
        ("lemon soop", ["lemon-soup"]),
        ("stuffed tomato", ["tomatoes"]),
        ("pizza", []),
        ("the", []),
        ("", []),
    ],
)
def test_is_named(name: str, files: list[str]) -> None:
    assert [each.file for each in named(SHELF, name)] == files


@pytest.mark.parametrize(
    ("foods", "files"),
    [
        ("chicken", ["noodle-soup", "lemon-soup", "fried-rice"]),
        ("rice", ["fried-rice", "lemon-soup", "tomatoes"]),
        ("chicken and rice", ["lemon-soup", "fried-rice"]),
        ("an egg", ["brulee", "fried-rice"]),
        ("some tomatoes", ["tomatoes"]),
        ("tofu", []),
        ("", []),
    ],
)
def test_takes_foods_and_what_is_called_by_them_comes_first(foods: str, files: list[str]) -> None:
    assert [each.file for each in with_foods(SHELF, foods)] == files


def test_folding_keeps_every_alphabet() -> None:
    assert [folded(word) for word in ("Jalapeño", "Größe", "Ёлка", "寿司", "김치")] == [
        "jalapeno", "grosse", "елка", "寿司", "김치",
    ]  # fmt: skip


def test_a_thousand_recipes_are_searched_at_once() -> None:
    shelf = tuple(
        Listing(f"dish-{n}", f"dish-{n}", f"Dish of {word} number {n}", (), tuple(f"{word} {k}" for k in range(12)))
        for n in range(1000)
        for word in (("chicken", "lentil", "pumpkin")[n % 3],)
    )
    began = time.process_time()
    assert len(with_foods(shelf, "chicken")) == 334
    assert len(named(shelf, "pumpkin number 101")) == 1
    assert len(named(shelf, "dish of lentel number 103")) >= 1
    assert time.process_time() - began < 2.0
