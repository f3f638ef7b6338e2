"""Two programs at once: the second is told, and a killed one holds nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.edges.lock import BusyError, only_one

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from assistant.edges.lock import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_one_is_refused_until_the_first_is_done(tmp_path: Path) -> None:
    path = tmp_path / "new" / "lock"
    with only_one(path), pytest.raises(BusyError, match="already cooking"), only_one(path):
        raise AssertionError("two at once")
    with only_one(path):
        pass


def test_a_kill_gives_it_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BusyError), only_one(path):
            raise AssertionError("two at once")
        holder.kill()
        with only_one(path):
            pass


def test_where_no_file_can_be_there_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with only_one(tmp_path / "file" / "lock"):
        pass
