"""The JSON Schema for editors and the check have one source, and agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml

from assistant.cookbook import load
from assistant.cookbook.schema import schema
from assistant.core.quantity import COUNTED, UNITS
from tests.cookbook.test_loading import TEA, written

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "recipe.schema.json"
PAGE = ROOT / "docs" / "recipe-format.md"
valid = fastjsonschema.compile(schema())


def accepts(data: Any) -> bool:
    try:
        valid(data)
    except fastjsonschema.JsonSchemaException:
        return False
    return True


def test_the_file_is_the_one_that_is_made() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == schema(), "run assistant check --schema"


@pytest.mark.parametrize("path", sorted((ROOT / "recipes").glob("*.yaml")), ids=lambda path: path.stem)
def test_our_recipes_are_right_by_both(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../docs/recipe.schema.json\n")
    assert load(path)[1] == ()
    valid(yaml.safe_load(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A", "titel: A"),
        ("title: A pot of tea", "title: [A, B]"),
        ("title: A pot of tea", "title: 5"),
        ("source: {name: our own}", "source: our own"),
        ("servings: 2", "servings: two"),
        ("servings: 2", "makes: cookies"),
        ("amount: 1/3 cup", "amount: a third of a cup"),
        ("span: 4 - 5 minutes", "span: soon"),
        ("again: 30 seconds", "again: 30"),
        ("sense: look", "sense: luck"),
        ("tips: [warm-pot]", "tips: warm-pot"),
        ("tips: [warm-pot]", "no_pause: perhaps"),
        ("tips: [warm-pot]", "colour: red"),
        ("text: Warm the pot first.", "text: {a: b}"),
        ("id: leaves", "id: the leaves"),
    ],
)
def test_both_refuse(tmp_path: Path, old: str, new: str) -> None:
    text = TEA.replace(old, new, 1)
    assert text != TEA
    assert not accepts(yaml.safe_load(text))
    assert load(written(tmp_path, text))[0] is None


def test_both_accept(tmp_path: Path) -> None:
    text = TEA.replace("servings: 2", "servings: 4 - 6\nmakes: 24 cookies")
    assert accepts(yaml.safe_load(text))
    assert load(written(tmp_path, text))[0] is not None


def test_every_key_is_described_by_the_page_or_its_comment() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for record in (schema(), *schema()["definitions"].values()):
        for key, about in record["properties"].items():
            assert "description" in about or key in page or key in record["description"], key


def test_the_page_lists_the_units() -> None:
    page = PAGE.read_text(encoding="utf-8")
    missing = [unit for unit in (*UNITS, *COUNTED) if f" {unit}" not in page.replace("\n", " ")]
    assert missing == []
