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
from assistant.language.automaton import BREAK, BREAK_COST, CHAIN_COST, FOREIGN, GLUE, LEAD_COST, CLOSER_COST, Active, Capture, Edge, State, Tag, Trace, arrive, merged, step, steps
from assistant.language.grammar import phrases
from assistant.language.spoken import expanded, words_of
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


def allowed(tag: Tag, phase: PhaseName) -> bool:
    """Whether the phase accepts it; intents of other command sets always are."""
    return (tag.intent not in _NAMES or tag.intent in ALLOWED[phase]) and (not tag.phases or phase in tag.phases)


_OPENER, _CLOSER = Tag("opener", 0), Tag("closer", 0)
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
            states += compiler.starts(commands.templates)
            states += [compiler.before(e, State(tags=[_OPENER])) for e in commands.openers]
            _fill(self.end, merged(compiler.before(e, State(tags=[_CLOSER])) for e in commands.closers))
        _fill(self.start, merged(states))
        _fill(self.end, State({joiner: [Edge(self.start, cost=CHAIN_COST)] for joiner in ("and", "then")}))
        self.skip = _UNHEARD.union(*(commands.skip_words for commands in sets))
        self._classes = {word: (*_LABELS.get(word, (word,)), GLUE) for commands in sets for word in commands.glue}
        self._classes |= {word: (word, FOREIGN) for commands in sets for word in commands.foreign}
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
        active: Active = {self.start: (0, None)}
        for word, place in tokens:
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
        return self._classes.get(word) or _LABELS.get(word, (word,))

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
        """Where a template has been read to its end, go on at the end, or (after an opener or a report) at the start."""
        ends = [(tag, way) for state, way in active.items() for tag in state.tags if allowed(tag, phase)]
        for tag, (cost, trace) in ends:
            if tag is _OPENER:
                arrive(active, self.start, cost, trace)
            elif tag is _CLOSER:
                arrive(active, self.end, cost + CLOSER_COST, trace)
            else:
                done = Trace(trace, tag=tag)
                arrive(active, self.end, cost + tag.rank, done)
                if tag.role == "report":
                    arrive(active, self.start, cost + tag.rank + LEAD_COST, done)

    def read(self, said: Sequence[str], phase: PhaseName) -> list[tuple[Tag, dict[str, Slot]]]:
        """The wishes in `said`, in order; empty where it cannot be read to its end."""
        active = self.follow(self.tokens(said), phase)
        _, end = active.get(self.end, (0, None))
        return list(self._wishes(end, said))

    def _wishes(self, end: Trace | None, said: Sequence[str]) -> Iterator[tuple[Tag, dict[str, Slot]]]:
        slots: dict[str, Slot] = {}
        for capture, same in groupby(steps(end), key=lambda s: s.capture):
            for trace in (taken := list(same)):
                if trace.tag is not None:
                    yield trace.tag, dict(trace.tag.slots) | slots
                    slots = {}
            if capture is not None:
                slots[capture.slot] = self._value(capture, [t.place for t in taken], said)

    def _value(self, capture: Capture, places: Sequence[int], said: Sequence[str]) -> Slot:
        spoken = list(said[places[0] : places[-1] + 1])
        words = [w for word in spoken for w in expanded(word) if w not in self.skip and w != BREAK]
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


def _fill(state: State, more: State) -> None:
    for word, edges in more.words.items():
        state.words.setdefault(word, []).extend(edges)
    state.gaps.extend(more.gaps)
    state.names.extend(more.names)


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
            if allowed(t.tag, phase)
        ]
        around = [compiler.before(e, State(tags=[_OPENER])) for e in (*self._commands.openers, *self._commands.closers)]
        return phrases([*states, *around])


def _trimmed(said: list[str]) -> list[str]:
    while said and said[-1] == BREAK:
        said.pop()
    return said


def _meaning(wishes: Sequence[tuple[Tag, dict[str, Slot]]]) -> Meaning | None:
    """The wishes as one: what is only reported is dropped beside a request, and nothing is wished twice."""
    asked = [w for w in wishes if w[0].role != "report"]
    reports = sorted((w for w in wishes if w[0].role == "report"), key=_weight)
    if not asked:
        asked = reports[:1]
    elif asked[0][0].role == "act" and reports and reports[0][0].intent == Name.NEXT_STEP:
        asked = [reports[0], *asked]  # "done, and set a timer"
    meanings: list[Meaning] = []
    for tag, slots in asked:
        meaning = Meaning(tag.intent, slots)
        if meaning not in meanings:
            meanings.append(meaning)
    return replace(meanings[0], then=tuple(meanings[1:])) if meanings else None


def _weight(wish: tuple[Tag, dict[str, Slot]]) -> int:
    """Of several things that were only reported, "done" says most, and thanks least."""
    order = (Name.NEXT_STEP, Name.REPORT)
    return order.index(Name(wish[0].intent)) if wish[0].intent in order else len(order)
