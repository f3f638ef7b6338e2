"""A thousand recipes by the clock on the wall: `scripts/benchmark library [COUNT]` checks, lists and searches them.

They are the small ones of the project, again and again under other names. Seconds are those of the wall, for a machine
at rest; those of the processor stand beside them.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.cookbook import check
from assistant.cookbook.library import shelf_of
from assistant.core.shelf import named, with_foods

RECIPES = Path(__file__).parents[2] / "recipes"
SMALL = ("country-bread", "lentil-soup", "soft-boiled-eggs", "tomato-cucumber-salad")


def filled(folder: Path, count: int) -> None:
    texts = [(RECIPES / f"{name}.yaml").read_text(encoding="utf-8") for name in SMALL]
    for n in range(count):
        text = re.sub(r"^id: (.*)$", rf"id: \1-{n}", texts[n % len(texts)], count=1, flags=re.MULTILINE)
        (folder / f"recipe-{n:05}.yaml").write_text(text, encoding="utf-8")


def timed(what: str, asked: str, work: Callable[[], object]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what:<44} {wall:7.3f} s (processor, this process: {processor:.3f} s); asked: {asked}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("count", type=int, nargs="?", default=1000)
    count = arguments.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder, count)
        timed(f"check of {count} recipes", "20 s for 1,000", lambda: check(sorted(folder.glob("*.yaml"))))
        timed(f"a library of {count} loaded", "1 s for 1,000", lambda: shelf_of([folder]))
        shelf = shelf_of([folder])
        timed("search: something with lentils", "instant", lambda: with_foods(shelf, "lentils"))
        timed("search: the country bread", "instant", lambda: named(shelf, "country bread"))
        timed("search: a misspelt title", "instant", lambda: named(shelf, "tomatto cucummber salad"))


if __name__ == "__main__":
    main()
