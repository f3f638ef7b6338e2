"""Orders to end: a closed terminal, a shutdown. Nothing is lost, and the next start goes on."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.edges.voices import natural
from tests.whole.program import ASSISTANT, PATIENCE_SECONDS, ROOT, Typist, own_folders

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


def resumed(folder: Path) -> str:
    typist = Typist(folder)
    welcome = typist.read()
    typist.kill()
    return welcome


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_in_order(number: int, tmp_path: Path) -> None:
    typist = Typist(tmp_path)
    typist.read()
    typist.type("go to step three")
    typist.type("set a rice timer for twenty minutes")
    os.kill(typist.pid, number)
    assert typist.leave() == (128 + number, "")
    assert "Step three: Simmer the pork belly. The rice timer has " in resumed(tmp_path)


def test_what_shall_outlive_its_terminal_does(tmp_path: Path) -> None:
    typist = Typist(tmp_path, inside=("nohup",))
    typist.read()
    os.kill(typist.pid, signal.SIGHUP)
    assert typist.type("start").startswith("Step one")
    assert typist.leave()[0] == 0


def test_a_terminal_that_is_closed_ends_it_in_order(tmp_path: Path) -> None:
    """As a window does: the program leads the terminal's session, and is told when that goes."""
    ours, its = pty.openpty()
    program = subprocess.Popen(
        [*ASSISTANT, "cook", "--ears", "keyboard", "--voice", "text"],
        env=own_folders(tmp_path), cwd=ROOT, stdin=its, stdout=its, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(its)
    with os.fdopen(ours, "r+b", buffering=0) as terminal:
        heard = b""
        while b"Shall we start" not in heard:
            heard += terminal.read(1024)
        terminal.write(b"go to step three\n")
        while b"Simmer the pork" not in heard:
            heard += terminal.read(1024)
    assert program.wait(PATIENCE_SECONDS) in (0, 128 + signal.SIGHUP)
    assert program.stderr and "Traceback" not in program.stderr.read()
    assert "Step three: Simmer the pork belly." in resumed(tmp_path)


def test_a_recipe_deleted_while_cooking_is_cooked_to_its_end(tmp_path: Path) -> None:
    own = tmp_path / "data" / "cooking-assistant" / "recipes"
    own.mkdir(parents=True)
    file = own / "sunday.yaml"
    file.write_text((ROOT / "recipes" / "pork-belly.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    typist = Typist(tmp_path, str(file))
    typist.read()
    file.write_text("steps: [")
    assert typist.type("start").startswith("Step one")
    file.unlink()
    assert typist.type("go to step six").startswith("Step six: Make the honey glaze.")
    assert typist.leave()[0] == 0


@pytest.mark.skipif(not natural.is_installed(), reason="the natural voice is an extra")
def test_a_voice_that_still_loads_does_not_abort_the_program_at_its_end() -> None:
    act = "from assistant.edges.voices.natural import NaturalVoice; NaturalVoice().close()"
    done = subprocess.run([sys.executable, "-c", act], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
