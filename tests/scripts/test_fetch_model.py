"""The real script on small archives of our own; only what it downloads from, and with which hash, is a parameter."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from functools import partial
from pathlib import Path

import downloads
import fetch_model
import pytest
from common import SetupError
from downloads import download_url
from fetch_model import NAME, NEEDED, SOURCES, Source, fetch

SETTINGS = "--beam=10.0\n--lattice-beam=2.0\n--acoustic-scale=1.0\n"


def make_archive(path: Path, root: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in NEEDED:
            archive.writestr(root + name, SETTINGS if name == "conf/model.conf" else f"contents of {name}")
        archive.writestr("classes.jar", "not of the model")
    return path


def source(archive: Path, sha256: str | None = None) -> Source:
    known = sha256 or hashlib.sha256(archive.read_bytes()).hexdigest()
    return Source(archive.name, known, partial(download_url, archive.as_uri()))


def unreachable(_: Path) -> Path:
    raise OSError("no route to host")


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "model.zip", f"{NAME}/")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def left_in(models: Path) -> list[str]:
    return sorted(path.name for path in models.iterdir() if path.name != ".lock")


def test_takes_the_first_source_that_works(models: Path, zipped: Path) -> None:
    sources = [Source("down", "0" * 64, unreachable), source(zipped)]
    assert fetch(models, sources) == models / NAME
    assert fetch_model.is_whole(models / NAME)
    assert left_in(models) == [NAME]


def test_the_model_may_lie_deep_in_an_aar(models: Path, tmp_path: Path) -> None:
    aar = make_archive(tmp_path / "model.aar", "assets/model-en-us/")
    folder = fetch(models, [source(aar)])
    assert (folder / "am" / "final.mdl").read_text() == "contents of am/final.mdl"
    assert not (folder / "classes.jar").exists()


def test_widens_the_beam_and_leaves_the_other_settings(models: Path, zipped: Path) -> None:
    settings = fetch(models, [source(zipped)]) / "conf" / "model.conf"
    assert settings.read_text().splitlines() == ["--beam=10.0", "--acoustic-scale=1.0", "--lattice-beam=6"]


def test_refuses_an_archive_with_another_hash(models: Path, zipped: Path) -> None:
    with pytest.raises(SetupError, match="--from") as trouble:
        fetch(models, [source(zipped, sha256="0" * 64)])
    assert trouble.value.exit_code == 3
    assert left_in(models) == []


def test_says_what_to_do_where_no_source_works(models: Path) -> None:
    with pytest.raises(SetupError, match=r"download https://alphacephei\.com/.*\.zip elsewhere") as trouble:
        fetch(models, [Source("down", "0" * 64, unreachable)])
    assert trouble.value.exit_code == 3


def test_a_host_that_never_answers_is_given_up(models: Path, zipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "CONNECT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/model.zip"
        sources = [Source("silent", "0" * 64, partial(download_url, url)), source(zipped)]
        assert fetch(models, sources) == models / NAME


def test_what_is_there_is_not_fetched_again(models: Path, zipped: Path) -> None:
    fetch(models, [source(zipped)])
    started = time.perf_counter()
    assert fetch(models, [Source("never asked", "0" * 64, unreachable)]) == models / NAME
    assert time.perf_counter() - started < 0.1


def test_ones_own_settings_survive(models: Path, zipped: Path) -> None:
    settings = fetch(models, [source(zipped)]) / "conf" / "model.conf"
    settings.write_text("--lattice-beam=7\n")
    fetch(models, [source(zipped)])
    assert settings.read_text() == "--lattice-beam=7\n"


def test_a_model_put_there_by_hand_is_adopted(models: Path, zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(models)
    folder = fetch(models, [Source("never asked", "0" * 64, unreachable)])
    assert fetch_model.is_whole(folder)
    assert "--lattice-beam=6" in (folder / "conf" / "model.conf").read_text()


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("cut")], ids=["missing", "cut off"])
def test_a_damaged_model_is_replaced(models: Path, zipped: Path, damage) -> None:  # type: ignore[no-untyped-def]
    folder = fetch(models, [source(zipped)])
    damage(folder / "graph" / "Gr.fst")
    fetch(models, [source(zipped)])
    assert (folder / "graph" / "Gr.fst").read_text() == "contents of graph/Gr.fst"
    assert left_in(models) == [NAME]


@pytest.mark.parametrize("what", ["zip", "folder", "folder around it"])
def test_takes_what_is_given(models: Path, zipped: Path, tmp_path: Path, what: str) -> None:
    shutil.unpack_archive(zipped, tmp_path / "by hand")
    given = {"zip": zipped, "folder": tmp_path / "by hand" / NAME, "folder around it": tmp_path / "by hand"}[what]
    fetch(models, [Source("down", hashlib.sha256(zipped.read_bytes()).hexdigest(), unreachable)], given=given)
    assert fetch_model.is_whole(models / NAME)
    assert given.exists()


def test_what_is_given_replaces_what_is_there(models: Path, zipped: Path, tmp_path: Path) -> None:
    folder = fetch(models, [source(zipped)])
    shutil.copytree(folder, tmp_path / "other")
    (tmp_path / "other" / "am" / "final.mdl").write_text("another")
    fetch(models, [], given=tmp_path / "other")
    assert (folder / "am" / "final.mdl").read_text() == "another"
    assert fetch_model.is_whole(folder)


def test_given_the_very_folder_it_stays(models: Path, zipped: Path) -> None:
    folder = fetch(models, [source(zipped)])
    assert fetch(models, [], given=folder) == folder
    assert fetch_model.is_whole(folder)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [("nothing.zip", "There is no file"), ("model.zip", "SHA-256 differs"), (".", "no whole Vosk model")],
)
def test_refuses_what_is_no_model(models: Path, zipped: Path, tmp_path: Path, given: str, sentence: str) -> None:
    with pytest.raises(SetupError, match=sentence) as trouble:
        fetch(models, SOURCES, given=tmp_path / given)
    assert trouble.value.exit_code == 1
    assert left_in(models) == []


SLOW = """
import sys, time
from pathlib import Path
import fetch_model
from common import run

def stall(work):
    (work / "archive.zip").write_bytes(b"half")
    print("stalled", flush=True)
    time.sleep(60)

run(lambda _: fetch_model.fetch(Path(sys.argv[1]), [fetch_model.Source("slow", "0" * 64, stall)]) and 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("order", ["SIGTERM", "SIGINT", "SIGKILL"])
def test_a_download_that_is_killed_leaves_no_model(models: Path, zipped: Path, order: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(fetch_model.__file__).parent)}
    command = [sys.executable, "-c", SLOW, str(models)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "stalled\n"
        process.send_signal(getattr(signal, order))
    assert not (models / NAME).exists()
    assert order == "SIGKILL" or left_in(models) == []
    fetch(models, [source(zipped)])
    assert left_in(models) == [NAME]


def test_the_published_hashes() -> None:
    """The publisher's files; a change here is a change of the model."""
    assert [source.sha256[:16] for source in SOURCES] == ["30f26242c4eb449f", "8a5792fccaf873b4"]
    assert [len(source.sha256) for source in SOURCES] == [64, 64]


def test_contents_leave_the_settings_out(models: Path, zipped: Path) -> None:
    sizes = json.loads((fetch(models, [source(zipped)]) / fetch_model.CONTENTS).read_text())
    assert sorted(sizes) == sorted(name for name in NEEDED if not name.startswith("conf/"))
