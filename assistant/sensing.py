"""Questions by what they mean, got ready beside what else goes on at the start."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeAlias

from assistant.config import sentence_model_path
from assistant.language.likeness import Likeness
from assistant.language.sense import Question, Sense

_PATIENCE_SECONDS = 20.0

Questions: TypeAlias = Callable[[], Sequence[Question]]
Sensing: TypeAlias = Callable[[Questions, Likeness], Callable[[], "Sense | None"]]


def no_sense(questions: Questions, likeness: Likeness) -> Callable[[], Sense | None]:
    return lambda: None


def sensing() -> Sensing:
    """By the model of sentences; by none where it, or what runs it, is not there."""
    return in_the_background if sentence_model_path().is_dir() else no_sense


def in_the_background(questions: Questions, likeness: Likeness) -> Callable[[], Sense | None]:
    """Whoever asks first waits for it: a moment, or some seconds with a recipe that was never cooked here.

    Where it takes too long, they are answered without it.
    """
    found: list[Sense] = []

    def get_ready() -> None:
        if (sense := sense_of(questions(), likeness)) is not None:
            found.append(sense)

    thread = threading.Thread(target=get_ready, name="sense", daemon=True)
    thread.start()

    def ready() -> Sense | None:
        thread.join(_PATIENCE_SECONDS)
        return found[0] if found else None

    return ready


def sense_of(questions: Sequence[Question], likeness: Likeness) -> Sense | None:
    """None where the model cannot be used here; the other ways to read a question remain."""
    try:
        from assistant.edges.sentence_model import SentenceModel

        model = SentenceModel(sentence_model_path())
    except (ImportError, OSError, ValueError):
        return None
    known = model.known([question.words for question in questions])
    return Sense(questions, lambda text: known @ model.vectors([text])[0], likeness)
