"""How it does on a small machine (`scripts/benchmark small [--core N] [--megabytes N]`), Linux only.

One core, and so much address space as no more than a small board has; the doctor's own figures, and those of a start.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.yardstick import yardstick
from tests.whole.program import ASSISTANT, ROOT, own_folders

MEGABYTES = 1000


def limited(core: int, megabytes: int) -> None:
    """For a child, before it runs."""
    os.sched_setaffinity(0, {core})
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000,) * 2)


@dataclass(frozen=True, slots=True)
class Small:
    """`greeting_seconds` by the clock, `work_seconds` of them on the core; `figures` are the doctor's."""

    greeting_seconds: float
    work_seconds: float
    megabytes: float
    figures: Mapping[str, float]


def measured(core: int, megabytes: int) -> Small:
    def child() -> None:
        limited(core, megabytes)

    with tempfile.TemporaryDirectory() as name:
        env = own_folders(Path(name))
        cook = [*ASSISTANT, "cook", "--ears", "keyboard", "--voice", "text"]
        began_at, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        with subprocess.Popen(
            cook, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=child
        ) as program:
            assert program.stdin and program.stdout
            program.stdout.readline()
            greeting_seconds = time.monotonic() - began_at
            program.stdin.close()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        doctor = [*ASSISTANT, "doctor", "--quiet", "--json"]
        done = subprocess.run(doctor, env=env, cwd=ROOT, capture_output=True, text=True, preexec_fn=child)
    found = {f["about"]: f for f in json.loads(done.stdout)["findings"]}
    return Small(
        greeting_seconds,
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        found["speed"]["figures"],
    )


def counts(share: float = 1.0) -> dict[str, float]:
    """For scripts/benchmark --check; there is nothing to take a share of."""
    found = measured(0, MEGABYTES)
    return {"megabytes": found.megabytes, "cost_of_a_greeting": found.work_seconds / yardstick()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmark small")
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--megabytes", type=int, default=MEGABYTES)
    args = parser.parse_args()
    found = measured(args.core, args.megabytes)
    print(f"one core, {args.megabytes} MB of data")
    print(f"greeting after {found.greeting_seconds:.1f} s, {found.work_seconds:.1f} s of them work")
    print(f"most memory of a process: {found.megabytes:.0f} MB")
    print(f"hearing and speaking: {found.figures}")


if __name__ == "__main__":
    main()
