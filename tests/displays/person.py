"""Somebody before a terminal: the real program on a pseudo-terminal, and what stands there."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pyte

from assistant.displays.terminal.guard import LEAVE
from tests.whole.program import ASSISTANT, PATIENCE_SECONDS, ROOT, own_folders


class Person:
    """Sits before a terminal of a size, on which the real program runs."""

    def __init__(
        self,
        folder: Path,
        width: int,
        height: int,
        *options: str,
        program: Sequence[str] = (*ASSISTANT, "cook"),
        **env: str,
    ) -> None:
        self.hand, self.theirs = pty.openpty()
        self.resize(width, height)
        self.before = termios.tcgetattr(self.theirs)
        self.bytes = b""
        self.program = subprocess.Popen(
            [*program, "--ears", "keyboard", "--voice", "text", *options],
            env=own_folders(folder) | {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"} | env,
            cwd=ROOT,
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            start_new_session=True,
        )

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self.hand, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.ByteStream(self.screen)

    def press(self, keys: str) -> None:
        os.write(self.hand, keys.encode())

    def until(self, wanted: Callable[[str], bool]) -> str:
        """What is shown, once it is as wanted."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not wanted(self.shown):
            assert time.monotonic() < deadline, self.shown
            if select.select([self.hand], [], [], 0.2)[0]:
                data = os.read(self.hand, 1 << 16)
                self.bytes += data
                self.stream.feed(data)
        return self.shown

    def sees(self, text: str) -> str:
        return self.until(lambda shown: text in re.sub(r"\s+", " ", shown))

    @property
    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def is_left_as_it_was(self) -> None:
        """The settings of before, and the last that was written leaves the other screen."""
        self.until(lambda _: LEAVE.encode() in self.bytes)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while termios.tcgetattr(self.theirs) != self.before:
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def close(self) -> None:
        if self.program.poll() is None:
            self.program.kill()
        self.program.wait()
        os.close(self.hand)
        os.close(self.theirs)

    def read_on(self) -> None:
        """Until it is closed, so that the program never waits for a reader."""
        with suppress(OSError):
            while os.read(self.hand, 1 << 16):
                pass

    def processor_seconds(self) -> float:
        """What the program has used so far."""
        used = Path(f"/proc/{self.program.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")
