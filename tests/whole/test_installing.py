"""`pip install .`: the package carries its data, and works far from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from assistant.config import MODEL, model_path
from tests.whole.program import ROOT, own_folders


def tracked(*folders: str) -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z", "--", *folders], cwd=ROOT, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from what git has, so that the checkout stays clean."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in tracked():
        (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / "source" / name)
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    subprocess.run([*pip, "--wheel-dir", str(folder), "."], cwd=folder / "source", check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `assistant` command of a new environment, whose other packages are those of this one."""
    venv = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    places = {"base": str(venv), "platbase": str(venv)}
    Path(sysconfig.get_path("purelib", "venv", places), "others.pth").write_text(sysconfig.get_path("purelib"))
    python = venv / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--force-reinstall", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    return venv / "bin" / "assistant"


def test_the_wheel_has_every_file_of_the_package_and_the_recipes(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {*tracked("assistant"), *(f"assistant/{name}" for name in tracked("recipes"))}
    assert wanted - inside == set()


pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="programs lie elsewhere there"),
    pytest.mark.xdist_group("installing"),  # all from one wheel
]


def run(program: Path, folder: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Without whatever points at the checkout."""
    env = own_folders(folder, {k: v for k, v in os.environ.items() if k != "PYTHONPATH"})
    return subprocess.run(
        [str(program), *arguments], env=env, cwd=folder, input=typed, capture_output=True, text=True, timeout=60
    )


def test_it_cooks_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = run(installed.with_name("python"), tmp_path, "-c", "import assistant; print(assistant.__file__)")
    assert "venv" in where.stdout
    assert "pork-belly: Caramelized honey glazed pork belly" in run(installed, tmp_path, "recipes").stdout
    cooked = run(installed, tmp_path, "cook", "--ears", "keyboard", "--voice", "text", typed="start\nhow much honey\n")
    assert (cooked.returncode, cooked.stderr) == (0, "")
    assert "A third of a cup of honey." in cooked.stdout


def test_without_a_model_it_says_how_to_get_one(installed: Path, tmp_path: Path) -> None:
    heard = run(installed, tmp_path, "hear", "x.wav")
    assert heard.returncode == 3
    assert heard.stderr.endswith("Run assistant fetch-model to get it.\n")
    nothing = run(installed, tmp_path, "fetch-model", "--from", str(tmp_path / "none.zip"))
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr.startswith("There is no file or folder")


@pytest.mark.model
def test_it_takes_a_model_that_was_brought_along(installed: Path, tmp_path: Path) -> None:
    fetched = run(installed, tmp_path, "fetch-model", "--from", str(model_path()))
    target = tmp_path / "data" / "cooking-assistant" / "models" / MODEL
    assert fetched.returncode == 0
    assert f"The speech model is in {target}.\n" in fetched.stdout
    assert "--lattice-beam=6" in (target / "conf" / "model.conf").read_text()
    assert "speech model: vosk-model-small-en-us-0.15, whole." in run(installed, tmp_path, "doctor", "--quiet").stdout
