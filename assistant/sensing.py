"""Questions by what they mean: the model, and what it compares with."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeAlias

from assistant.config import sentence_model_path
from assistant.language.likeness import Likeness
from assistant.language.sense import Question, Sense

Questions: TypeAlias = Callable[[], Sequence[Question]]
Ready: TypeAlias = Callable[[float], "Sense | None"]  # within so many seconds, or none yet
Sensing: TypeAlias = Callable[[Questions, Likeness], Ready]


def no_sense(questions: Questions, likeness: Likeness) -> Ready:
    return lambda patience_seconds: None


def sensing(questions: Questions, likeness: Likeness) -> Ready:
    """Made when it is first needed: in a moment, or in some seconds where there is much that was never compared."""
    made: list[Sense | None] = []
    making = threading.Lock()

    def ready(patience_seconds: float) -> Sense | None:
        if not made and making.acquire(timeout=min(patience_seconds, threading.TIMEOUT_MAX)):
            try:
                if not made:
                    made.append(sense_of(questions(), likeness))
            finally:
                making.release()
        return made[0] if made else None

    return ready


def sense_of(questions: Sequence[Question], likeness: Likeness) -> Sense | None:
    """None where the model cannot be used here; the other ways to read a question remain."""
    try:
        from assistant.edges.sentence_model import SentenceModel

        model = SentenceModel(sentence_model_path())
        known = model.known([question.words for question in questions])
    except (ImportError, OSError, ValueError):
        return None
    return Sense(questions, lambda text: known @ model.vectors([text])[0], likeness)
