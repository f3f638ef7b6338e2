"""The real program as a process of its own, with its own folders for journal and recipes."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASSISTANT = (sys.executable, "-m", "assistant")
PATIENCE_SECONDS = 20.0  # far above what any answer takes


def own_folders(folder: Path, env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of a user who has never run the program."""
    return {**env, **{f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("STATE", "DATA", "CONFIG", "CACHE")}}


def run(
    folder: Path, *arguments: str, typed: str = "", patience_seconds: float = PATIENCE_SECONDS, **env: str
) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run(
        [*ASSISTANT, *arguments],
        input=typed,
        env=own_folders(folder) | env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=patience_seconds,
    )


class Typist:
    """Cooks by keyboard, and reads what would be spoken. `inside` is a command that runs the program's."""

    def __init__(self, folder: Path, *options: str, inside: Sequence[str] = ()) -> None:
        self._process = subprocess.Popen(
            [*inside, *ASSISTANT, "cook", "--ears", "keyboard", "--voice", "text", *options],
            env=own_folders(folder),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._said: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="typist", daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._said.put(line.rstrip("\n"))

    def read(self) -> str:
        """The next utterance; fails where none comes."""
        return self._said.get(timeout=PATIENCE_SECONDS)

    def type(self, line: str) -> str:
        """What is answered."""
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self.read()

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._process.wait()

    def leave(self) -> tuple[int, str]:
        """The end of input: the exit code, and what was written to standard error."""
        assert self._process.stdin and self._process.stderr
        self._process.stdin.close()
        code = self._process.wait(PATIENCE_SECONDS)
        return code, self._process.stderr.read()
