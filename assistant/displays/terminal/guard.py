"""The terminal as it was: saved before anything is drawn, given back at the end, whatever the end is.

A shell waits beside the program on a pipe that only death or a kill closes, and gives the terminal back then; so it is
in order even after SIGKILL.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import termios
from contextlib import suppress

ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"  # the alternate screen, without a cursor
LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"
_WATCH = 'trap "" INT TERM HUP QUIT; cat >/dev/null; stty "$1" <&1; printf "%s" "$2"'


class Terminal:
    """A terminal by its file descriptors, taken from construction to `give_back`. Keys come one by one, unechoed.

    Raises OSError where it cannot be set. What other parts print to standard error would spoil the screen, so it waits
    in a file and is printed at the end.
    """

    def __init__(self, keys: int, screen: int, encoding: str) -> None:
        self._keys, self._screen, self._encoding = keys, screen, encoding
        try:
            self._before = termios.tcgetattr(keys)
            self._guard = self._guarded()
            self._set_keys()
        except (termios.error, subprocess.SubprocessError) as problem:
            raise OSError(f"the terminal cannot be set: {problem}") from problem
        self._errors, self._standard_error = self._errors_aside()
        self.write(ENTER)

    def write(self, text: str) -> None:
        data = text.encode(self._encoding, errors="replace")
        with suppress(OSError):  # it is gone; whoever closed the window does not look
            while data:
                data = data[os.write(self._screen, data) :]

    def give_back(self) -> None:
        self.write(LEAVE)
        with suppress(termios.error, OSError):
            termios.tcsetattr(self._keys, termios.TCSADRAIN, self._before)
        self._guard.kill()
        self._guard.wait()
        if self._guard.stdin:
            self._guard.stdin.close()
        self._print_errors()

    def _set_keys(self) -> None:
        """No echo and no waiting for a whole line; Ctrl-C still ends, but Ctrl-Z must not stop the timers."""
        attributes = termios.tcgetattr(self._keys)
        attributes[3] &= ~(termios.ECHO | termios.ICANON)
        attributes[6][termios.VMIN], attributes[6][termios.VTIME] = 1, 0
        attributes[6][termios.VSUSP] = os.fpathconf(self._keys, "PC_VDISABLE").to_bytes(1, "little")
        termios.tcsetattr(self._keys, termios.TCSADRAIN, attributes)

    def _guarded(self) -> subprocess.Popen[bytes]:
        saved = subprocess.run(["stty", "-g"], stdin=self._keys, capture_output=True, check=True, text=True)
        return subprocess.Popen(
            ["sh", "-c", _WATCH, "guard", saved.stdout.strip(), LEAVE],
            stdin=subprocess.PIPE,
            stdout=self._screen,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _errors_aside(self) -> tuple[int | None, int | None]:
        """The file that takes them, and standard error as it was; nothing where that is no terminal."""
        if not os.isatty(2):
            return None, None
        kept = os.dup(2)
        with tempfile.TemporaryFile() as file:
            os.dup2(file.fileno(), 2)
            return os.dup(file.fileno()), kept

    def _print_errors(self) -> None:
        if self._errors is None or self._standard_error is None:
            return
        os.dup2(self._standard_error, 2)
        os.lseek(self._errors, 0, os.SEEK_SET)
        with suppress(OSError):
            while data := os.read(self._errors, 1 << 16):
                os.write(2, data)
        os.close(self._standard_error)
        os.close(self._errors)
        self._errors = None
