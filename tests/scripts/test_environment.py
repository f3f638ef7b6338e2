"""When the virtual environment is made, kept, and made anew; pip and, but for one test, `venv` are stand-ins."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import common
import environment
import pytest
import start
from common import SetupError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    venv = tmp_path / ".venv"
    for name, value in {
        "ROOT": tmp_path,
        "MODELS": tmp_path / "models",
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "UNFINISHED": venv / "unfinished",
    }.items():
        monkeypatch.setattr(environment, name, value)
    (tmp_path / "requirements").mkdir()
    for name in ("build", "run", "natural", "test"):
        environment.lock_file(name).write_text(f"packages to {name}")
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


@pytest.fixture
def pip_calls(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(environment, "pip_install", lambda *arguments: calls.append(arguments))
    return calls


@pytest.fixture
def quick_venv(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(*_: str) -> None:
        environment.PYTHON.parent.mkdir(parents=True)
        environment.PYTHON.symlink_to(sys.executable)

    monkeypatch.setattr(environment, "call", make)


def calls_of_prepare(lock: str, calls: list[tuple[str, ...]]) -> int:
    before = len(calls)
    environment.prepare(lock)
    return len(calls) - before


def test_made_by_venv_and_kept(pip_calls: list[tuple[str, ...]]) -> None:
    assert calls_of_prepare("run", pip_calls) == 3
    assert environment.PYTHON.exists()
    assert calls_of_prepare("run", pip_calls) == 0


@pytest.mark.usefixtures("quick_venv")
def test_packages_of_the_tests_are_enough_to_cook_but_not_the_reverse(pip_calls: list[tuple[str, ...]]) -> None:
    environment.prepare("run")
    assert calls_of_prepare("test", pip_calls) == 3
    environment.lock_file("run").write_text("changed")
    assert calls_of_prepare("run", pip_calls) == 0


@pytest.mark.parametrize("changed", ["requirements/run.txt", "requirements/build.txt", "pyproject.toml"])
@pytest.mark.usefixtures("quick_venv")
def test_a_change_of_what_it_is_made_from_is_installed(
    project: Path, pip_calls: list[tuple[str, ...]], changed: str
) -> None:
    environment.prepare("run")
    (project / changed).write_text("changed")
    assert calls_of_prepare("run", pip_calls) == 3


@pytest.mark.usefixtures("quick_venv")
def test_what_a_kill_left_is_made_anew(pip_calls: list[tuple[str, ...]]) -> None:
    environment.prepare("run")
    environment.UNFINISHED.touch()
    (environment.VENV / "half a package").touch()
    assert calls_of_prepare("run", pip_calls) == 3
    assert not (environment.VENV / "half a package").exists()
    assert not environment.UNFINISHED.exists()


@pytest.mark.usefixtures("quick_venv")
def test_an_environment_whose_python_is_gone_is_made_anew(pip_calls: list[tuple[str, ...]]) -> None:
    environment.prepare("run")
    environment.PYTHON.unlink()
    assert calls_of_prepare("run", pip_calls) == 3
    assert environment.PYTHON.exists()


def test_the_version_is_of_the_python_that_runs(project: Path) -> None:
    assert environment.venv_python_version() is None
    environment.PYTHON.parent.mkdir(parents=True)
    environment.PYTHON.symlink_to(sys.executable)
    assert environment.venv_python_version() == sys.version.strip()


@pytest.mark.usefixtures("quick_venv")
def test_where_pip_fails_it_is_not_taken_for_finished(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: str) -> None:
        raise SetupError("no network")

    monkeypatch.setattr(environment, "pip_install", refuse)
    with pytest.raises(SetupError):
        environment.prepare("run")
    assert not environment.is_ready("run")


def test_of_what_pip_says_only_what_matters_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    said = "Requirement already satisfied: numpy\nCollecting piper\n  Downloading piper.whl (34 MB)\n"
    environment.call(sys.executable, "-c", f"print({said!r}, end='')")
    with pytest.raises(SetupError):
        environment.call(sys.executable, "-c", "import sys; print('no space left', file=sys.stderr); sys.exit(1)")
    assert capfd.readouterr() == ("", "  Downloading piper.whl (34 MB)\nno space left\n")


def test_only_one_start_at_a_time_sets_up(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from common import one_at_a_time\n"
    code += "with one_at_a_time(Path(sys.argv[1])): print('in')"
    command = [sys.executable, "-c", code, str(tmp_path)]
    folder = Path(common.__file__).parent
    with common.one_at_a_time(tmp_path):
        second = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(timeout=0.5)
    assert second.communicate(timeout=10)[0] == "in\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_the_lock_is_held_until_the_children_of_a_killed_start_are_done(tmp_path: Path) -> None:
    import fcntl

    code = "import sys; from pathlib import Path; from common import one_at_a_time; import environment\n"
    code += "with one_at_a_time(Path(sys.argv[1])):\n"
    code += "    environment.call(sys.executable, '-c', 'import sys; print(1, file=sys.stderr, flush=True); input()')"
    command = [sys.executable, "-c", code, str(tmp_path)]
    folder = Path(common.__file__).parent
    start = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert start.stdin is not None and start.stderr is not None
    assert start.stderr.readline() == "1\n"
    start.kill()
    start.wait()
    with (tmp_path / ".lock").open("w") as file:
        with pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        start.stdin.close()
        fcntl.flock(file, fcntl.LOCK_EX)
    start.stderr.close()


def test_the_locks_agree_and_name_a_hash_for_everything() -> None:
    names = ("run", "natural", "test")
    locks = {name: common.ROOT.joinpath("requirements", f"{name}.txt").read_text() for name in names}
    pins = {name: {line for line in text.splitlines() if "==" in line} for name, text in locks.items()}
    assert pins["run"] < pins["natural"] < pins["test"]
    assert all(line.endswith("\\") for line in pins["test"]), "each pin is followed by its hashes"


@pytest.mark.usefixtures("quick_venv")
def test_an_extra_is_added_once(pip_calls: list[tuple[str, ...]]) -> None:
    environment.prepare("run")
    assert environment.is_missing("natural")
    environment.add("natural")
    assert not environment.is_missing("natural")
    assert calls_of_prepare("run", pip_calls) == 0


@pytest.mark.usefixtures("pip_calls", "quick_venv")
def test_packages_of_the_tests_have_the_extra() -> None:
    environment.prepare("test")
    assert not environment.is_missing("natural")


@pytest.mark.usefixtures("pip_calls", "quick_venv")
def test_an_extra_that_cannot_be_had_holds_up_one_start_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: str) -> None:
        raise SetupError("no network")

    environment.prepare("run")
    monkeypatch.setattr(environment, "pip_install", fail)
    environment.add("natural")
    assert environment.is_ready("run")
    assert not environment.is_missing("natural")
    a_day_ago = time.time() - environment.TRIED_AGAIN_SECONDS - 1
    os.utime(environment.without("natural"), (a_day_ago, a_day_ago))
    assert environment.is_missing("natural")


@pytest.mark.parametrize(
    ("options", "platform", "wanted"),
    [
        ([], "linux", True),
        (["--servings", "6"], "linux", True),
        (["--voice", "natural"], "linux", True),
        (["--voice", "pyttsx3"], "linux", False),
        (["--voice=text"], "linux", False),
        ([], "darwin", False),
        ([], "win32", False),
    ],
)
def test_the_natural_voice_is_wanted_where_there_is_only_espeak(
    monkeypatch: pytest.MonkeyPatch, options: list[str], platform: str, wanted: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert start.wants_natural_voice(options) == wanted


def test_what_is_installed_for_the_voice_is_told_with_its_licence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    added: list[str] = []
    monkeypatch.setattr(environment, "is_missing", lambda extra: not added)
    monkeypatch.setattr(environment, "add", added.append)
    for _ in range(2):
        start.add_natural_voice()
    told = "".join(capfd.readouterr())
    assert added == ["natural"] and told.count("GPL-3.0") == 1 and "--voice pyttsx3" in told
