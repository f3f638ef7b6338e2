"""The question that means what was asked, in whatever words: by a model of sentences, which gives each its direction.

How alike two sentences are is the cosine of the angle between their directions, so that it needs no word in common
("which part takes the longest", "what is the longest step"). The answer's own words are known too, since a question
often has more in common with them than with another question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import TypeAlias

from assistant.language.automaton import State, Tag
from assistant.language.grammar import phrases
from assistant.language.likeness import STATEMENT, Likeness
from assistant.language.nearest import Plain, placed
from assistant.language.spoken import compared, words_of
from assistant.language.templates import CommandSet, Compiler

Alike: TypeAlias = Callable[[str], Sequence[float]]  # a text to how alike it is to each that is known, −1 to 1

_PHRASES = 3  # of a template; they differ in few words
# How much more alike a question counts that belongs to the step that is on, or to another; one by its answer alone;
# and one that has all telling words in common. What is no question may well be for nobody.
HERE, ELSEWHERE, ANSWER, SAME_WORDS, NO_QUESTION = 0.06, -0.04, -0.1, 0.2, -0.1
_CLOSEST = 40  # whose words are compared


@dataclass(frozen=True, slots=True)
class Question:
    """`words`: a question, or (`answer`) what is said to it; `step`: the one that it belongs to."""

    words: str
    tag: Tag
    step: str | None
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Sensed:
    """`fitness`: how alike a question is, and a little more where it is one of the step that is on."""

    tag: Tag
    fitness: float


class Sense:
    """`alike` compares with the words of the questions, in their order."""

    def __init__(self, questions: Sequence[Question], alike: Alike, likeness: Likeness) -> None:
        self._questions, self._alike, self._likeness = questions, alike, likeness
        self._told: dict[int, frozenset[str]] = {}

    def find(self, text: str, here: str) -> Sensed | None:
        """The question that means most nearly the same; `here`: the step that is on, "" for none."""
        alike, spoken = self._alike(text), compared(words_of(text))
        said = frozenset(self._likeness.telling(spoken))
        asked = NO_QUESTION if self._likeness.kind(spoken) == STATEMENT else 0.0
        best: Sensed | None = None
        for n in nlargest(_CLOSEST, range(len(alike)), key=alike.__getitem__):
            question = self._questions[n]
            fitness = alike[n] + asked + at(question.step, here) + (ANSWER if question.answer else 0.0)
            fitness += SAME_WORDS * share(said, self._told_by(n))
            if best is None or fitness > best.fitness:
                best = Sensed(question.tag, float(fitness))
        return best

    def _told_by(self, n: int) -> frozenset[str]:
        if n not in self._told:
            self._told[n] = frozenset(self._likeness.telling(compared(words_of(self._questions[n].words))))
        return self._told[n]


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Of all their words, those in common."""
    return len(one & other) / (len(one | other) or 1)


def questions_in(commands: CommandSet, plain: Iterable[Plain]) -> Iterator[Question]:
    """A few of each template's sentences, and the plain ones."""
    for tag, step, words in plain:
        yield Question(words, tag, step)
    compiler = Compiler(commands, str.split, samples=1)
    for template in commands.templates:
        tag, step = placed(template.tag)
        for words in phrases([compiler.before(template.expression, State(tags=(tag,)))])[:_PHRASES]:
            yield Question(words, tag, step)


def at(step: str | None, here: str) -> float:
    if step is None or not here:
        return 0.0
    return HERE if step == here else ELSEWHERE
