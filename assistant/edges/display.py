"""What is said both ways, on the terminal or nowhere."""

from __future__ import annotations

import sys
from contextlib import suppress


def report(trouble: object) -> None:
    """On the screen, for whoever mends it; where that is a file on a full disk, nowhere."""
    with suppress(OSError):
        print(trouble, file=sys.stderr, flush=True)


def line(text: str) -> None:
    """On standard output; a session does not end because nobody reads there any more."""
    with suppress(OSError, ValueError):
        print(text, flush=True)


class TerminalDisplay:
    def heard(self, transcript: str) -> None:
        line(f"  > {transcript}")

    def said(self, text: str) -> None:
        line(text)


class NoDisplay:
    def heard(self, transcript: str) -> None:
        pass

    def said(self, text: str) -> None:
        pass
