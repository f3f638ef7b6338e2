"""The display in the terminal: one thread that draws what changed, each second and after each event, and reads keys."""

from __future__ import annotations

import io
import os
import select
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from rich.console import Console
from rich.text import Text

from assistant.core.view import View
from assistant.displays.terminal.guard import Terminal
from assistant.displays.terminal.keys import Keys
from assistant.displays.terminal.layout import ASCII, FULL, Sheet, header, lines
from assistant.displays.terminal.letters import plain
from assistant.language.writing import Writing

_LEAST_COLUMNS, _LEAST_LINES = 20, 6


class TerminalDisplay:
    """From its construction on the terminal is its own, until it is closed.

    `on_words` gets what keys and typed lines say, `on_end` the end of input; both on the display's thread. `typing`:
    the cook types instead of speaking.
    """

    def __init__(
        self,
        on_words: Callable[[str], None],
        on_end: Callable[[], None],
        now: Callable[[], float],
        words: Callable[[int], Writing],
        actions: dict[str, dict[str, str]],
        typing: bool,
    ) -> None:
        self._on_words, self._on_end, self._now, self._words = on_words, on_end, now, words
        self._actions, self._keys = actions, Keys(actions, typing)
        self._view: View | None = None
        self._level, self._last_said = -1, ""
        self._drawn: list[str] = []
        self._size = os.terminal_size((0, 0))
        self._dirty = True  # more than the second and the level
        self._second = 0  # that was drawn
        self._reading = os.isatty(0)  # the keys of a terminal, never a file's lines
        self._wake_out, self._wake_in = os.pipe()
        os.set_blocking(self._wake_in, False)
        self._closed = threading.Event()
        encoding = sys.stdout.encoding or "ascii"
        self._signs = FULL if "utf" in encoding.lower() else ASCII
        self._terminal = Terminal(0 if self._reading else 1, 1, encoding)
        self._console = Console(file=io.StringIO(), force_terminal=True, width=1000, highlight=False, markup=False)
        self._thread = threading.Thread(target=self._run, name="terminal-display", daemon=True)
        self._thread.start()

    # ---- from other threads ----

    def heard(self, transcript: str) -> None:
        """The view has it."""

    def said(self, text: str) -> None:
        self._last_said = text

    def show(self, look: Callable[[], View]) -> None:
        self._view, self._dirty = look(), True
        self._wake()

    def level(self, loudness: float) -> None:
        """Drawn in fifths, so that silence costs nothing."""
        tenths = round(10 * loudness)
        if (tenths + 1) // 2 != (self._level + 1) // 2:
            self._level = tenths
            self._wake()

    def close(self) -> None:
        """Gives the terminal back, with the last words on it."""
        self._closed.set()
        self._wake()
        if self._thread is not threading.current_thread():
            self._thread.join()
        self._terminal.give_back()
        if self._last_said:
            print(self._last_said, flush=True)

    def _wake(self) -> None:
        with suppress(OSError):  # full: it wakes anyway
            os.write(self._wake_in, b".")

    # ---- the display's thread ----

    def _run(self) -> None:
        while not self._closed.is_set():
            self._draw()
            waiting = [self._wake_out, *([0] if self._reading else [])]
            ready, _, _ = select.select(waiting, [], [], 1 - self._now() % 1)
            if self._wake_out in ready:
                os.read(self._wake_out, 4096)
            if 0 in ready:
                self._read_keys()

    def _read_keys(self) -> None:
        try:
            data = os.read(0, 1024)
        except OSError:
            data = b""
        if not data:  # a closed input never ends a session with a microphone
            self._reading = False
        for words in self._keys.pressed(data, self._view.actions if self._view else ()):
            self._on_words(words)
        if self._keys.ended or (not data and self._keys.always_typing):
            self._on_end()
        self._dirty = True

    def _draw(self) -> None:
        view, size = self._view, self._terminal_size()
        if view is None:
            return
        second = int(self._now())
        if size != self._size:
            self._size, self._drawn, self._dirty = size, [], True
            self._terminal.write("\x1b[2J")
        sheet = Sheet(
            size.columns, size.lines, self._words(view.utc_offset_seconds), self._actions, self._now(), self._level,
            self._keys.line, self._signs,
        )  # fmt: skip
        if not self._dirty and second == self._second and self._drawn:
            self._paint([self._styled(header(view, sheet)), *self._drawn[1:]])
            return
        self._dirty, self._second = False, second
        self._paint([self._styled(line) for line in lines(view, sheet)])

    def _paint(self, wanted: list[str]) -> None:
        """Only the lines that changed: over a slow line every byte counts."""
        before = self._drawn + [""] * (len(wanted) - len(self._drawn))
        changed = [
            f"\x1b[{row};1H{line}\x1b[0m\x1b[K"
            for row, (line, old) in enumerate(zip(wanted, before, strict=False), 1)
            if line != old
        ]
        if changed:
            self._terminal.write("".join(changed))
        self._drawn = wanted

    def _styled(self, line: Text) -> str:
        if self._signs is ASCII:
            line = Text(plain(line.plain), line.style)
            line.truncate(self._size.columns)
        with self._console.capture() as capture:
            self._console.print(line, end="", no_wrap=True, overflow="ignore", crop=False)
        return capture.get()

    def _terminal_size(self) -> os.terminal_size:
        try:
            size = os.get_terminal_size(1)
        except OSError:
            return self._size
        return os.terminal_size((max(_LEAST_COLUMNS, size.columns or 80), max(_LEAST_LINES, size.lines or 24)))
