"""The shell scripts, in a copy of the project whose environment, packages and network are stand-ins."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "scripts"
SHELL = [path for path in (*SCRIPTS.rglob("*"), ROOT / ".ci" / "run") if path.is_file() and path.suffix in ("", ".sh")]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows calls start.py itself")


def run(*command: str | Path, path: str | Path = os.environ["PATH"], **options) -> subprocess.CompletedProcess[str]:  # type: ignore[no-untyped-def]
    environment = {"PATH": str(path), "HOME": "/nonexistent"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False, **options)


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("shell", ["sh", "bash"])
@pytest.mark.parametrize("script", SHELL, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_shell_script_parses(script: Path, shell: str) -> None:
    done = run(shell, "-n", script)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_scripts_may_be_run() -> None:
    assert {name for name in ("cook", "test", "check", "fetch-model") if os.access(SCRIPTS / name, os.X_OK)} == {
        "cook",
        "test",
        "check",
        "fetch-model",
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy, in a folder with a space, whose start.py only tells how it was called."""
    copy = tmp_path / "our project"
    shutil.copytree(SCRIPTS, copy / "scripts")
    (copy / "scripts" / "lib" / "start.py").write_text("import os, sys\nprint(os.getcwd(), sys.argv[1:])\n")
    return copy


def test_cook_works_from_any_folder_and_through_links(project: Path, tmp_path: Path) -> None:
    (tmp_path / "first").symlink_to(project / "scripts" / "cook")
    (tmp_path / "second").symlink_to("first")
    done = run(tmp_path / "second", "--voice", "two words", cwd="/")
    assert done.stdout == "/ ['cook', '--voice', 'two words']\n"


def test_a_python_that_fails_is_passed_over(project: Path, tmp_path: Path) -> None:
    """As those of version managers do, and too old ones."""
    program(tmp_path / "bin" / "python3", "#!/bin/sh\necho 'command not found' >&2; exit 127\n")
    program(tmp_path / "bin" / "python3.13", "#!/bin/sh\nexit 1\n")
    (tmp_path / "bin" / "python3.12").symlink_to(sys.executable)
    done = run(project / "scripts" / "test", path=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert done.stdout.endswith("['test']\n")


def tools(folder: Path, *names: str, **stand_ins: str) -> Path:
    """A PATH of the tools that every system has and the stand-ins given as shell text."""
    for name in ("sh", "dirname", "readlink", "env", *names):
        found = shutil.which(name)
        assert found is not None
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(found)
    for name, text in stand_ins.items():
        program(folder / name.replace("_", "-"), f"#!/bin/sh\n{text}\n")
    return folder


PACKAGES = SCRIPTS / "lib" / "packages.sh"


def test_root_installs_with_the_package_manager(tmp_path: Path) -> None:
    path = tools(tmp_path, id="echo 0", apt_get='echo "got: $*"')
    done = run("/bin/sh", PACKAGES, "portaudio", "espeak", path=path)
    assert done.returncode == 0
    assert "got: install -y --no-install-recommends libportaudio2 espeak-ng -o" in done.stderr
    assert done.stdout == ""


def test_stale_package_lists_are_renewed(tmp_path: Path) -> None:
    """On a new machine the lists are empty: the first try fails."""
    state = tmp_path / "lists"
    apt = f'case $1 in update) : > "{state}" ;; *) [ -e "{state}" ] && echo installed ;; esac'
    done = run("/bin/sh", PACKAGES, "maven", path=tools(tmp_path / "bin", id="echo 0", apt_get=apt))
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "installed")


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt_get", "sudo apt-get install -y --no-install-recommends libportaudio2 maven"),
        ("dnf", "sudo dnf install -y portaudio maven"),
        ("pacman", "sudo pacman -S --needed --noconfirm portaudio maven"),
        ("zypper", "sudo zypper --non-interactive install libportaudio2 maven"),
    ],
)
def test_who_may_not_install_reads_the_line_to_type(tmp_path: Path, manager: str, line: str) -> None:
    path = tools(tmp_path, id="echo 1000", sudo="exit 1", **{manager: "exit 99"})
    done = run("/bin/sh", PACKAGES, "portaudio", "maven", path=path)
    assert (done.returncode, done.stderr) == (3, f"Please type this, then start again: {line}\n")


def test_an_installation_that_fails_ends_with_the_line_to_type(tmp_path: Path) -> None:
    done = run("/bin/sh", PACKAGES, "espeak", path=tools(tmp_path, id="echo 0", dnf="exit 1"))
    assert done.returncode == 3
    assert done.stderr.endswith("please type this, then start again: sudo dnf install -y espeak-ng\n")


def test_without_a_package_manager_it_says_so(tmp_path: Path) -> None:
    done = run("/bin/sh", PACKAGES, "espeak", path=tools(tmp_path))
    assert (done.returncode, done.stderr) == (3, "Please install by hand, then start again: espeak\n")


def test_without_any_python_it_asks_for_one(project: Path, tmp_path: Path) -> None:
    done = run(project / "scripts" / "cook", path=tools(tmp_path / "bin", id="echo 1000", sudo="exit 1", apt_get=""))
    assert done.returncode == 3
    assert "sudo apt-get install -y --no-install-recommends python3 python3-venv" in done.stderr
