"""Words to intents: what a cook said, or what a recogniser heard, read against the command sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from typing import Any, TypeAlias

from assistant.core.intents import Intent, Name, Slot, Slots
from assistant.core.phases import ALLOWED, PhaseName
from assistant.language import numbers
from assistant.language.automaton import CHAIN_COST, Active, Capture, Edge, State, Tag, Trace, merged, step
from assistant.language.grammar import phrases
from assistant.language.spoken import BREAK, expanded, words_of
from assistant.language.templates import CommandSet, Compiler, WordList, read_commands
from assistant.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent of some command set, with its slots; `then` holds further wishes of the same breath."""

    intent: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    then: tuple[Meaning, ...] = ()


def to_intent(meaning: Meaning) -> Intent:
    """The cook's intent; raises ValueError where the name or a slot is of another command set."""
    known = {("instead" if name == "with" else name): value for name, value in meaning.slots.items()}
    try:
        slots = Slots(**known)  # type: ignore[arg-type]
    except TypeError as error:
        raise ValueError(f"{meaning} has a slot that is not of the cook's commands") from error
    return Intent(Name(meaning.intent), slots, tuple(to_intent(m) for m in meaning.then))


def allowed(intent: str, phase: PhaseName) -> bool:
    """Whether the phase accepts it; intents of other command sets always are."""
    return intent not in _NAMES or intent in ALLOWED[phase]


_AROUND = Tag("", 0)
_NAMES = frozenset(Name)
_ARTICLES = frozenset({"the", "a", "an", "my", "your", "some", "any", "of"})
_UNHEARD = frozenset({"the"})  # carries nothing, and recognisers put it anywhere
_LABELS = {
    word: (word, *(name for name, words in numbers.CLASSES.items() if word in words))
    for words in numbers.CLASSES.values()
    for word in words
}
Token: TypeAlias = tuple[str, int]  # a word as it is compared, and its place among the words as said


class Reader:
    """One automaton over some command sets, with what may stand around and between commands."""

    def __init__(self, sets: Sequence[CommandSet]) -> None:
        self.start, self.end = State(), State()
        self._futures: dict[tuple[State, PhaseName], frozenset[tuple[str, bool]]] = {}
        self._lists = {name: values for commands in sets for name, values in commands.lists.items()}
        states = []
        for commands in sets:
            compiler = Compiler(commands, self.split)
            states += [compiler.before(t.expression, State(tags=[t.tag])) for t in commands.templates]
            states += [compiler.before(opener, self.start) for opener in commands.openers]
            for closer in commands.closers:
                _fill(self.end, compiler.before(closer, self.end))
        _fill(self.start, merged(states))
        for joiner in ("and", "then"):
            self.end.words.setdefault(joiner, []).append(Edge(self.start, cost=CHAIN_COST))
        self.skip = _UNHEARD.union(*(commands.skip_words for commands in sets))
        self._meant = {
            name: {" ".join(self.split(said)): value for said, value in words.values.items()}
            for name, words in self._lists.items()
        }

    @staticmethod
    @cache
    def split(text: str) -> list[str]:
        """The words of a template or a list's value as they are compared."""
        return [w for word in words_of(text) for w in expanded(word) if w not in _UNHEARD]

    def tokens(self, said: Sequence[str]) -> list[Token]:
        return [(w, place) for place, word in enumerate(said) for w in expanded(word) if w not in self.skip]

    def follow(self, tokens: Iterable[Token], phase: PhaseName) -> Active:
        """The states after all tokens."""
        active: Active = {self.start: Trace(0, None)}
        for word, place in tokens:
            if word == BREAK:
                if self.end in active:
                    active.setdefault(self.start, active[self.end])
                continue
            active = step(active, _LABELS.get(word, (word,)), place)
            self._finish(active, phase)
            if not active:
                break
        return active

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
                    (t.intent, False) for t in edge.target.tags if allowed(t.intent, phase)
                }
                found |= {(intent, captured or slot) for intent, slot in later}
            self._futures[state, phase] = frozenset(found)
        return self._futures[state, phase]

    def _finish(self, active: Active, phase: PhaseName) -> None:
        ends = [
            Trace(trace.cost + tag.rank, trace, tag=tag)
            for state, trace in active.items()
            for tag in state.tags
            if allowed(tag.intent, phase)
        ]
        if not ends:
            return
        best = min(ends, key=_cost)
        if self.end not in active or best.cost < active[self.end].cost:
            active[self.end] = best
        reports = [end for end in ends if end.tag is not None and end.tag.role == "report"]
        if reports:
            ahead = min(reports, key=_cost)
            active.setdefault(self.start, ahead._replace(cost=ahead.cost + CHAIN_COST))

    def read(self, said: Sequence[str], phase: PhaseName) -> list[tuple[Tag, dict[str, Slot]]]:
        """The wishes in `said`, in order; empty where it cannot be read to its end."""
        active = self.follow(self.tokens(said), phase)
        end = active.get(self.end)
        return [] if end is None else list(self._wishes(end, said))

    def _wishes(self, end: Trace, said: Sequence[str]) -> Iterator[tuple[Tag, dict[str, Slot]]]:
        slots: dict[str, Slot] = {}
        for capture, steps in groupby(end.steps(), key=lambda s: s.capture):
            for trace in (taken := list(steps)):
                if trace.tag is not None:
                    yield trace.tag, dict(trace.tag.slots) | slots
                    slots = {}
            if capture is not None:
                slots[capture.slot] = self._value(capture, [t.place for t in taken], said)

    def _value(self, capture: Capture, places: Sequence[int], said: Sequence[str]) -> Slot:
        spoken = list(said[places[0] : places[-1] + 1])
        words = [w for word in spoken for w in expanded(word) if w not in self.skip]
        listed = self._lists.get(capture.kind, WordList(capture.kind, reader=capture.kind))
        match listed.reader:
            case "duration" | "more":
                return numbers.seconds([w for w in words if w != "more"])
            case "amount":
                return float(numbers.amount(words))
            case "time_of_day":
                return numbers.time_of_day(words)
            case "count" | "ordinal":
                return numbers.integer(words)
        if listed.values:
            return self._meant[capture.kind][" ".join(words)]
        while len(spoken) > 1 and spoken[0] in _ARTICLES:
            spoken = spoken[1:]
        return " ".join(spoken)


