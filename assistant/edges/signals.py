"""Orders from the system to end: a closed terminal, a shutdown."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP")  # the second one is not everywhere


class EndedBySignal(SystemExit):
    """The second order, which does not wait for the last words."""


@contextmanager
def orderly(end: Callable[[], None]) -> Iterator[list[int]]:
    """The first order calls `end` and stands in the list, as the exit code that is the custom; the next ends at once.

    Call it on the main thread. What the system was told to ignore (nohup) stays ignored.
    """
    codes: list[int] = []

    def ordered(number: int, frame: FrameType | None) -> None:
        codes.append(128 + number)
        if len(codes) > 1:
            raise EndedBySignal(codes[0])
        end()

    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    heeded = [number for number in numbers if before[number] is not signal.SIG_IGN]
    for number in heeded:
        signal.signal(number, ordered)
    try:
        yield codes
    finally:
        for number in heeded:
            signal.signal(number, before[number])
