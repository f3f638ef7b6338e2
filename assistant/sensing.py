"""Questions by what they mean: the model, and what it compares with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias

from assistant.config import sentence_model_path
from assistant.language.likeness import Likeness
from assistant.language.sense import Question, Sense

Questions: TypeAlias = Callable[[], Sequence[Question]]
Sensing: TypeAlias = Callable[[Questions, Likeness], Callable[[], "Sense | None"]]


def no_sense(questions: Questions, likeness: Likeness) -> Callable[[], Sense | None]:
    return lambda: None


def sensing(questions: Questions, likeness: Likeness) -> Callable[[], Sense | None]:
    """Made when it is first needed: in a moment, or in some seconds with a recipe that was never cooked here."""
    return cache(lambda: sense_of(questions(), likeness))


def sense_of(questions: Sequence[Question], likeness: Likeness) -> Sense | None:
    """None where the model cannot be used here; the other ways to read a question remain."""
    try:
        from assistant.edges.sentence_model import SentenceModel

        model = SentenceModel(sentence_model_path())
    except (ImportError, OSError, ValueError):
        return None
    known = model.known([question.words for question in questions])
    return Sense(questions, lambda text: known @ model.vectors([text])[0], likeness)
