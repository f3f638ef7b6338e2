"""The model that compares questions by what they mean: there, and fast enough. Everything goes on without it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib.util import find_spec

from assistant.config import SENTENCE_MODEL, Settings, fetch_command, sentence_model_path
from assistant.doctor.finding import Finding, better, ok

ABOUT = "questions"
_WITHOUT = "Questions are found by their words alone"
_ASKED = "should it be covered"
_SOON_SECONDS = 0.5  # what a cook does not notice beside the voice


def questions(settings: Settings) -> Iterator[Finding]:
    folder = sentence_model_path()
    if find_spec("onnxruntime") is None:
        yield better(ABOUT, f"{_WITHOUT}: onnxruntime is missing.", "Run pip install 'assistant[questions]'.")
    elif not folder.is_dir():
        yield better(ABOUT, f"{_WITHOUT}: there is no model in {folder}.", f"Run {fetch_command()}.")
    else:
        yield _compared()


def _compared() -> Finding:
    from assistant.edges.sentence_model import SentenceModel

    folder = sentence_model_path()
    try:
        model = SentenceModel(folder)
        model.vectors([_ASKED])  # the first takes longer
        began_at = time.perf_counter()
        model.vectors([_ASKED])
    except (ImportError, OSError, ValueError, KeyError) as problem:
        return better(
            ABOUT, f"{_WITHOUT}: the model cannot be used ({problem}).", f"Delete {folder} and run {fetch_command()}."
        )
    seconds = round(time.perf_counter() - began_at, 3)
    figures = {"folder": str(folder), "seconds": seconds}
    if seconds > _SOON_SECONDS:
        return better(ABOUT, f"Comparing a question takes {seconds:.1f} s.", "Close other programs.", **figures)
    return ok(ABOUT, f"{SENTENCE_MODEL} compares them in {1000 * seconds:.0f} ms.", **figures)
