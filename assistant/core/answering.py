"""What the recipe says that comes nearest to a question which nothing answers by itself.

A question comes as its telling words, each a stem with others that mean the same after a slash: "skillet/pan rest".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from assistant.core.instructing import words
from assistant.core.sentences import Sentence, sentence
from assistant.core.session import Choosing, Gathering, Session

HERE, NEXT_TO_HERE = 1.6, 1.15  # how much nearer a fact is that belongs to the present step, or a step beside it
WHOLE_ANSWER = 0.75  # of the question's weight, from which a fact answers it
SOME_ANSWER = 0.5  # from which it is worth telling as the nearest thing known
SHORT_WORDS = 16  # of a fact that is told as the nearest thing known
STEM = 4  # letters that words have in common however they are inflected


@dataclass(frozen=True, slots=True)
class Fact:
    """`index`: words by which it is found, `step`: where it belongs, None for the whole dish."""

    said: Sentence
    index: frozenset[str]
    step: int | None


def nearest_fact(session: Session, question: str) -> tuple[Sentence, float] | None:
    """What is known, and which share of the question it answers; None where they have nothing in common."""
    keys = [tuple(key.split("/")) for key in question.split()]
    known = tuple(facts(session))
    held = [[holds(fact, key) for fact in known] for key in keys]
    weights = [log(1 + len(known) / max(1, sum(hits))) for hits in held]
    best: tuple[float, float, Fact] | None = None
    for n, fact in enumerate(known):
        share = sum(w for w, hits in zip(weights, held, strict=True) if hits[n]) / (sum(weights) or 1)
        rank = share * nearness(session, fact.step)
        if share and (best is None or rank > best[0]):
            best = (rank, share, fact)
    return None if best is None else (best[2].said, best[1])


def here(session: Session) -> str:
    """The name of the step that is on, "" before the first."""
    return "" if isinstance(session.stage(), Choosing | Gathering) else session.step.name


def nearness(session: Session, step: int | None) -> float:
    if step is None or isinstance(session.stage(), Choosing | Gathering):
        return 1.0
    return {0: HERE, 1: NEXT_TO_HERE}.get(abs(step - session.place.step), 1.0)


def holds(fact: Fact, key: tuple[str, ...]) -> bool:
    return any(word.startswith(stem) or stem.startswith(word) for stem in key for word in fact.index)


def facts(session: Session) -> Iterator[Fact]:
    """Every sentence of the recipe that is true of the dish as it is cooked."""
    dish = session.dish
    for n, step in enumerate(dish.steps):
        for instruction in step.instructions:
            if instruction.text:
                said = sentence("text", text=words(session, instruction.text))
                named = " ".join(dish.ingredient(use.ingredient).name for use in instruction.named)
                plain = " ".join(part for part in instruction.text if isinstance(part, str))
                yield Fact(said, index(f"{plain} {named}"), n)
            if instruction.warning:
                yield plain_fact(instruction.warning, n)
        for text in (*step.why, *step.details, *(cue.text for cue in step.done)):
            yield plain_fact(text, n)
        for problem in step.problems:
            yield plain_fact(problem.text, n, " ".join(problem.words))
    knowledge = dish.knowledge
    for text in (*(t.text for t in dish.tips), *knowledge.about, *knowledge.serving, *knowledge.storage):
        yield plain_fact(text, None)
    for text in (*knowledge.reheating, *knowledge.freezing, *knowledge.why):
        yield plain_fact(text, None)


def plain_fact(text: str, step: int | None, more: str = "") -> Fact:
    return Fact(sentence("text", text=text), index(f"{text} {more}"), step)


def index(text: str) -> frozenset[str]:
    """The words that can tell one thing from another, as their stems."""
    letters = "".join(c if c.isalpha() else " " for c in text.lower())
    return frozenset(word[: max(STEM, len(word) - 3)] for word in letters.split() if len(word) > 2)
