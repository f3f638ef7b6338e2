"""Temporary folders: nothing stays, whether their process ends or is killed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assistant.edges.scratch import scratch_folder

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from assistant.edges.voices.system import SystemVoice
voice = SystemVoice()
assert list(voice.speak("less salt"))
print("spoken", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for what is temporary."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_is_gone_afterwards_with_what_is_in_it(temporary: Path) -> None:
    with scratch_folder("ours-") as folder, scratch_folder("ours-") as other:
        (folder / "sentence.wav").write_bytes(b"sound")
        assert {folder.parent, other.parent} == {temporary}
        assert (folder.exists(), other.exists()) == (True, True)
    assert list(temporary.iterdir()) == []


def test_what_a_killed_program_left_is_removed_by_the_next_and_nothing_else(temporary: Path) -> None:
    (temporary / "assistant-voice-of-others").mkdir()
    holders = [_speaking(temporary) for _ in range(2)]
    killed, alive = holders
    left = set(temporary.glob("assistant-voice-*/sentence.wav"))
    assert len(left) == 2
    killed.kill()
    killed.wait()
    with scratch_folder("assistant-voice-"):
        assert len(left & set(temporary.glob("*/sentence.wav"))) == 1
    assert alive.communicate(timeout=20) == ("", None)
    assert [path.name for path in temporary.iterdir()] == ["assistant-voice-of-others"]


def _speaking(temporary: Path) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        env={"TMPDIR": str(temporary), "PATH": "/usr/bin:/bin"}, cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert program.stdout is not None
    assert program.stdout.readline() == "spoken\n"
    return program
