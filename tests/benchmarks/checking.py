"""`scripts/benchmark --check [PART...]`: each part is measured, and held to its bounds; exit code 1 on a regression."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
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


def bounds_of(parts: Sequence[str]) -> dict[str, dict[str, dict[str, float]]]:
    """Of these parts, or of all; SystemExit where there is no such part."""
    known = yaml.safe_load(BOUNDS.read_text(encoding="utf-8"))
    if unknown := set(parts) - set(known):
        sys.exit(f"No bounds for {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    return {part: known[part] for part in parts or known}


def counted(part: str, share: float = 1.0) -> dict[str, float]:
    """What the part's module counts."""
    found: dict[str, float] = import_module(f"tests.benchmarks.{part}").counts(share)
    return found


def main(parts: Sequence[str]) -> int:
    found: list[str] = []
    for part, bounds in bounds_of(parts).items():
        counts = counted(part)
        print(f"{part}: {', '.join(f'{name} {value:.4g}' for name, value in counts.items())}", flush=True)
        found += regressions(part, counts, bounds)
    print("\n".join(found) or "No regression.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
