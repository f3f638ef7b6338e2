"""A temporary folder of this process alone. What a killed one left behind, the next one removes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.edges.lock import BusyError, only_one

_LOCK = "lock"  # in each folder, held as long as its process lives


@contextmanager
def scratch_folder(prefix: str) -> Iterator[Path]:
    """Gone afterwards, with all that is in it. Raises OSError where nothing can be written."""
    _remove_abandoned(prefix)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        with only_one(folder / _LOCK):
            if not folder.exists():
                continue  # another process took it for abandoned before it was locked
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            return


def _remove_abandoned(prefix: str) -> None:
    for lock in Path(tempfile.gettempdir()).glob(f"{prefix}*/{_LOCK}"):
        with suppress(BusyError), only_one(lock, patience_seconds=0.0):
            shutil.rmtree(lock.parent, ignore_errors=True)
