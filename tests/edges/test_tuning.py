"""A model loaded with other options tells the same words sooner, and lies on disk as it did."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from assistant.edges.tuning import tuned

PUBLISHED = "--beam=10.0\n--endpoint.rule2.min-trailing-silence=0.5\n"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "a model"
    (folder / "am").mkdir(parents=True)
    (folder / "am" / "final.mdl").write_bytes(b"sounds")
    (folder / "README").write_text("whose it is", encoding="utf-8")
    (folder / "conf").mkdir()
    (folder / "conf" / "mfcc.conf").write_text("--num-ceps=40\n", encoding="utf-8")
    (folder / "conf" / "model.conf").write_text(PUBLISHED, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_only_the_options_differ(model: Path) -> None:
    with tuned(model) as folder:
        options = (folder / "conf" / "model.conf").read_text(encoding="utf-8")
        assert options == PUBLISHED + "--frames-per-chunk=12\n"
        same = {name: content for name, content in contents(model).items() if name != "conf/model.conf"}
        assert {name: (folder / name).read_bytes() for name in same} == same


def test_nothing_is_left_over(model: Path) -> None:
    before = contents(model)
    with tuned(model) as folder:
        assert folder != model
    assert not folder.exists() and contents(model) == before


def test_where_links_are_not_allowed_files_are_copied(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("a required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    with tuned(model) as folder:
        assert (folder / "am" / "final.mdl").read_bytes() == b"sounds"
        assert (folder / "README").read_text(encoding="utf-8") == "whose it is"


def test_a_model_that_says_how_long_its_chunks_are_is_taken_as_it_is(model: Path) -> None:
    (model / "conf" / "model.conf").write_text("--frames-per-chunk=51\n", encoding="utf-8")
    with tuned(model) as folder:
        assert folder == model


def test_a_model_without_options_is_taken_as_it_is(model: Path) -> None:
    (model / "conf" / "model.conf").unlink()
    with tuned(model) as folder:
        assert folder == model


def test_where_nothing_can_be_written_it_is_taken_as_it_is(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(model / "nowhere"))
    with tuned(model) as folder:
        assert folder == model
