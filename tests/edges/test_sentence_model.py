"""The real model of sentences: what means the same is near, whatever the words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant import sensing
from assistant.config import sentence_model_path
from assistant.edges import sentence_model
from assistant.edges.sentence_model import MODEL, PIECES, SentenceModel
from assistant.language.likeness import Likeness
from assistant.resources import load_yaml

LIKENESS = Likeness(load_yaml("language/likeness.en.yaml"))
pytestmark = pytest.mark.model

LONGEST, COVER, FOX = "what is the longest step", "do i put the lid on", "the fox lives in the forest"


@pytest.fixture(scope="module")
def model() -> SentenceModel:
    return SentenceModel(sentence_model_path())


@pytest.fixture
def own(tmp_path: Path) -> SentenceModel:
    """In a folder that nothing was kept in yet."""
    for name in (MODEL, PIECES):
        (tmp_path / name).symlink_to(sentence_model_path() / name)
    return SentenceModel(tmp_path)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("which part takes the most time", LONGEST), ("should it be covered", COVER), ("a wild animal in the woods", FOX)],
)
def test_what_means_the_same_is_nearest(model: SentenceModel, asked: str, meant: str) -> None:
    known = (LONGEST, COVER, FOX)
    alike = model.vectors(known) @ model.vectors([asked])[0]
    assert known[int(np.argmax(alike))] == meant


def test_it_is_no_larger_than_the_recognizers() -> None:
    model = sentence_model_path() / MODEL
    recognizers = model.parents[1] / "vosk-model-small-en-us-0.15"
    assert model.stat().st_size < sum(file.stat().st_size for file in recognizers.rglob("*") if file.is_file())


def test_directions_have_length_one_and_do_not_depend_on_what_else_is_asked(model: SentenceModel) -> None:
    together, alone = model.vectors([LONGEST, COVER, FOX]), model.vectors([COVER])[0]
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert together[1] @ alone > 0.98


def test_words_that_no_piece_is_known_of_are_no_trouble(model: SentenceModel) -> None:
    assert model.vectors(["", "焼き豚 ¿qué?", "x" * 10_000]).shape == (3, 384)


def test_what_was_compared_once_is_kept(own: SentenceModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = own.known([LONGEST, COVER, LONGEST])
    assert np.allclose(first, own.vectors([LONGEST, COVER, LONGEST]), atol=2e-2)
    compared: list[list[str]] = []
    vectors = own.vectors
    monkeypatch.setattr(own, "vectors", lambda texts: compared.append(list(texts)) or vectors(texts))
    assert np.allclose(own.known([COVER, LONGEST]), first[[1, 0]], atol=1e-3)
    assert own.known([FOX, COVER]).shape == (2, 384)
    assert compared == [[FOX]]


def test_a_damaged_keepsake_is_made_anew(own: SentenceModel, tmp_path: Path) -> None:
    first = own.known([LONGEST])
    (tmp_path / "known.npz").write_bytes(b"damaged")
    assert np.allclose(own.known([LONGEST]), first, atol=1e-3)


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="tokenizer"):
        SentenceModel(tmp_path)


def test_a_damaged_model_is_told_and_gone_on_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / PIECES).symlink_to(sentence_model_path() / PIECES)
    (tmp_path / MODEL).write_bytes(b"damaged")
    with pytest.raises(OSError, match="damaged"):
        SentenceModel(tmp_path)
    monkeypatch.setattr(sensing, "sentence_model_path", lambda: tmp_path)
    assert sensing.sense_of([], LIKENESS) is None


def test_what_is_needed_is_found_though_no_more_is_kept(own: SentenceModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_model, "_MOST_KEPT", 2)
    own.known([LONGEST, COVER])
    found = own.known([LONGEST, FOX])  # the first is not kept any more
    assert found[0] @ own.vectors([LONGEST])[0] > 0.98
    assert found[1] @ own.vectors([FOX])[0] > 0.98