def _cost(trace: Trace) -> int:
    return trace.cost


def _fill(state: State, more: State) -> None:
    for word, edges in more.words.items():
        state.words.setdefault(word, []).extend(edges)
    state.gaps.extend(more.gaps)


class Interpreter:
    """Reads transcripts against a command set and, where the words are free, against a second, looser one."""

    def __init__(
        self, commands: Mapping[str, Any], vocabulary: Vocabulary, free: Mapping[str, Any] | None = None
    ) -> None:
        closed = self._commands = read_commands(commands, vocabulary.lists)
        self._closed = Reader([closed])
        self._open = self._closed
        if free is not None:
            shared = {**free, "expansion_rules": {**commands["expansion_rules"], **free.get("expansion_rules", {})}}
            shared["lists"] = {**commands["lists"], **free.get("lists", {})}
            loose = read_commands(shared, vocabulary.lists, rank=len(closed.templates))
            self._open = Reader([closed, loose])

    def understand(self, text: str, phase: PhaseName = PhaseName.COOKING) -> Meaning | None:
        """What was typed, or said in free words; None where it is nothing for us."""
        return _meaning(self._open.read(_trimmed(words_of(text)), phase))

    def parse(self, transcript: str, phase: PhaseName = PhaseName.COOKING) -> Meaning | None:
        """What a whole transcript says by the templates alone."""
        return _meaning(self._closed.read(words_of(transcript), phase))

    def could_go_on(self, transcript: str, phase: PhaseName = PhaseName.COOKING) -> bool:
        """Whether more words could make another command of it, or complete it."""
        meaning = self.parse(transcript, phase)
        states = self._closed.follow(self._closed.tokens(words_of(transcript)), phase)
        now = None if meaning is None else (([meaning, *meaning.then])[-1].intent, False)
        if meaning is not None and words_of(transcript)[-1] in self._closed.skip:
            return False  # "two more minutes, please"
        return any(future != now for state in states for future in self._closed.futures(state, phase))

    def phrases(self, phase: PhaseName = PhaseName.COOKING) -> list[str]:
        """What a recogniser's grammar is built from: every template and list value, in natural spelling."""
        compiler = Compiler(self._commands, str.split, samples=5)
        states = [
            compiler.before(t.expression, State(tags=[t.tag]))
            for t in self._commands.templates
            if allowed(t.tag.intent, phase)
        ]
        around = [compiler.before(e, State(tags=[_AROUND])) for e in (*self._commands.openers, *self._commands.closers)]
        return phrases([*states, *around])


def _trimmed(said: list[str]) -> list[str]:
    while said and said[-1] == BREAK:
        said.pop()
    return said


def _meaning(wishes: Sequence[tuple[Tag, dict[str, Slot]]]) -> Meaning | None:
    """The wishes as one: what is only reported is dropped beside a request, and nothing is wished twice."""
    asked = [w for w in wishes if w[0].role != "report"]
    if asked and asked[0][0].role == "act":
        done = next((w for w in wishes if w[0].intent == Name.NEXT_STEP and w[0].role == "report"), None)
        asked = [done, *asked] if done else asked
    meanings: list[Meaning] = []
    for tag, slots in asked or wishes[-1:]:
        meaning = Meaning(tag.intent, slots)
        if meaning not in meanings:
            meanings.append(meaning)
    return replace(meanings[0], then=tuple(meanings[1:])) if meanings else None
