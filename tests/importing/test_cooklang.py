"""Cooklang: what is parsed, and what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.importing.composing import compose
from assistant.importing.cooklang import Item, parse, read_cooklang

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cooklang.yaml").read_text(encoding="utf-8"))
KINDS = {"text": "t", "ingredient": "i", "cookware": "c", "timer": "m"}


def as_listed(item: Item) -> list[Any]:
    return ["t", item.name] if item.kind == "text" else [KINDS[item.kind], item.name, item.quantity, item.units]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["source"][:40]))
def test_parses(case: dict[str, Any]) -> None:
    parsed = parse(case["source"])
    assert [[as_listed(item) for item in step] for step in parsed.steps] == case["steps"]
    assert parsed.metadata == case.get("metadata", {})
    assert parsed.notes == case.get("notes", [])


def test_adds_up_what_is_named_twice_and_keeps_the_shares() -> None:
    written = read_cooklang("Melt @butter{20%g} in a #pan{}.\n\nServe the toast with @butter{30%g}.", "Toast")
    assert written.lines == ("50 grams butter",)
    first, second = compose(written).recipe.steps
    assert [str(use.share) for step in (first, second) for i in step.instructions for use in i.uses] == ["2/5", "3/5"]


def test_a_timer_becomes_one() -> None:
    recipe = compose(read_cooklang("Boil @eggs{2} for ~{6%minutes}.", "Eggs")).recipe
    timer = recipe.steps[0].instructions[-1].timer
    assert timer is not None
    assert timer.span.least_seconds == 360
