"""Nothing needs a network, and nothing uses one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.edges.voices import natural
from tests.kitchen import Kitchen, spoken, write
from tests.whole.program import ASSISTANT, ROOT, Typist, own_folders, run

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such namespaces")

REPORTS_WITHIN_SECONDS = 6.0
NO_INTERFACE = ("unshare", "--map-root-user", "--net")


def needs(*command: str) -> None:
    if not shutil.which(command[0]) or subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip(f"{command[0]} is not there or not allowed")


def test_an_evening_in_a_network_without_any_interface(tmp_path: Path) -> None:
    needs(*NO_INTERFACE)
    typist = Typist(tmp_path, inside=NO_INTERFACE)
    assert typist.read().startswith("Hello!")
    assert typist.type("start").startswith("Step one")
    assert typist.type("how much honey do i need") == "A third of a cup of honey."
    assert typist.type("set a timer for two seconds").startswith("Timer on")
    assert typist.read() == "Two second timer: time is up."
    assert typist.leave() == (0, "")


def opened(folder: Path, *arguments: str, typed: str = "") -> list[str]:
    """The families of all sockets that a command opened, in all its threads and children."""
    trace = folder / "trace"
    strace = ["strace", "--follow-forks", "--trace=socket", f"--output={trace}"]
    done = subprocess.run(
        [*strace, *ASSISTANT, *arguments],
        input=typed, env=own_folders(folder), cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return re.findall(r"\bsocket\((\w+)", trace.read_text())


@pytest.mark.model
def test_no_command_opens_a_socket_that_leaves_the_machine(tmp_path: Path) -> None:
    needs("strace", "-e", "trace=none")
    wav = tmp_path / "next.wav"
    write(wav, *spoken("next"))
    for arguments in (
        ("cook", "--ears", "keyboard", "--voice", "text"),
        ("hear", str(wav)),
        ("say", "Hello", "--out", str(tmp_path / "hello.wav")),
        ("check", "recipes/pork-belly.yaml"),
    ):
        families = opened(tmp_path, *arguments, typed="start\nnext\ngoodbye\n")
        assert set(families) <= {"AF_UNIX"}, (arguments, families)


@pytest.mark.model
def test_the_doctor_shows_the_cook_the_same(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--offline", "--json", patience_seconds=120)
    (found,) = json.loads(done.stdout)["findings"]
    assert (done.returncode, found["state"]) == (0, "ok"), found
    assert found["figures"]["heard"] == "next_step"


@pytest.mark.card
@pytest.mark.model
def test_by_voice_too_nothing_leaves_the_machine(kitchen: Kitchen, tmp_path: Path) -> None:
    """Microphone, recogniser, voice and loudspeaker; the sound server is reached by a socket within the machine."""
    needs(*NO_INTERFACE)
    needs("strace", "-e", "trace=none")
    trace = tmp_path / "trace"
    kitchen.start(inside=(*NO_INTERFACE, "strace", "--follow-forks", "--trace=socket", f"--output={trace}"))
    kitchen.listen()
    assert kitchen.say("how much honey do i need").text == "A third of a cup of honey."
    assert kitchen.goodbye("goodbye") == 0, kitchen.log
    assert set(re.findall(r"\bsocket\((\w+)", trace.read_text())) == {"AF_UNIX"}


@pytest.mark.skipif(not natural.is_installed(), reason="the natural voice is an extra")
def test_the_library_of_the_natural_voice_reports_to_nobody() -> None:
    """It would, some seconds after its first words; a machine of continuous integration it leaves alone."""
    act = f"""
import time
from assistant.edges.sealing import seal
from assistant.edges.voices.natural import NaturalVoice
assert seal() == "system"
voice = NaturalVoice()
assert len(list(voice.speak("Hello there."))) == 1
time.sleep({REPORTS_WITHIN_SECONDS})
voice.close()
"""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "ORT_"))}
    done = subprocess.run([sys.executable, "-c", act], cwd=ROOT, env=env, capture_output=True, text=True, timeout=90)
    assert (done.returncode, done.stderr) == (0, "")
