"""Saved web pages against what they say of themselves (`scripts/benchmark recipes --pages DIR [--differences]`).

Truth is what `NAME.json` beside a page says (`title`, `ingredients`, `instructions` or `instructions_list`, `yields`,
`total_time` in minutes, as the project recipe-scrapers writes it), or the page's schema.org data as `recipe-scrapers`
reads it: where the two differ, either counts. It is compared with the recipe that the import makes, not with what its
readers give: titles, lines and steps by their letters and digits, numbers by their value.
"""

from __future__ import annotations

import json
import re
import statistics
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from recipe_scrapers import scrape_html

from assistant.core.recipe import Recipe
from assistant.importing.composing import compose
from assistant.importing.numbers import plain
from assistant.importing.sources import files_in, read_file
from assistant.importing.taking import checked, read
from assistant.importing.writing import write
from assistant.importing.written import RefusedError, Written

FIELDS = ("title", "lines", "steps", "yields", "minutes")


@dataclass(frozen=True, slots=True)
class Told:
    """What a page is known to say; None where nobody says it."""

    title: str | None = None
    lines: tuple[str, ...] | None = None
    steps: str | None = None
    yields: str | None = None
    minutes: int | None = None


@dataclass(slots=True)
class Pages:
    """`asked` and `right` count pages by the field; "data" are those whose own data hold lines and steps."""

    recipes: list[Recipe] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


def measured(folder: Path) -> Pages:
    pages = Pages()
    for path in files_in(folder):
        if path.suffix == ".json" and any(path.with_suffix(s).exists() for s in (".html", ".testhtml")):
            continue
        source = read_file(path)
        wanted = told(path, source.text)
        whole = bool(wanted[0].lines and wanted[0].steps)
        pages.asked["data"] += whole
        started = time.process_time()
        try:
            written = read(source).written
            recipe = compose(written).recipe
            errors = [p for p in checked(write(recipe)) if p.severity == "error"]
        except RefusedError as refusal:
            pages.refused.append(f"{path.name}: {refusal}")
            continue
        except Exception:  # a fault of ours: it must be seen, and the other pages as well
            pages.failed.append(f"{path.name}: {traceback.format_exc(limit=-2).strip()}")
            continue
        pages.seconds.append(time.process_time() - started)
        if errors:
            pages.failed.append(f"{path.name}: {errors[0]}")
            continue
        pages.recipes.append(recipe)
        pages.right["data"] += whole
        compared(path.name, wanted, written, recipe, pages)
    return pages


def told(path: Path, page: str) -> tuple[Told, Told]:
    """What the page itself says to programs, and what is noted beside it."""
    beside = path.with_suffix(".json")
    noted = _told(json.loads(beside.read_text(encoding="utf-8"))) if beside != path and beside.exists() else Told()
    page = page if "<" in page[:200] else f'<html><script type="application/ld+json">{page}</script></html>'
    try:
        schema = scrape_html(page, org_url="https://example.org/", supported_only=False).schema
    except Exception:  # it knows nothing of the page
        return Told(), noted
    fields = ("title", "ingredients", "instructions", "yields", "total_time")
    return _told({name: _asked(schema, name) for name in fields}), noted


def _asked(schema: Any, name: str) -> Any:
    try:
        return getattr(schema, name)()
    except Exception:  # each field is missing in its own way
        return None


def _told(data: dict[str, Any]) -> Told:
    steps = data.get("instructions") or data.get("instructions_list") or None
    minutes = data.get("total_time")
    return Told(
        title=data.get("title") or None,
        lines=tuple(data.get("ingredients") or ()) or None,
        steps=" ".join(steps) if isinstance(steps, list) else steps,
        yields=str(data.get("yields") or "") or None,
        minutes=int(minutes) if isinstance(minutes, int | float) and minutes > 0 else None,
    )


