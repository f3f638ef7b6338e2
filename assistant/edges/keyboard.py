"""Typing instead of speaking: each line is what would have been said."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable

from assistant.core.phases import PhaseName


class Keyboard:
    """Reads lines on a thread of its own; `on_end` is called when there are no more."""

    def __init__(
        self, on_line: Callable[[str], None], on_end: Callable[[], None], lines: Iterable[str] | None = None
    ) -> None:
        self._on_line, self._on_end = on_line, on_end
        self._lines = sys.stdin if lines is None else lines
        self._thread = threading.Thread(target=self._read, name="keyboard", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def listen(self, phase: PhaseName) -> None:
        """A line is understood when its turn comes; nothing to prepare."""

    def understand_by(self, interpreter: object) -> None:
        """The same."""

    def close(self) -> None:
        """The thread ends with the input, or with the program."""

    def _read(self) -> None:
        try:
            for line in self._lines:
                if text := line.strip():
                    self._on_line(text)
        except (OSError, UnicodeDecodeError, ValueError):
            pass  # a closed or unreadable input is at its end
        self._on_end()


class NoEars:
    """Where the display reads the keys."""

    def start(self) -> None: ...
    def listen(self, phase: PhaseName) -> None: ...
    def understand_by(self, interpreter: object) -> None: ...
    def close(self) -> None: ...
