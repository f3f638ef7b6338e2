"""`assistant forget`: removes the journal with all that was heard and noted, and the sound of what was said."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from pathlib import Path

from assistant.config import journal_path, lock_path, voice_cache
from assistant.edges.lock import only_one
from assistant.errors import InputError


def run(args: Namespace) -> int:
    """Asks first, unless `args.yes`. Raises BusyError while a session runs, InputError where a file stays."""
    with only_one(lock_path()):
        files = kept(journal_path(), voice_cache())
        if not files:
            print("Nothing is kept.")
            return 0
        if not args.yes and not agreed(files):
            print("Nothing was removed.", file=sys.stderr)
            return 1
        remove(files)
        print(f"Removed: {', '.join(map(str, files))}.")
    return 0


def kept(journal: Path, sounds: Path) -> list[Path]:
    """The journal with its companions: spare copy, damaged ones, what SQLite keeps beside. And the folder of sounds."""
    files = sorted(path for path in journal.parent.glob(f"{journal.stem}.*") if path.is_file())
    return [*files, sounds] if sounds.is_dir() else files


def agreed(files: list[Path]) -> bool:
    print("This removes every session, note and lasting change, and cannot be undone:")
    print("\n".join(f"  {path}" for path in files))
    print("Type yes to go on: ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def remove(files: list[Path]) -> None:
    for path in files:
        try:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as problem:
            raise InputError(f"{path} could not be removed ({problem.strerror}); allow it, and try again.") from problem
