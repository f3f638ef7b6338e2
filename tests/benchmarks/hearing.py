"""How well the program hears, by measures of its own: `scripts/benchmark hearing [--data DIR] [--only PART]`.

DIR holds the recordings of other people that are not part of this repository: an impulse response, noise, speech.
Without it only what our own commands and voices tell is measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks import barge_in, costs, numbers_heard, other_engine, own_commands
from tests.benchmarks.heard import Parts

PARTS: Mapping[str, Callable[[Parts], None]] = {
    "barge-in": barge_in.report,
    "ourselves": barge_in.report_ourselves,
    "numbers": numbers_heard.report,
    "cost": costs.report,
    "hours": costs.report_hours,
    "pocketsphinx": other_engine.report,
}


def counts(share: float = 1.0) -> dict[str, float]:
    """For scripts/benchmark --check; `share` of the sentences."""
    found = own_commands.heard(share)
    return {
        "commands_right_share": found.right / found.asked,
        "commands_wrong_share": len(found.wrong) / found.asked,
        "talk_acted_on_share": len(found.acted_on) / found.talked,
        "share_of_the_sounds_time": found.work_seconds / found.sound_seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder that holds audio/")
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--count", type=int, default=60, help="interruptions, numbers and commands")
    parser.add_argument("--minutes", type=float, default=60, help="of our own speech, and of mixed audio")
    parser.add_argument("--voice", choices=("pyttsx3", "natural"), default="pyttsx3", help="ours")
    given = parser.parse_args()
    if not given.only:
        own_commands.report()
    if given.data is None:
        print(f"skipped, since they need recordings of others (--data): {', '.join(given.only or PARTS)}")
        return
    parts = Parts(given.data / "audio", given.count, given.minutes, given.voice)
    for name in given.only or PARTS:
        PARTS[name](parts)


if __name__ == "__main__":
    main()
