"""Whatever is given, the answer is a recipe that passes the check, or a refusal with its reason."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from assistant.cookbook.spoken import unspeakable
from assistant.importing.lines import read_line
from assistant.importing.sources import MOST_BYTES, Format, Source, read_file
from assistant.importing.speaking import speakable
from assistant.importing.taking import checked, take
from assistant.importing.written import RefusedError

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BITS = st.sampled_from(
    [
        *(
            "1/2",
            "½",
            "1-inch",
            "2",
            "(14 oz)",
            "cans",
            "tbsp",
            "g",
            "of",
            "the",
            "and",
            ",",
            ";",
            ".",
            "(",
            ")",
            "{",
            "}",
            "[",
        ),
        *(
            "]",
            "|",
            "#",
            "*",
            "-",
            "--",
            "@",
            "~",
            "%",
            "&",
            "<",
            ">",
            '"',
            "'",
            "°",
            "F",
            "350°F",
            "10",
            "to",
            "20",
            "minutes",
        ),
        *(
            "until",
            "golden",
            "add",
            "butter",
            "stir",
            "flour",
            "salt,",
            "divided",
            "remaining",
            "half",
            "mix",
            "1.",
            "\n",
            "\n\n",
        ),
        *("ingredients", "Ingredients:", "Directions", "面粉", "جبن", "é"),
    ]
)
TEXTS = st.lists(BITS | st.text(max_size=8), max_size=60).map(" ".join)


@FEW
@given(TEXTS)
def test_whatever_is_written_can_be_said(text: str) -> None:
    assert unspeakable(speakable(text)) is None


@FEW
@given(TEXTS)
def test_any_line_is_read(text: str) -> None:
    line = read_line(text)
    assert line is None or line.name.strip()


@FEW
@given(TEXTS, TEXTS, st.sampled_from(("markdown", "cooklang", "text", "web")))
def test_any_text_is_taken_or_refused(lines: str, steps: str, form: Format) -> None:
    text = f"# Dish\n\n## Ingredients\n\n- 2 cups flour\n- {lines}\n\n## Directions\n\n1. {steps}\n2. Add the flour.\n"
    if form == "web":
        text = f"<h1>Dish</h1><h2>Ingredients</h2><ul><li>1 egg<li>{lines}</ul><h2>Method</h2><p>{steps}</p>"
    try:
        taken = take(Source(text, form, "Dish"))
    except RefusedError as refusal:
        assert str(refusal).strip()
    else:
        assert [problem for problem in checked(taken.yaml) if problem.severity == "error"] == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "no text"),
        (b"\x00\x01\x02" * 100, "no text"),
        (b"nothing of a recipe", "Neither ingredients nor instructions"),
        (b"x" * (MOST_BYTES + 1), "too large"),
    ],
    ids=["empty", "blank", "picture", "zeros", "prose", "large"],
)
def test_refuses_files_that_hold_none(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "recipe.txt"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match=reason):
        take(read_file(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_reads_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "soup.txt"
    path.write_bytes("Soup\n\nIngredients:\n½ cup crème\n\nMethod:\nHeat the crème.\n".encode(encoding))
    assert "crème" in take(read_file(path)).yaml


def test_a_long_page_takes_no_long_time() -> None:
    page = "<div class='a'><p>word (one, 350 F) 1/2 - 2 to 3 & more</p>" * 20_000
    started = time.process_time()
    with pytest.raises(RefusedError):
        take(Source(page, "web", "page"))
    assert time.process_time() - started < 8


@pytest.mark.parametrize("part", ["<nav>", "<form>", "<script>", "<h1>", "<ol>", "<!--", "<meta name=canonical ", "<"])
def test_a_page_of_nothing_but_beginnings_takes_no_long_time(part: str) -> None:
    started = time.process_time()
    with pytest.raises(RefusedError):
        take(Source(f"<html>{part * 20_000}", "web", "page"))
    assert time.process_time() - started < 5


def test_a_sentence_of_pages_is_refused_at_once() -> None:
    page = (
        '<script type="application/ld+json">{"@type":"Recipe","name":"x","recipeIngredient":["1 cup flour"],'
        f'"recipeInstructions":"{"in a bowl, " * 4000}"}}</script>'
    )
    started = time.process_time()
    with pytest.raises(RefusedError, match="full stops"):
        take(Source(page, "web", "page"))
    assert time.process_time() - started < 5


def test_a_book_is_no_recipe() -> None:
    text = "# All\n\n## Ingredients\n\n" + "- 1 egg\n" * 2_000 + "\n## Directions\n\n" + "1. Boil the egg.\n" * 2_000
    with pytest.raises(RefusedError, match="too long"):
        take(Source(text, "markdown", "All"))
