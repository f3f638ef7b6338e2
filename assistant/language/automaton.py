"""A graph of words that a transcript is read against: every template is a way through it.

States are built from the end to the start: what may follow exists before what leads to it. Reading keeps the cheapest
way to each state (Viterbi), so that a known word beats a gap, and an earlier template a later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

BREAK = "."  # between clauses, where a text has punctuation; no gap goes over it
FOREIGN = "<foreign>"  # the class of words that only an open gap goes over
ASKING = "<asking>"  # the class of words that a gap goes over at a higher cost, since they say what is wanted
GLUE = "<glue>"  # the class of words that are no part of a name: "should", "it", "to"
GAP_COST = 10_000  # a word that no template names
NAME_COST = 8_000  # a word of a name that no list holds
CHAIN_COST = 3000  # a second wish in one breath
LEAD_COST = 5 * GAP_COST // 2  # a wish after a report, without a break or "and" between them
ASKING_COST = 2 * GAP_COST
BREAK_COST = 2 * GAP_COST  # a template that goes on after punctuation
CLOSER_COST = 500


@dataclass(frozen=True, slots=True, eq=False)
class Capture:
    """Words read under one of these are the value of a slot; each use in a template is an object of its own."""

    slot: str
    kind: str  # the list whose values these are


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """What a template that was read to its end means.

    `rank`: its place in the file; `phases`: none means all; `whole`: the slot that takes all that was said.
    """

    intent: str
    rank: int
    slots: tuple[tuple[str, str | int | float], ...] = ()
    role: str = ""
    phases: frozenset[str] = frozenset()
    whole: str = ""


class Edge(NamedTuple):
    target: State
    capture: Capture | None = None
    cost: int = 0


@dataclass(slots=True, eq=False)
class State:
    """`words` by what is heard, `gaps` for any word, `names` for one of a name; `tags` of what may end here."""

    words: dict[str, tuple[Edge, ...]] = field(default_factory=dict)
    gaps: tuple[Edge, ...] = ()
    names: tuple[Edge, ...] = ()
    tags: tuple[Tag, ...] = ()

    def edges(self) -> Iterator[tuple[str | None, Edge]]:
        for word, edges in self.words.items():
            for edge in edges:
                yield word, edge
        for edge in (*self.gaps, *self.names):
            yield None, edge


def merged(states: Iterable[State]) -> State:
    """One state from which all that the given ones allow can be read."""
    several = [state for state in states if state.words or state.gaps or state.names or state.tags]
    if len(several) == 1:
        return several[0]
    union = State()
    for state in several:
        for word, edges in state.words.items():
            union.words[word] = union.words[word] + edges if word in union.words else edges
        union.gaps += state.gaps
        union.names += state.names
        union.tags += state.tags
    return union


def words_state(phrases: Iterable[Sequence[str]], after: State, capture: Capture | None = None) -> State:
    """The state before one of `phrases`, each of which leads to `after`."""
    last = (Edge(after, capture),)
    words: dict[str, tuple[Edge, ...]] = {}
    several = []
    for phrase in phrases:
        if len(phrase) == 1:
            words[phrase[0]] = last
        elif not phrase:
            several.append(after)
        else:
            state = State({phrase[-1]: last})
            for word in phrase[-2::-1]:
                state = State({word: (Edge(state, capture),)})
            several.append(state)
    return merged([State(words), *several])


@dataclass(frozen=True, slots=True)
class Gap:
    """`least` to `most` words (None: as many as there are) of any kind, or of names; `open`: foreign words as well."""

    least: int = 1
    most: int | None = None
    names: bool = False
    open: bool = False

    def before(self, after: State, capture: Capture | None = None) -> State:
        """The state before these words, which lead to `after`."""
        if self.most is None:
            state = State(dict(after.words), after.gaps, after.names, after.tags)
            self._word(state, state, capture)
            return Gap(self.least, self.least, self.names, self.open).before(state, capture) if self.least else state
        state = after
        for left in range(1, self.most + 1):
            more = State()
            self._word(more, state, capture)
            state = more if self.least > self.most - left else merged([more, after])
        return state

    def _word(self, state: State, to: State, capture: Capture | None) -> None:
        edge = Edge(to, capture, NAME_COST if capture else GAP_COST)
        if self.names:
            state.names += (edge,)
        else:
            state.gaps += (edge,)
        if self.open:
            state.words[FOREIGN] = (*state.words.get(FOREIGN, ()), edge)


class Trace(NamedTuple):
    """The way to a state, newest step first: a captured word (`place` among the tokens), or a finished template."""

    before: Trace | None
    capture: Capture | None = None
    place: int = -1
    tag: Tag | None = None


def steps(trace: Trace | None) -> list[Trace]:
    """The way from its beginning."""
    found = []
    while trace is not None:
        found.append(trace)
        trace = trace.before
    return found[::-1]


Active: TypeAlias = dict[State, tuple[int, Trace | None]]  # the cost of the cheapest way to each state, and that way


def arrive(active: Active, state: State, cost: int, trace: Trace | None) -> None:
    """Keep this way to `state` if none is cheaper."""
    if state not in active or cost < active[state][0]:
        active[state] = (cost, trace)


def step(active: Active, labels: Sequence[str], place: int) -> Active:
    """The states after one more word, which goes by its own name and by those of its classes."""
    after: Active = {}
    gap = labels[0] != BREAK and FOREIGN not in labels
    name = gap and GLUE not in labels
    extra = ASKING_COST if ASKING in labels else 0
    for state, (cost, trace) in active.items():
        for label in labels:
            for target, capture, more in state.words.get(label, ()):
                arrive(after, target, cost + more, Trace(trace, capture, place) if capture else trace)
        for target, capture, more in state.gaps if gap else ():
            arrive(after, target, cost + more + extra, Trace(trace, capture, place) if capture else trace)
        for target, capture, more in state.names if name else ():
            arrive(after, target, cost + more, Trace(trace, capture, place) if capture else trace)
    return after
