"""`scripts/benchmark [--data FOLDER] [--only PART]`: every measure, and what it gave into docs/measures.md.

FOLDER holds what other people recorded and wrote and what is not part of this repository (audio/, recipes/); without it
the parts that need it say so. Each part runs in a process of its own, after the other.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.documents import DOCS, ROOT

PARTS: Mapping[str, Sequence[str]] = {
    "understanding": (),
    "recipes": ("--data",),
    "endurance": (),
    "display": (),
    "small": (),
    "voice": ("--quiet",),
    "hearing": ("--data",),
}
BEGIN, END = "<!-- scripts/benchmark writes from here -->", "<!-- to here -->"
_PACKAGES = ("assistant", "vosk", "pyttsx3", "piper-tts", "hassil", "numpy", "websockets")


def output_of(part: str, options: Sequence[str]) -> str:
    """What it prints; where it fails, that too."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{part}", *options], cwd=ROOT, capture_output=True, text=True
    )
    failed = f"\nfailed with exit code {done.returncode}: {done.stderr.strip()}" if done.returncode else ""
    return f"{done.stdout.strip()}{failed}".strip()


def options_of(part: str, data: Path | None) -> list[str]:
    given = [] if data is None else ["--data", str(data)]
    return [o for option in PARTS[part] for o in (given if option == "--data" else [option])]


def machine() -> str:
    """What the figures were taken on, and with."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    return (
        f"{platform.system()} on {platform.machine()}, {cores} cores{load}; "
        f"Python {platform.python_version()}, {packages}."
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def section(part: str, on: str, printed: str) -> str:
    return f"### {part}\n\n{on}\n\n```text\n{printed}\n```\n"


def written_into(page: str, sections: Mapping[str, str]) -> str:
    """The page with these sections in place of those of the same name; the others stay. ValueError without marks."""
    before, mark, rest = page.partition(BEGIN)
    inside, end, after = rest.partition(END)
    if not (mark and end):
        raise ValueError(f"the page needs {BEGIN} and {END}")
    kept = {**_sections(inside), **sections}
    ordered = [kept[part] for part in PARTS if part in kept]
    return f"{before}{BEGIN}\n\n{chr(10).join(ordered)}\n{END}{after}"


def _sections(text: str) -> dict[str, str]:
    parts = re.split(rf"^(?=### (?:{'|'.join(PARTS)})$)", text, flags=re.MULTILINE)[1:]
    return {part.split(maxsplit=2)[1]: f"{part.strip()}\n" for part in parts}


def main(arguments: Sequence[str] | None = None, page: Path = DOCS / "measures.md") -> None:
    parser = argparse.ArgumentParser(prog="benchmark", description=__doc__)
    parser.add_argument("--data", type=Path, help="what other people recorded and wrote")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part; may be given again")
    args = parser.parse_args(arguments)
    data = None if args.data is None else args.data.resolve()
    for part in args.only or PARTS:
        on, printed = machine(), output_of(part, options_of(part, data))
        print(f"{part}\n{printed}\n", flush=True)
        text = written_into(page.read_text(encoding="utf-8"), {part: section(part, on, printed)})
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
