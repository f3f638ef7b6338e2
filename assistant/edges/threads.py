"""A thread that dies is told of: it would be missed in silence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def told_of_the_dead(report: Callable[[str], None]) -> Iterator[None]:
    """`report` gets a sentence for each thread that an exception ends; its traceback is printed as before."""
    before = threading.excepthook

    def died(args: threading.ExceptHookArgs) -> None:
        before(args)
        name = args.thread.name if args.thread else "unknown"
        report(f"A part of me has stopped: {name}. Please start me again; the place and the timers are kept.")

    threading.excepthook = died
    try:
        yield
    finally:
        threading.excepthook = before
