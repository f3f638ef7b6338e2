"""`scripts/benchmark --check`: each part that has bounds is measured, and held to them; exit code 1 on a regression."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import yaml

BOUNDS = Path(__file__).with_name("bounds.yaml")


def regressions(part: str, counts: Mapping[str, float], bounds: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """A line for each figure that is out of its bounds, or missing."""
    for name, bound in bounds.items():
        if name not in counts:
            yield f"{part}: {name} was not measured"
        elif not bound.get("least", float("-inf")) <= counts[name] <= bound.get("most", float("inf")):
            yield f"{part}: {name} is {counts[name]:g}, out of {dict(bound)}"


def main() -> int:
    found: list[str] = []
    for part, bounds in yaml.safe_load(BOUNDS.read_text(encoding="utf-8")).items():
        counts = import_module(f"tests.benchmarks.{part}").counts()
        print(f"{part}: {', '.join(f'{name} {value:g}' for name, value in counts.items())}", flush=True)
        found += regressions(part, counts, bounds)
    print("\n".join(found) or "No regression.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
