"""What is said both ways, on the terminal or nowhere."""

from __future__ import annotations

import sys
from contextlib import suppress


def report(trouble: object) -> None:
    """On the screen, for whoever mends it; where that is a file on a full disk, nowhere."""
    with suppress(OSError):
        print(trouble, file=sys.stderr, flush=True)


class TerminalDisplay:
    def heard(self, transcript: str) -> None:
        print(f"  > {transcript}", flush=True)

    def said(self, text: str) -> None:
        print(text, flush=True)


class NoDisplay:
    def heard(self, transcript: str) -> None:
        pass

    def said(self, text: str) -> None:
        pass
