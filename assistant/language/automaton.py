"""A graph of words that a transcript is read against: every template is a way through it.

States are built from the end to the start: what may follow exists before what leads to it. Reading keeps the cheapest
way to each state (Viterbi), so that a known word beats a gap, and an earlier template a later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

GAP_COST = 10_000  # a word that no template names
CHAIN_COST = 3000  # a second wish in one breath


@dataclass(frozen=True, slots=True, eq=False)
class Capture:
    """Words read under one of these are the value of a slot; each use in a template is an object of its own."""

    slot: str
    kind: str  # the list whose values these are


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """What a template that was read to its end means. `rank`: its place in the file."""

    intent: str
    rank: int
    slots: tuple[tuple[str, str | int | float], ...] = ()
    role: str = ""
    closed: bool = True  # usable where the whole transcript has to be explained


class Edge(NamedTuple):
    target: State
    capture: Capture | None = None
    cost: int = 0


@dataclass(slots=True, eq=False)
class State:
    """`words` by what is heard, `gaps` for any word; `tags` of the templates that may end here."""

    words: dict[str, list[Edge]] = field(default_factory=dict)
    gaps: list[Edge] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)

    def edges(self) -> Iterator[tuple[str | None, Edge]]:
        for word, edges in self.words.items():
            for edge in edges:
                yield word, edge
        for edge in self.gaps:
            yield None, edge


def merged(states: Iterable[State]) -> State:
    """One state from which all that the given ones allow can be read."""
    union = State()
    for state in states:
        for word, edges in state.words.items():
            union.words.setdefault(word, []).extend(edges)
        union.gaps.extend(state.gaps)
        union.tags.extend(state.tags)
    return union


def word_state(words: Sequence[str], after: State, capture: Capture | None = None, cost: int = 0) -> State:
    """The state before `words`, which lead to `after`."""
    for word in reversed(words):
        after = State({word: [Edge(after, capture, cost)]})
    return after


def gap_state(after: State, least: int, most: int | None, capture: Capture | None = None) -> State:
    """The state before `least` to `most` words of any kind; `most` None: as many as there are."""
    if most is None:
        state = merged([after])
        state.gaps.append(Edge(state, capture, GAP_COST))
        return gap_state(state, least, least, capture) if least else state
    state = after
    for left in range(1, most + 1):
        step = State(gaps=[Edge(state, capture, GAP_COST)])
        state = step if least > most - left else merged([step, after])
    return state


class Trace(NamedTuple):
    """A way that was read, newest step first: a captured word (by its place) or the tag of a finished template."""

    cost: int
    before: Trace | None
    capture: Capture | None = None
    place: int = -1
    tag: Tag | None = None

    def steps(self) -> list[Trace]:
        trace: Trace | None = self
        steps = []
        while trace is not None:
            steps.append(trace)
            trace = trace.before
        return steps[::-1]


Active: TypeAlias = dict[State, Trace]


def step(active: Active, labels: Sequence[str], place: int) -> Active:
    """The states after one more word, which goes by its own name and by those of its classes."""
    after: Active = {}
    for state, trace in active.items():
        edges = [edge for label in labels for edge in state.words.get(label, ())]
        for edge in (*edges, *state.gaps):
            cost = trace.cost + edge.cost
            known = after.get(edge.target)
            if known is None or cost < known.cost:
                after[edge.target] = (
                    trace._replace(cost=cost) if edge.capture is None else Trace(cost, trace, edge.capture, place)
                )
    return after
