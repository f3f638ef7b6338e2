"""What the import makes of other people's recipes (`scripts/benchmark recipes [--data DIR] [--cooklang FILE]`).

Without `DIR`, what our own recipes and labels tell. `DIR` holds pages, markdown, Cooklang or text; `FILE` the
specification's test cases (`canonical.yaml`). Of markdown the lines of the sections Ingredients and Directions are
counted anew, by rules of their own, and looked up in the result. `--pages DIR`: saved web pages (see `pages`).
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.cookbook import load
from assistant.cookbook.spoken import MOST_WORDS, word_count
from assistant.core.recipe import Recipe
from assistant.importing.composing import compose
from assistant.importing.cooklang import Item, parse
from assistant.importing.numbers import plain
from assistant.importing.sources import files_in, read_file
from assistant.importing.taking import checked, read
from assistant.importing.times import timers
from assistant.importing.writing import write
from assistant.importing.written import RefusedError
from tests.benchmarks import pages
from tests.benchmarks.yardstick import part_of, yardstick
from tests.conversation import RECIPES
from tests.importing.test_labels import RECIPES as LABELLED, TIMES, asked, placed, score

_COMFORTABLE = 16


@dataclass(slots=True)
class Tally:
    taken: int = 0
    refused: list[str] = field(default_factory=list)
    lines: int = 0
    lines_kept: int = 0
    steps: int = 0
    steps_kept: int = 0
    words: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    ingredients: int = 0
    placed: int = 0
    guessed: int = 0


def measured(folder: Path) -> Tally:
    tally = Tally()
    for path in files_in(folder):
        started = time.process_time()
        try:
            recipe = compose(read(read_file(path)).written).recipe
            errors = [p for p in checked(write(recipe)) if p.severity == "error"]
        except RefusedError as refusal:
            tally.refused.append(f"{path.name}: {refusal}")
            continue
        tally.seconds.append(time.process_time() - started)
        if errors:
            tally.refused.append(f"{path.name}: {errors[0]}")
            continue
        tally.taken += 1
        counted(recipe, tally)
        if path.suffix == ".md":
            compared(path.read_text(encoding="utf-8"), recipe, tally)
    return tally


def counted(recipe: Recipe, tally: Tally) -> None:
    known = {ingredient.id: ingredient for ingredient in recipe.ingredients}
    told = [instruction for step in recipe.steps for instruction in step.instructions]
    uses = [use for instruction in told for use in instruction.uses]
    sure = {use.ingredient for use in uses if use.sure}
    tally.words += [word_count(instruction.text, known) for instruction in told]
    tally.ingredients += len(known)
    tally.placed += len(sure)
    tally.guessed += len({use.ingredient for use in uses} - sure)


def compared(text: str, recipe: Recipe, tally: Tally) -> None:
    """Bullets under Ingredients and numbers under Directions, and which of them the recipe has in its own words."""
    written = {same(ingredient.written or "") for ingredient in recipe.ingredients}
    steps = same(" ".join(step.written or "" for step in recipe.steps))
    for line in section(text, "Ingredients", r"^\s*[-*+] (?=\S)"):
        tally.lines += 1
        tally.lines_kept += same(line) in written
    for line in section(text, "Directions", r"^\d+\. (?=\S)"):
        tally.steps += 1
        tally.steps_kept += same(line) in steps


def section(text: str, name: str, mark: str) -> Iterator[str]:
    body = re.search(rf"^## {name}\s*$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    for line in body[1].splitlines() if body else ():
        if re.match(mark, line):
            yield re.sub(mark, "", line)


def same(text: str) -> str:
    """For comparing: letters and digits of what is no link and no comment."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"https?://\S+", "", text))
    return "".join(re.findall(r"[^\W_]", plain(text).lower()))


def conforming(path: Path) -> tuple[int, int]:
    """How many of the specification's cases are parsed as it wants, of how many."""
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]
    right = 0
    for case in cases.values():
        parsed = parse(case["source"])
        wanted = [[expected(item) for item in step] for step in case["result"]["steps"]]
        got = [[given(item) for item in step] for step in parsed.steps]
        right += got == wanted and parsed.metadata == case["result"]["metadata"]
    return right, len(cases)


def expected(item: dict[str, Any]) -> tuple[object, ...]:
    if item["type"] == "text":
        return ("text", item["value"])
    units = "" if item["type"] == "cookware" else item.get("units", "")
    return (item["type"], item["name"], item.get("quantity", ""), units)


def given(item: Item) -> tuple[object, ...]:
    return ("text", item.name) if item.kind == "text" else (item.kind, item.name, item.quantity, item.units)


def counts(share: float = 1.0) -> dict[str, float]:
    """For scripts/benchmark --check: our own recipes, labelled steps and saved pages; `share` of the labels."""
    paths = sorted(RECIPES.glob("*.yaml"))
    problems = [problem for path in paths for problem in load(path)[1]]
    precision, recall = score((asked(step), [t.span for t in timers(step["text"])]) for step in part_of(TIMES, share))
    began = time.process_time()
    pairs = [pair for recipe in part_of(LABELLED, share) for pair in placed(recipe)]
    seconds = (time.process_time() - began) / len(part_of(LABELLED, share))
    precise, found = score(iter(pairs))
    return {
        "own_recipes": len(paths),
        "own_problems": len(problems),
        "timers_precision": precision,
        "timers_recall": recall,
        "amounts_precision": precise,
        "amounts_recall": found,
        "cost_of_a_recipe": seconds / yardstick(),
    }


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, help="a folder of recipes, or one that holds recipes/")
    arguments.add_argument("--cooklang", type=Path, help="the specification's cases; else DIR's canonical.yaml")
    arguments.add_argument("--pages", type=Path)
    arguments.add_argument("--differences", action="store_true", help="print where pages and recipes differ")
    given_arguments = arguments.parse_args()
    print(", ".join(f"{name} {value:g}" for name, value in counts().items()))
    if given_arguments.pages:
        tally = Tally()
        for recipe in pages.reported(given_arguments.pages, given_arguments.differences):
            counted(recipe, tally)
        spoken(tally)
    if given_arguments.data is None:
        print("skipped, since it needs recipes of others (--data): what is taken over of them")
        return
    folder = given_arguments.data / "recipes"
    report(folder if folder.is_dir() else given_arguments.data, given_arguments.cooklang)


def report(folder: Path, cooklang: Path | None) -> None:
    cases = cooklang or next(iter(folder.rglob("canonical.yaml")), None)
    tally = measured(folder)
    print(f"taken                       {share(tally.taken, tally.taken + len(tally.refused))}")
    print(f"ingredient lines present    {share(tally.lines_kept, tally.lines)}")
    print(f"steps present               {share(tally.steps_kept, tally.steps)}")
    print(
        f"seconds a recipe            median {statistics.median(tally.seconds):.3f}, longest {max(tally.seconds):.3f}"
    )
    spoken(tally)
    if cases:
        print(f"Cooklang cases              {share(*conforming(cases))}")
    for line in tally.refused:
        print(f"  refused {line}")


def spoken(tally: Tally) -> None:
    short = sum(count <= MOST_WORDS for count in tally.words)
    print(f"ingredients placed surely   {share(tally.placed, tally.ingredients)}, guessed {tally.guessed}")
    print(f"words of an instruction     median {statistics.median(tally.words):.0f}; at most {MOST_WORDS}: "
          f"{share(short, len(tally.words))}; at most {_COMFORTABLE}: "
          f"{share(sum(c <= _COMFORTABLE for c in tally.words), len(tally.words))}")  # fmt: skip


if __name__ == "__main__":
    main()
