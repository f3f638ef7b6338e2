"""What the set-up scripts share. They run before anything is installed, so they use the standard library only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "models"


class SetupError(Exception):
    """One sentence that says what happened and what to do; exit code 1 for the input's fault, 3 for the machine's."""

    def __init__(self, sentence: str, exit_code: int = 3) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def say(text: str) -> None:
    """To standard error: standard output belongs to the program that is started."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Waits until no other start sets up at the same time.

    The lock falls with the process, however that ends; and with those of its children that inherit it by
    `close_fds=False`, which a kill leaves at work.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Waiting for another start to finish its set-up")
                fcntl.flock(file, fcntl.LOCK_EX)
            os.set_inheritable(file.fileno(), True)
        yield


def install_packages(*names: str) -> bool:
    """Asks the machine's package manager for `names` of packages.sh, which says what to type where it may not."""
    script = ROOT / "scripts" / "lib" / "packages.sh"
    return subprocess.run(["sh", str(script), *names], check=False).returncode == 0


def run(main: Callable[[list[str]], int]) -> NoReturn:
    """Runs a script's `main`, turning trouble into a sentence and an order to end into an orderly end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as trouble:
        say(str(trouble))
        sys.exit(trouble.exit_code)
    except OSError as error:
        say(f"The set-up could not go on: {error}. Make room or allow it, and start again.")
        sys.exit(3)
    except KeyboardInterrupt:
        sys.exit(130)
