"""Work for when nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Later:
    """Does one thing on a thread of its own, some seconds from when it was asked for; what is newer takes its place.

    The program's end waits for what is being done, so that the work must notice that end.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timer: threading.Timer | None = None

    def do(self, work: Callable[[], object]) -> None:
        self.close()
        self._timer = threading.Timer(self._seconds, work)
        self._timer.start()

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