def compared(name: str, wanted: Sequence[Told], written: Written, recipe: Recipe, pages: Pages) -> None:
    found: dict[str, tuple[bool, str]] = {}
    for truth in wanted:
        for key, is_right, difference in _differences(truth, written, recipe):
            if key not in found or (is_right and not found[key][0]):
                found[key] = (is_right, difference)
    for key, (is_right, difference) in found.items():
        pages.asked[key] += 1
        pages.right[key] += is_right
        if not is_right:
            pages.differing.append(f"{name}: {key}: {difference}")


def _differences(wanted: Told, written: Written, recipe: Recipe) -> Iterator[tuple[str, bool, str]]:
    if wanted.title is not None:
        yield "title", same(wanted.title) == same(recipe.title), f"{wanted.title!r}, not {recipe.title!r}"
    if wanted.lines is not None:
        ours = Counter(same(ingredient.written or "") for ingredient in recipe.ingredients)
        headings = Counter(same(group.name) for group in written.groups)
        theirs = Counter(same(line) for line in wanted.lines if same(line))
        lost, more = theirs - ours - headings, ours - theirs
        yield "lines", not lost and not more, f"lost {list(lost)[:4]}, more {list(more)[:4]}"
    if wanted.steps is not None:
        kept = [same(step.written or "") for step in recipe.steps]
        headings = Counter(same(name) for step in written.steps for name in (step.section, step.title))
        left = _without(same(wanted.steps), [part for part in kept if part], frozenset(headings))
        yield "steps", not left, left
    if wanted.yields is not None and (number := re.search(r"\d+", wanted.yields)):
        amount = recipe.servings or (recipe.makes.amount if recipe.makes else None)
        ends = {int(end) for end in (amount.low, amount.high) if end is not None} if amount else {0}
        yield "yields", int(number[0]) in ends, f"{wanted.yields!r}, not {recipe.servings or recipe.makes}"
    if wanted.minutes is not None:
        ours_minutes = recipe.published.most_seconds // 60 if recipe.published else None
        yield "minutes", ours_minutes == wanted.minutes, f"{wanted.minutes}, not {ours_minutes}"


def _without(wanted: str, steps: list[str], headings: frozenset[str]) -> str:
    """Where the first difference is; headings and the numbers of steps may stand between steps, or be left away."""
    at = 0
    for step in steps:
        found = wanted.find(step, at)
        if found < 0 or not _only(wanted[at:found], headings):
            return f"...{wanted[at : at + 60]}, not {step[:60]}"
        at = found + len(step)
    return "" if _only(wanted[at:], headings) else f"lost {wanted[at : at + 60]}"


def _only(between: str, headings: frozenset[str]) -> bool:
    between = re.sub(r"^(?:step)?\d{0,2}", "", between)
    return not between or any(between.endswith(h) and _only(between.removesuffix(h), headings) for h in headings if h)


def same(text: str) -> str:
    """For comparing: letters and digits of what a reader sees."""
    text = re.sub(r"<[^<>]*>", " ", unescape(unescape(text)))
    return "".join(re.findall(r"[^\W_]", plain(text).lower()))


def reported(folder: Path, differences: bool) -> list[Recipe]:
    """Prints the table; gives the recipes, for what is counted of any."""
    pages = measured(folder)
    whole = len(pages.recipes) + len(pages.refused) + len(pages.failed)
    print(f"pages                       {whole}: {len(pages.recipes)} taken ({len(pages.recipes) / whole:.1%}), "
          f"{len(pages.refused)} refused, {len(pages.failed)} failed")  # fmt: skip
    print(f"of those with whole data    {pages.right['data']} of {pages.asked['data']} taken")
    for key in FIELDS:
        if asked := pages.asked[key]:
            print(f"{key + ' equal':<27} {pages.right[key]} of {asked} ({pages.right[key] / asked:.1%})")
    print(
        f"seconds a page              median {statistics.median(pages.seconds):.3f}, longest {max(pages.seconds):.3f}"
    )
    for word, lines in (("refused", pages.refused), ("failed", pages.failed)):
        for line in lines:
            print(f"  {word} {line}")
    for line in pages.differing if differences else ():
        print(f"  differs {line}")
    return pages.recipes
