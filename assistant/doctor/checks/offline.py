"""That nothing needs the network: a small session that would not survive the first attempt to use one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence

from assistant.config import Settings
from assistant.doctor.finding import Finding, State, better, broken

ABOUT = "offline"
_OPENED_A_SOCKET = 31  # SIGSYS, by which the kernel ends it
_SECONDS = 120.0
_NO_INTERFACE = ("unshare", "--map-root-user", "--net")  # a network of its own, in which there is nothing


def offline(settings: Settings) -> Iterator[Finding]:
    inside = _NO_INTERFACE if _can(_NO_INTERFACE) else ()
    done = subprocess.run(
        [*inside, sys.executable, "-m", "assistant.doctor.rehearsal"], capture_output=True, text=True, timeout=_SECONDS
    )
    if done.returncode or not done.stdout.strip():
        why = done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
        says = f"A session without the network ended early ({why})."
        if done.returncode == -_OPENED_A_SOCKET:
            says = "A session was ended because it opened a network socket."
        yield broken(ABOUT, says, "Tell us about it: it must not.")
        return
    yield from judged(json.loads(done.stdout.splitlines()[-1]), bool(inside))


def judged(result: dict[str, object], no_interface: bool) -> Iterator[Finding]:
    turns = f"{result['typed']} turns were cooked and answered"
    if problem := result.get("problem"):
        yield better(ABOUT, f"{turns} without the network, but not by voice.", str(problem))
    elif result["sealed"] == "python":
        yield better(ABOUT, f"{turns}, and Python opened no network socket.", "On Linux more can be proved.")
    else:
        where = " in a network without any interface" if no_interface else ""
        says = f"{turns}, a word was spoken and heard{where}; no network socket was opened."
        yield Finding(ABOUT, State.OK, says, figures={**result, "no_interface": no_interface})


def _can(command: Sequence[str]) -> bool:
    if not shutil.which(command[0]):
        return False
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
