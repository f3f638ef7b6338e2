"""`assistant forget`: removes the journal with all that was heard and noted."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from assistant.config import journal_path, lock_path
from assistant.edges.lock import only_one
from assistant.errors import InputError


def run(args: Namespace) -> int:
    """Asks first, unless `args.yes`. Raises BusyError while a session runs, InputError where a file stays."""
    with only_one(lock_path()):
        files = kept(journal_path())
        if not files:
            print("Nothing is kept.")
            return 0
        if not args.yes and not agreed(files):
            print("Nothing was removed.", file=sys.stderr)
            return 1
        remove(files)
        print(f"Removed: {', '.join(map(str, files))}.")
    return 0


def kept(journal: Path) -> list[Path]:
    """The journal with its companions: spare copy, damaged ones, what SQLite keeps beside."""
    return sorted(path for path in journal.parent.glob(f"{journal.stem}.*") if path.is_file())


def agreed(files: list[Path]) -> bool:
    print("This removes every session, note and lasting change, and cannot be undone:")
    print("\n".join(f"  {path}" for path in files))
    print("Type yes to go on: ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def remove(files: list[Path]) -> None:
    for path in files:
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            raise InputError(f"{path} could not be removed ({problem.strerror}); allow it, and try again.") from problem
