"""How well the program hears, by measures of its own: `scripts/benchmark hearing --data DIR [--only PART]`.

DIR holds the recordings of other people that are not part of this repository: an impulse response, noise, speech.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks import barge_in, costs, numbers_heard, other_engine
from tests.benchmarks.heard import Parts

PARTS: Mapping[str, Callable[[Parts], None]] = {
    "barge-in": barge_in.report,
    "ourselves": barge_in.report_ourselves,
    "numbers": numbers_heard.report,
    "cost": costs.report,
    "hours": costs.report_hours,
    "pocketsphinx": other_engine.report,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds audio/")
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--count", type=int, default=60, help="interruptions, numbers and commands")
    parser.add_argument("--minutes", type=float, default=60, help="of our own speech, and of mixed audio")
    parser.add_argument("--voice", choices=("pyttsx3", "natural"), default="pyttsx3", help="ours")
    given = parser.parse_args()
    parts = Parts(given.data / "audio", given.count, given.minutes, given.voice)
    for name in given.only or PARTS:
        PARTS[name](parts)


if __name__ == "__main__":
    main()
