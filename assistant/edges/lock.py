"""One cooking program at a time: two would both sound, and both write the journal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import MissingError

_PATIENCE_SECONDS = 1.0  # a program that was just killed may still be on its way out
_LOOK_SECONDS = 0.05


class BusyError(MissingError):
    """Another program holds the lock."""


@contextmanager
def only_one(path: Path, patience_seconds: float = _PATIENCE_SECONDS) -> Iterator[None]:
    """Holds the lock file; it falls with the process, however that ends. Raises BusyError.

    Where no file can be written, nothing can be locked, and nothing is.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        _wait_for(file, patience_seconds)
        yield
    finally:
        os.close(file)


def _wait_for(file: int, patience_seconds: float) -> None:
    until = time.monotonic() + patience_seconds
    while not _locked(file):
        if time.monotonic() > until:
            raise BusyError("The assistant is already cooking in another window; go on there, or end it first.")
        time.sleep(_LOOK_SECONDS)


if sys.platform == "win32":
    import msvcrt

    def _locked(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass  # a file system without locks
        return True
