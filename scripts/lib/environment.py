"""The virtual environment `.venv` in the project's folder, made from a lock file with pip.

A stamp inside says for which lock file, project and Python it was finished, so that a start with nothing to do costs
no call of pip. What a kill left half-made bears the mark `unfinished` and is made anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from common import MODELS, ROOT, SetupError, one_at_a_time, say

VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = PROGRAMS / ("python.exe" if sys.platform == "win32" else "python")
UNFINISHED = VENV / "unfinished"

# Which stamps are good enough for a lock: the tests' packages include all that cooking needs.
ENOUGH = {
    "run": ("run", "test"),
    "test": ("test",),
    "natural": ("natural", "test"),
    "questions": ("questions", "natural", "test"),
}
# What pip says of packages that are there, or are for other systems: screens full, between the lines that matter.
UNSAID = ("Requirement already satisfied", "Ignoring ", "Collecting ")
TRIED_AGAIN_SECONDS = 24 * 3600.0  # what could not be installed must not hold up every start


def prepare(lock: str) -> None:
    """Makes `.venv` hold what requirements/{lock}.txt names and the assistant itself; quick where it does."""
    if is_ready(lock):
        return
    with one_at_a_time(MODELS):
        if not is_ready(lock):
            build(lock)


def is_missing(extra: str) -> bool:
    """Whether it is worth a try to add it."""
    return not is_ready(extra) and not tried_lately(extra)


def add(extra: str) -> None:
    """Has a finished environment hold what requirements/{extra}.txt names too; goes on where it cannot be had."""
    version = venv_python_version() or ""
    with one_at_a_time(MODELS):
        UNFINISHED.touch()
        try:
            pip_install_lock(extra)
        except SetupError:
            without(extra).write_text(fingerprint(extra, version))
            say("It goes on without; tomorrow it is tried again.")
        else:
            stamp(extra).write_text(fingerprint(extra, version))
        UNFINISHED.unlink()


def tried_lately(extra: str) -> bool:
    """Whether this very thing could not be installed today."""
    try:
        tried_at, what = without(extra).stat().st_mtime, without(extra).read_text()
    except OSError:
        return False
    return time.time() - tried_at < TRIED_AGAIN_SECONDS and what == fingerprint(extra, venv_python_version() or "")


def is_ready(lock: str) -> bool:
    """Whether a finished environment with nothing changed since is there."""
    if UNFINISHED.exists():
        return False
    version = venv_python_version()
    return version is not None and any(
        stamp(kind).is_file() and stamp(kind).read_text() == fingerprint(kind, version) for kind in ENOUGH[lock]
    )


def build(lock: str) -> None:
    """Raises `SetupError` where pip cannot get what is needed."""
    if UNFINISHED.exists() or venv_python_version() is None:
        shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    if not PYTHON.exists():
        say("Making the virtual environment .venv")
        call(sys.executable, "-m", "venv", str(VENV))
    say("Installing the Python packages")
    pip_install("--require-hashes", "-r", str(lock_file("build")))
    pip_install_lock(lock)
    pip_install("--no-deps", "--quiet", "-e", str(ROOT))
    stamp(lock).write_text(fingerprint(lock, venv_python_version() or ""))
    UNFINISHED.unlink()


def pip_install_lock(lock: str) -> None:
    # The locks are complete, hence no-deps; srt and jstyleson are the ones without a wheel and must be built.
    wheels = ("--only-binary=:all:", "--no-binary=srt,jstyleson")
    pip_install("--require-hashes", "--no-deps", *wheels, "-r", str(lock_file(lock)))


def pip_install(*arguments: str) -> None:
    # pip's own patience, five tries of 15 s for each package, is too long for a host that does not answer.
    patience = [] if "PIP_DEFAULT_TIMEOUT" in os.environ else ["--timeout=15"]
    quiet = ["--disable-pip-version-check", "--no-input", "--retries=2"]
    build = ["--no-build-isolation", "--use-pep517"]
    call(str(PYTHON), "-m", "pip", "install", *quiet, *patience, *build, *arguments)


def call(*command: str) -> None:
    """Shows what the command says but for `UNSAID`."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, errors="replace", close_fds=False) as process:
        for line in process.stdout or ():
            if not line.lstrip().startswith(UNSAID):
                print(line, end="", file=sys.stderr, flush=True)
    if process.returncode != 0:
        raise SetupError("The Python packages could not be installed (see above); check the network, and start again.")


def venv_python_version() -> str | None:
    """The version that the environment's Python has now, None where it does not run, has no pip or is unsupported."""
    usable = "import sys, pip; (3, 11) <= sys.version_info[:2] <= (3, 13) or sys.exit(1); print(sys.version)"
    try:
        done = subprocess.run([PYTHON, "-I", "-c", usable], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def fingerprint(lock: str, version: str) -> str:
    """Changes with all that an environment was made from; with its place too, since its programs name their Python."""
    digest = hashlib.sha256(f"{version}\n{VENV}\n".encode())
    for path in (lock_file("build"), lock_file(lock), ROOT / "pyproject.toml", Path(__file__)):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def lock_file(lock: str) -> Path:
    return ROOT / "requirements" / f"{lock}.txt"


def without(extra: str) -> Path:
    return VENV / f"without-{extra}"


def stamp(lock: str) -> Path:
    return VENV / f"ready-to-{lock}"
