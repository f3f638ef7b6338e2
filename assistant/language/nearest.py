"""The question that is nearest to what was asked, where no template holds it word for word.

A question is a list of wordings, each a bag of telling words (`likeness`). A word weighs the more, the fewer questions
hold it (inverse document frequency). Two wordings are as near as the share of their weight that they have in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import log
from typing import NamedTuple, TypeAlias

from hassil.expression import Alternative, Expression, Group, Permutation, RuleReference, TextChunk

from assistant.language.automaton import Tag
from assistant.language.likeness import STATEMENT, Likeness
from assistant.language.spoken import compared
from assistant.language.templates import CommandSet

_CANDIDATES = 60
STRANGE = 0.7  # how much a word that no question holds counts of the rarest that one does, in a question to us
HERE, ELSEWHERE = 1.5, 0.8  # how much better a question fits that belongs to the step that is on, or to another
_NO_WORD = re.compile(r"[^a-z' ]+")
Options: TypeAlias = "frozenset[str]"


@dataclass(frozen=True, slots=True)
class Wording:
    """A template: all words that it may hold, of which sets it holds one at least, and the step that it belongs to.

    `for_us`: it is too short, or too like other talk, for words that may be meant for somebody else.
    """

    tag: Tag
    step: str | None
    for_us: bool
    kind: str
    may: frozenset[str]
    must: tuple[Options, ...]


class Plain(NamedTuple):
    """A question in plain words, for where words are certainly for us."""

    tag: Tag
    step: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """How near a question is, 0 to 1, and how many telling words they have in common.

    `fitness`: the nearness, more where it is a question of the step that is on, less where it is one of another.
    """

    tag: Tag
    nearness: float
    common: int
    fitness: float
    for_us: bool


class Nearest:
    """Knows the questions of a command set."""

    def __init__(
        self, questions: CommandSet, likeness: Likeness, own: Iterable[str] = (), plain: Iterable[Plain] = ()
    ) -> None:
        """`own`: words that this recipe is told in."""
        self._likeness = likeness
        self._own = frozenset(likeness.telling(own)) - likeness.weak
        self._commands = questions
        wordings = [
            Wording(*placed(t.tag), False, self._kind(t.text), *self._bags(t.expression)) for t in questions.templates
        ]
        self._plain: defaultdict[tuple[str, ...], list[Wording]] = defaultdict(list)
        for tag, step, text in plain:
            said = compared(text.split())
            told = likeness.telling(said)
            must = tuple(frozenset({w}) for w in told)
            wordings.append(Wording(tag, step, True, likeness.kind(said), frozenset(told), must))
            self._plain[tuple(said)].append(wordings[-1])
        self._wordings = [w for w in wordings if w.must]
        self._said = frozenset(w for t in questions.templates for w in _NO_WORD.sub(" ", t.text).split())
        held: defaultdict[str, set[str]] = defaultdict(set)
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for n, wording in enumerate(self._wordings):
            for word in wording.may:
                held[word].add(_key(wording.tag))
                self._with[word].append(n)
        self._questions = len({_key(w.tag) for w in self._wordings})
        self._weights = {word: log(1 + self._questions / len(keys)) for word, keys in held.items()}

    def find(self, said: Sequence[str], here: str | None = None) -> Found | None:
        """The question that fits best; None where none has a telling word in common.

        `here`: the step that is on, "" for none, where the words are certainly about this recipe; a word that no
        question holds then says less against it.
        """
        spoken = compared(said)
        found = self._find(spoken, here)
        told = self._likeness.without_tail(spoken)
        if here is None or len(told) == len(spoken):
            return found
        trouble = self._find(told, here)
        return max((f for f in (found, trouble) if f), key=lambda f: f.fitness, default=None)

    def _find(self, spoken: Sequence[str], here: str | None) -> Found | None:
        kind = self._likeness.kind(spoken)
        words = frozenset(self._likeness.telling(spoken))
        most = log(1 + self._questions) * (1.0 if here is None else STRANGE)
        whole = sum(self._weights.get(word, most) for word in words)
        shared: defaultdict[int, float] = defaultdict(float)
        for word in words & self._weights.keys():
            for n in self._with[word]:
                if here is None and self._wordings[n].for_us:
                    continue
                shared[n] += self._weights[word] * _at(self._wordings[n].step, here)
        best: Found | None = None
        for n in nlargest(_CANDIDATES, shared, key=lambda n: shared[n]):
            wording = self._wordings[n]
            common = sum(self._weights[w] for w in wording.may & words)
            met = sum(max(self._weights[w] for w in must & words) for must in wording.must if must & words)
            open_ = sum(min(self._weights[w] for w in must) for must in wording.must if not must & words)
            near = (
                (common / whole)
                * (met / (met + open_))
                * self._likeness.of_a_kind(kind, wording.kind, here is not None)
            )
            fitness = near * _at(wording.step, here)
            if best is None or fitness > best.fitness:
                telling = self._likeness.telling_apart(wording.may & words, kind, wording.kind)
                best = Found(wording.tag, near, telling, fitness, wording.for_us)
        return best

    def misreads(self, said: Sequence[str], intent: str) -> bool:
        """Whether a question would be taken for an order."""
        return self._likeness.misreads(compared(said), intent)

    def word_for_word(self, said: Sequence[str], here: str | None) -> Found | None:
        """The question in these very words, of this step before one of any; where all of them may tell nothing."""
        if here is None:
            return None
        spoken = compared(said)
        named = self._plain.get(tuple(spoken), ())
        fitting = [w for w in named if w.step == here] or [w for w in named if w.step is None]
        if not fitting:
            return None
        return Found(fitting[0].tag, 1.0, len(spoken), _at(fitting[0].step, here), fitting[0].for_us)

    def unknown(self, words: Iterable[str]) -> bool:
        """Whether no question holds one of these very words: a brother is no broth."""
        return any(word not in self._said for word in words)

    def open_question(self, said: Sequence[str], for_us: bool = False) -> str | None:
        """The telling words of a question about this recipe, each with what means the same; None where it is none.

        More than half of them must be words that the recipe is told in, and the others of questions about it; of one
        that is certainly for us, half of them.
        """
        spoken = compared(said)
        if self._likeness.kind(spoken) == STATEMENT:
            return None
        telling = {w: key for w in spoken if (key := self._likeness.key(w)) is not None}
        own = sum(key in self._own for key in telling.values())
        strange = sum(key not in self._weights and key not in self._own for key in telling.values())
        if (own * 2 < len(telling) or not own) if for_us else (own * 2 <= len(telling) or strange):
            return None
        stems = {word: self._likeness.stem(word) for word in telling}
        return " ".join(dict.fromkeys("/".join(dict.fromkeys((stems[w], key))) for w, key in telling.items()))

    def _kind(self, template: str) -> str:
        return self._likeness.kind(compared(_NO_WORD.sub(" ", template).split()))

    def _bags(self, expression: Expression) -> tuple[frozenset[str], tuple[Options, ...]]:
        match expression:
            case TextChunk():
                words = compared(expression.text.split())
                told = self._likeness.telling(words)
                return frozenset(told), tuple(frozenset({w}) for w in told)
            case Alternative():
                bags = [self._bags(item) for item in expression.items]
                may = frozenset[str]().union(*(bag for bag, _ in bags))
                bare = any(not must for _, must in bags)
                return may, () if bare or not may else (may,)
            case Permutation() | Group():
                bags = [self._bags(item) for item in expression.items]
                return frozenset[str]().union(*(bag for bag, _ in bags)), tuple(m for _, musts in bags for m in musts)
            case RuleReference():
                return self._bags(self._commands.rules[expression.rule_name])
            case _:
                return frozenset(), ()


def _key(tag: Tag) -> str:
    return f"{tag.intent} {tag.slots}"


def placed(tag: Tag) -> tuple[Tag, str | None]:
    """What a template means, and the step that it belongs to."""
    slots = dict(tag.slots)
    step = str(slots.pop("here", ""))
    return replace(tag, slots=tuple(slots.items())), step or None


def _at(step: str | None, here: str | None) -> float:
    if step is None or here is None:
        return 1.0
    return HERE if step == here else ELSEWHERE
