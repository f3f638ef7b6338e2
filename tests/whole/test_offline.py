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


def opened(folder: Path, *arguments: str, typed: str = "") -> tuple[set[str], set[str]]:
    """The families of all sockets that a command opened, in all its threads and children, and the addresses it used."""
    trace = folder / "trace"
    strace = ["strace", "--follow-forks", "--trace=socket,bind,connect,sendto", f"--output={trace}"]
    done = subprocess.run(
        [*strace, *ASSISTANT, *arguments],
        input=typed, env=own_folders(folder), cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0 or arguments[0] == "doctor", done.stderr  # who finds a traced program too slow
    seen = trace.read_text()
    return set(re.findall(r"\bsocket\((\w+)", seen)), set(re.findall(r'inet_(?:addr|pton)\([^"]*"([^"]+)"', seen))


COOK = ("cook", "--ears", "keyboard", "--voice", "text")
SOUP = "# Soup\n\n## Ingredients\n\n- 1 cup water\n\n## Instructions\n\n1. Boil the water for ten minutes.\n"


@pytest.mark.model
def test_no_command_opens_a_socket_that_leaves_the_machine(tmp_path: Path) -> None:
    needs("strace", "-e", "trace=none")
    wav, page = tmp_path / "next.wav", tmp_path / "soup.md"
    write(wav, *spoken("next"))
    page.write_text(SOUP, encoding="utf-8")
    for arguments in (
        COOK,
        ("hear", str(wav)),
        ("understand",),
        ("say", "Hello", "--out", str(tmp_path / "hello.wav")),
        ("recipes",),
        ("check", "recipes/pork-belly.yaml"),
        ("import", str(page)),
        ("timers",),
        ("replay", str(tmp_path / "state" / "cooking-assistant" / "journal.sqlite3")),
        ("settings",),
        ("doctor", "--quiet"),
        ("forget", "--yes"),
    ):
        families, _ = opened(tmp_path, *arguments, typed="start\nnext\ngoodbye\n")
        assert families <= {"AF_UNIX"}, (arguments, families)


def test_the_page_on_this_machine_is_served_to_this_machine_alone(tmp_path: Path) -> None:
    needs("strace", "-e", "trace=none")
    families, addresses = opened(tmp_path, *COOK, "--display", "web", typed="start\ngoodbye\n")
    assert families <= {"AF_UNIX", "AF_INET"}
    assert addresses == {"127.0.0.1"}


@pytest.mark.model
def test_the_doctor_shows_the_cook_the_same(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--offline", "--json", patience_seconds=120)
    (found,) = json.loads(done.stdout)["findings"]
    assert (done.returncode, found["state"]) == (0, "ok"), found
    assert found["figures"]["heard"] == "next_step"


@pytest.mark.card
@pytest.mark.model
def test_by_voice_too_nothing_leaves_the_machine_and_no_sound_is_kept(kitchen: Kitchen, tmp_path: Path) -> None:
    """Microphone, recogniser, voice and loudspeaker; the sound server is reached by a socket within the machine."""
    needs(*NO_INTERFACE)
    needs("strace", "-e", "trace=none")
    trace = tmp_path / "trace"
    kitchen.start(inside=(*NO_INTERFACE, "strace", "--follow-forks", "--trace=socket,openat", f"--output={trace}"))
    kitchen.listen()
    assert kitchen.say("how much honey do i need").text == "A third of a cup of honey."
    assert kitchen.goodbye("goodbye") == 0, kitchen.log
    seen = trace.read_text()
    assert set(re.findall(r"\bsocket\((\w+)", seen)) == {"AF_UNIX"}
    written = set(map(Path, re.findall(r'openat\(\w+, "([^"]+)", O_(?:WRONLY|RDWR)', seen)))
    assert {path.name for path in written} >= {"journal.sqlite3", "cooking.lock"}
    ours = tmp_path / "cache" / "cooking-assistant" / "voice"  # what it said; the cookie is the sound server's
    stays = {path for path in written if path.is_file() and path.parent != ours and not path.is_relative_to("/dev")}
    # A lock is empty, and may be that of another program that runs just now: who begins looks for abandoned ones.
    assert {path.stem for path in stays} <= {"journal", "journal.spare", "cooking", "cookie", "lock"}, stays


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
