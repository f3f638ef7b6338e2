"""What is said both ways, as lines on the terminal or nowhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

from assistant.core.view import View


def report(trouble: object) -> None:
    """On the screen, for whoever mends it; where that is a file on a full disk, nowhere."""
    with suppress(OSError):
        print(trouble, file=sys.stderr, flush=True)


def line(text: str) -> None:
    """On standard output; a session does not end because nobody reads there any more."""
    with suppress(OSError, ValueError):
        print(text, flush=True)


class LineDisplay:
    def heard(self, transcript: str) -> None:
        line(f"  > {transcript}")

    def said(self, text: str) -> None:
        line(text)

    def show(self, look: Callable[[], View]) -> None:
        pass

    def level(self, loudness: float) -> None:
        pass

    def close(self) -> None:
        pass


class NoDisplay:
    def heard(self, transcript: str) -> None:
        pass

    def said(self, text: str) -> None:
        pass

    def show(self, look: Callable[[], View]) -> None:
        pass

    def level(self, loudness: float) -> None:
        pass

    def close(self) -> None:
        pass
