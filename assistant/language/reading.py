"""Words read against the automaton of some command sets: which templates they make up, and with which slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from assistant.core.intents import Name, Slot
from assistant.core.phases import ALLOWED, PhaseName
from assistant.language import numbers
from assistant.language.automaton import (
    ASKING,
    BREAK,
    BREAK_COST,
    CHAIN_COST,
    CLOSER_COST,
    FOREIGN,
    GLUE,
    LEAD_COST,
    Active,
    Capture,
    Edge,
    State,
    Tag,
    Trace,
    arrive,
    merged,
    step,
    steps,
)  # fmt: skip
from assistant.language.spoken import expanded, words_of
from assistant.language.templates import CommandSet, Compiler, WordList


def allowed(tag: Tag, phase: PhaseName) -> bool:
    """Whether the phase accepts it; intents of other command sets always are."""
    return (tag.intent not in _NAMES or tag.intent in ALLOWED[phase]) and (not tag.phases or phase in tag.phases)


OPENER, CLOSER = Tag("opener", 0), Tag("closer", 0)
_NAMES = frozenset(Name)
_ARTICLES = frozenset({"the", "a", "an", "my", "your", "some", "any", "of"})
_UNHEARD = frozenset({"the"})  # carries nothing, and recognisers put it anywhere
_LABELS = {
    word: (word, *(name for name, words in numbers.CLASSES.items() if word in words))
    for words in numbers.CLASSES.values()
    for word in words
}
Token: TypeAlias = tuple[str, int]  # a word as it is compared, and its place among the words as said
Wish: TypeAlias = tuple[Tag, dict[str, Slot]]


class Reader:
    """The automaton of a command set, with what may stand around and between commands.

    `beneath`: the reader of a stricter set, all of whose templates belong to this one too.
    """

    def __init__(self, commands: CommandSet, beneath: Reader | None = None) -> None:
        self.start, self.end = State(), State()
        self.skip: frozenset[str] = _UNHEARD | commands.skip_words | (beneath.skip if beneath else frozenset())
        self.foreign: frozenset[str] = commands.foreign | (beneath.foreign if beneath else frozenset())
        self._split: dict[str, list[str]] = {}
        self._futures: dict[tuple[State, PhaseName], frozenset[tuple[str, bool]]] = {}
        self._lists: dict[str, WordList] = (beneath._lists if beneath else {}) | dict(commands.lists)
        self._classes: dict[str, tuple[str, ...]] = (beneath._classes if beneath else _LABELS) | _classes(commands)
        self._meant = {
            name: {" ".join(self.split(said)): value for said, value in words.values.items()}
            for name, words in self._lists.items()
        }
        compiler = Compiler(commands, self.split)
        self._starts: list[State] = [*(beneath._starts if beneath else ()), *compiler.starts(commands.templates)]
        self._starts += [compiler.before(e, State(tags=(OPENER,))) for e in commands.openers]
        self._closers: list[State] = [*(beneath._closers if beneath else ())]
        self._closers += [compiler.before(e, State(tags=(CLOSER,))) for e in commands.closers]
        joiners = State({joiner: (Edge(self.start, cost=CHAIN_COST),) for joiner in ("and", "then")})
        _fill(self.start, self._starts)
        _fill(self.end, [*self._closers, joiners])

    def split(self, text: str) -> list[str]:
        """The words of a template or a list's value as they are compared."""
        if text not in self._split:
            words = (w for word in words_of(text) for w in expanded(word))
            self._split[text] = [w for w in words if w not in self.skip]
        return self._split[text]

    def tokens(self, said: Sequence[str]) -> list[Token]:
        return [(w, place) for place, word in enumerate(said) for w in expanded(word) if w not in self.skip]

    def words(self) -> frozenset[str]:
        """All that its templates and lists are made of."""
        found: set[str] = set()
        waiting, seen = [self.start, self.end], {self.start, self.end}
        while waiting:
            state = waiting.pop()
            found.update(state.words)
            new = {edge.target for _, edge in state.edges()} - seen
            seen |= new
            waiting += new
        return frozenset(found)

    def follow(self, tokens: Iterable[Token], phase: PhaseName) -> Active:
        """The states after all tokens."""
        active: Active = {self.start: (0, None)}
        for place, (word, _) in enumerate(tokens):
            after = step(active, self._labels(word), place)
            if word == BREAK:  # may be read, and may be passed over
                for state, way in active.items():
                    arrive(after, state, way[0] + (BREAK_COST if state.gaps or state.names else 0), way[1])
                if self.end in active:
                    cost, trace = active[self.end]
                    arrive(after, self.start, cost + CHAIN_COST, trace)
            active = after
            self._finish(active, phase)
            if not active:
                break
        return active

    def _labels(self, word: str) -> tuple[str, ...]:
        return self._classes.get(word, (word,))

    def futures(self, state: State, phase: PhaseName) -> frozenset[tuple[str, bool]]:
        """What more words could still make of it: intents, and whether a slot would say something else."""
        if state in (self.start, self.end):
            return frozenset()
        if (state, phase) not in self._futures:
            self._futures[state, phase] = frozenset()  # a gap leads back to its own state
            found: set[tuple[str, bool]] = set()
            for _, edge in state.edges():
                captured = edge.capture is not None
                later = self.futures(edge.target, phase) | {
                    (t.intent, False) for t in edge.target.tags if allowed(t, phase)
                }
                found |= {(intent, captured or slot) for intent, slot in later}
            self._futures[state, phase] = frozenset(found)
        return self._futures[state, phase]

    def _finish(self, active: Active, phase: PhaseName) -> None:
        """Where a template was read to its end, go on at the end, or (after an opener or a report) at the start."""
        ends = [(tag, way) for state, way in active.items() for tag in state.tags if allowed(tag, phase)]
        for tag, (cost, trace) in ends:
            if tag is OPENER:
                arrive(active, self.start, cost, trace)
            elif tag is CLOSER:
                arrive(active, self.end, cost + CLOSER_COST, trace)
            else:
                done = Trace(trace, tag=tag)
                arrive(active, self.end, cost + tag.rank, done)
                if tag.role == "report":
                    arrive(active, self.start, cost + tag.rank + LEAD_COST, done)

    def read(self, said: Sequence[str], phase: PhaseName) -> list[Wish]:
        """The wishes in `said`, in order; empty where it cannot be read to its end."""
        tokens = self.tokens(said)
        active = self.follow(tokens, phase)
        _, end = active.get(self.end, (0, None))
        try:
            return list(self._wishes(end, tokens, said))
        except ValueError:  # a number that is none, or out of range
            return []

    def _wishes(self, end: Trace | None, tokens: Sequence[Token], said: Sequence[str]) -> Iterator[Wish]:
        slots: dict[str, Slot] = {}
        for capture, same in groupby(steps(end), key=lambda s: s.capture):
            for trace in (taken := list(same)):
                if trace.tag is not None:
                    if trace.tag.whole:
                        slots[trace.tag.whole] = " ".join(w for w, _ in tokens if w != BREAK)
                    yield trace.tag, dict(trace.tag.slots) | slots
                    slots = {}
            if capture is not None:
                value = self._value(capture, tokens, range(taken[0].place, taken[-1].place + 1), said)
                slots[capture.slot] = f"{slots[capture.slot]} {value}" if capture.slot in slots else value

    def _value(self, capture: Capture, tokens: Sequence[Token], taken: range, said: Sequence[str]) -> Slot:
        words = [tokens[i][0] for i in taken if tokens[i][0] != BREAK]
        listed = self._lists.get(capture.kind, WordList(capture.kind, reader=capture.kind))
        match listed.reader:
            case "duration" | "more":
                return numbers.seconds([w for w in words if w != "more"])
            case "amount":
                return float(numbers.amount(words))
            case "time_of_day":
                return numbers.time_of_day(words)
            case "count" | "ordinal":
                number = numbers.integer(words)
                if number not in listed.within:
                    raise ValueError(f"{number} is not within {listed.within}")
                return number * listed.times
        if listed.values:
            return self._meant[capture.kind][" ".join(words)]
        first, last = tokens[taken[0]][1], tokens[taken[-1]][1]
        within = taken[0] > 0 and tokens[taken[0] - 1][1] == first  # "is hot" of "it's hot"
        spoken = words if within else list(said[first : last + 1])
        while len(spoken) > 1 and spoken[0] in _ARTICLES:
            spoken = spoken[1:]
        return " ".join(spoken)


def _classes(commands: CommandSet) -> dict[str, tuple[str, ...]]:
    """The labels of words that are read as more than themselves."""
    classes: dict[str, tuple[str, ...]] = {}
    for label, words in ((GLUE, commands.glue), (ASKING, commands.asking), (FOREIGN, commands.foreign)):
        classes |= {word: (*classes.get(word, _LABELS.get(word, (word,))), label) for word in words}
    return classes


def _fill(state: State, states: Iterable[State]) -> None:
    """Let `state`, which others lead to already, allow what all of `states` do."""
    whole = merged(states)
    state.words, state.gaps, state.names, state.tags = whole.words, whole.gaps, whole.names, whole.tags
