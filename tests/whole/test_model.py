"""A speech model that is damaged: a sentence, not the end of the process."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from assistant.config import model_path
from tests.kitchen import write
from tests.whole.program import run

pytestmark = pytest.mark.model


def damaged(folder: Path, name: str) -> Path:
    """The model, with half of one file."""
    source, copy = model_path(), folder / "model"
    for path in source.rglob("*"):
        target = copy / path.relative_to(source)
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
    whole = (copy / name).read_bytes()
    (copy / name).unlink()
    (copy / name).write_bytes(whole[: len(whole) // 2])
    return copy


@pytest.mark.parametrize(
    "name", ["am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst", "ivector/final.ie", "conf/mfcc.conf"]
)
def test_a_damaged_model_is_told_in_a_sentence(name: str, tmp_path: Path) -> None:
    folder = damaged(tmp_path, name)
    write(tmp_path / "silence.wav", np.zeros(16000), 16000)
    done = run(tmp_path, "hear", str(tmp_path / "silence.wav"), COOKING_ASSISTANT_MODEL=str(folder))
    assert done.returncode == 3
    assert f"The speech model in {folder} is " in done.stderr
    assert "Traceback" not in done.stderr
    seen = run(tmp_path, "doctor", "--quiet", "--model", str(folder), patience_seconds=120)
    assert seen.returncode == 3
    if not name.startswith("conf/"):  # one may try other settings there
        assert f"The model in {folder} is damaged: {name}" in seen.stdout
