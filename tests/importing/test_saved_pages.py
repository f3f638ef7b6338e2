"""Saved web pages in every shape that sites have: what is read equals the page's data, or the refusal says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.importing.sources import Source
from assistant.importing.taking import checked, take
from assistant.importing.web import read_page
from assistant.importing.written import RefusedError

SHAPES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text(encoding="utf-8"))
TAKEN = [shape for shape in SHAPES if "refused" not in shape]
REFUSED = [shape for shape in SHAPES if "refused" in shape]


def name(shape: dict[str, Any]) -> str:
    return str(shape["shape"])


def test_there_are_thirty_shapes() -> None:
    assert len(SHAPES) >= 30


@pytest.mark.parametrize("shape", TAKEN, ids=name)
def test_reads_what_the_page_says(shape: dict[str, Any]) -> None:
    written = read_page(shape["page"]).written
    assert written.title == shape["title"]
    assert list(written.lines) == shape["ingredients"]
    assert [step.text for step in written.steps] == shape["steps"]
    assert written.yields == shape.get("yields", "")
    minutes = (written.prep_seconds, written.cook_seconds, written.total_seconds)
    asked = tuple(shape[key] * 60 if key in shape else None for key in ("prep", "cook", "total"))
    assert minutes == asked
    assert written.author == shape.get("author", "")
    assert written.language == shape.get("language", "en" if 'lang="en"' in shape["page"] else "")
    if "groups" in shape:
        assert [group.name for group in written.groups] == shape["groups"]


@pytest.mark.parametrize("shape", TAKEN, ids=name)
def test_makes_a_recipe_that_passes_the_check(shape: dict[str, Any]) -> None:
    taken = take(Source(shape["page"], "web", "page"))
    assert [problem for problem in checked(taken.yaml) if problem.severity == "error"] == []


@pytest.mark.parametrize("shape", REFUSED, ids=name)
def test_refuses_with_the_reason(shape: dict[str, Any]) -> None:
    with pytest.raises(RefusedError) as refusal:
        take(Source(shape["page"], "web", "page"))
    assert shape["refused"] in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_names_the_recipes_it_did_not_take() -> None:
    shape = next(shape for shape in SHAPES if shape["shape"].startswith("several"))
    assert read_page(shape["page"]).remarks == (
        "The page holds other recipes too, of which this one was taken: Teaser.",
    )


def test_tells_of_another_language() -> None:
    shape = next(shape for shape in SHAPES if shape["shape"] == "another language")
    assert any("another language (de)" in remark for remark in take(Source(shape["page"], "web", "page")).remarks)
