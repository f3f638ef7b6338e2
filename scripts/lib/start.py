"""Sets up what is missing and starts the assistant, its tests or its checks: start.py cook|test|check [OPTION...]

The scripts `cook`, `test` and `check` call this; where there is no shell for them (Windows), call it with Python.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import environment
import fetch_model
import fetch_sentence_model
from common import ROOT, SetupError, install_packages, run, say

NOTHING_SELECTED = 5  # pytest's exit code
PARALLEL = ("--dist", "loadgroup", "-n", "auto", "--maxprocesses", "4")
# What waits for a sound card leaves the processor to another; what is about moments has the machine to itself.
RUNS = (
    (*PARALLEL, "-m", "not card"),
    ("--dist", "loadgroup", "-n", "2", "-m", "card and not alone"),
    ("-m", "card and alone"),
)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["cook", *options]:
            return cook(options)
        case ["test", *options]:
            return test(options)
        case ["check", *options]:
            return check(options)
        case _:
            raise SetupError("Usage: start.py cook|test|check [OPTION...]", exit_code=2)


def cook(options: list[str]) -> int:
    add_packages(missing_packages())
    environment.prepare("run")
    if wants_natural_voice(options):
        add_natural_voice()
    if environment.is_missing("questions"):
        environment.add("questions")
    fetch_model.fetch()
    know_questions()
    command = [str(environment.PROGRAMS / "assistant"), "cook", *options]
    if sys.platform != "win32":
        os.execv(command[0], command)
    return subprocess.call(command)


def wants_natural_voice(options: list[str]) -> bool:
    """On Linux, where pyttsx3 has only espeak-ng's voice; unless another one was asked for."""
    return sys.platform.startswith("linux") and not {"pyttsx3", "text", "--voice=pyttsx3", "--voice=text"} & {*options}


def add_natural_voice() -> None:
    """Says so once, with its licence: the project's own is another."""
    if environment.is_missing("natural"):
        say("Installing a natural voice, Piper (piper-tts, GPL-3.0); --voice pyttsx3 does without it")
        environment.add("natural")


def test(options: list[str]) -> int:
    add_packages([*missing_packages(), *missing_sound_server(), *missing_browser()])
    environment.prepare("test")
    fetch_model.fetch()
    know_questions()
    codes = [run_tests(*run, *options) for run in RUNS]
    failed = [code for code in codes if code not in (0, NOTHING_SELECTED)]
    return failed[0] if failed else min(codes)


def run_tests(*options: str) -> int:
    return subprocess.call([environment.PYTHON, "-m", "pytest", *options], cwd=ROOT)


def check(options: list[str]) -> int:
    """All of them, even after one has failed: whoever reads wants to know everything."""
    environment.prepare("test")
    checks = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["pytest", *PARALLEL, "-m", "not card and not model and not browser and not thorough", *options],
    ]
    failed = [subprocess.call([environment.PYTHON, "-m", *command], cwd=ROOT) for command in checks]
    return int(any(failed))


def know_questions() -> None:
    """Once for each state of the data: some seconds, that the first question would otherwise wait for."""
    folder = fetch_sentence_model.fetch()
    if folder is None:
        return
    data = [*(ROOT / "assistant" / "language").glob("*.yaml"), *(ROOT / "recipes").glob("*.yaml")]
    known = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(data))).hexdigest()
    stamp = folder / "known-for"
    if not stamp.exists() or stamp.read_text() != known:
        say("Getting known questions ready")
        if subprocess.call([environment.PYTHON, "-m", "assistant.warming"], cwd=ROOT) == 0:
            stamp.write_text(known)


def add_packages(names: list[str]) -> None:
    if names and not install_packages(*names):
        sys.exit(3)  # packages.sh has said what to type


def missing_packages() -> list[str]:
    """What sound and speech need of a Linux system; elsewhere the Python packages bring it."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = {"portaudio": "libportaudio.so.2", "espeak": "libespeak-ng.so.1"}
    return [name for name, library in libraries.items() if not loads(library)]


def missing_sound_server() -> list[str]:
    """What the tests' virtual sound card needs: the server, its tools, and ALSA's way to it."""
    if not sys.platform.startswith("linux"):
        return []
    programs = all(shutil.which(name) for name in ("pulseaudio", "pactl", "paplay"))
    plugin = "alsa-lib/libasound_module_pcm_pulse.so"
    folders = (Path("/usr/lib"), Path("/usr/lib64"), *Path("/usr/lib").glob("*-linux-*"))
    return [] if programs and any((folder / plugin).exists() for folder in folders) else ["pulseaudio"]


def missing_browser() -> list[str]:
    """What the tests of the display on other screens look through."""
    if not sys.platform.startswith("linux"):
        return []
    there = shutil.which("chromedriver") and (shutil.which("chromium") or shutil.which("chromium-browser"))
    return [] if there else ["chromium"]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    run(main)
