"""Command sets in hassil's template format, made into automata.

A set is `{language, intents: {NAME: {data: [{sentences, slots?, metadata?}]}}, lists, expansion_rules, skip_words}`, as
Home Assistant defines it. Lists are plain values (`values`), whole numbers (`range`), or any words (`wildcard`); the
names of `READERS` are known without being defined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, permutations
from typing import Any

from hassil import parse_sentence
from hassil.expression import Alternative, Expression, Group, ListReference, Permutation, RuleReference, TextChunk
from hassil.parser import ParseError

from assistant.language import numbers
from assistant.language.automaton import Capture, State, Tag, gap_state, merged, word_state

Words = Callable[[str], Sequence[str]]

READERS = {
    "duration": numbers.DURATION,
    "more": numbers.MORE,
    "count": numbers.COUNT,
    "amount": numbers.AMOUNT,
    "time_of_day": numbers.TIME_OF_DAY,
    "ordinal": numbers.ORDINAL,
}
_GLUED = re.compile(r"([\w']+)\[([\w'|]+)\]")  # "minute[s]"


class TemplateError(ValueError):
    """A command set is wrong; says where and how."""


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence template and what it means."""

    expression: Expression
    tag: Tag
    text: str


@dataclass(frozen=True, slots=True)
class WordList:
    """What a list allows: `values` from words to what they stand for, what a `reader` reads, or (without both) any words."""

    name: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    reader: str = ""
    within: range = range(1_000_000)  # of numbers
    least: int = 1
    most: int | None = 6

    def examples(self) -> list[str]:
        """Ways to say a value; none for any words."""
        if self.reader == "count":
            return [numbers.spell(n) for n in self.within[:100]]
        return numbers.examples(self.reader) if self.reader else list(self.values)


@dataclass(frozen=True, slots=True)
class CommandSet:
    """A file of templates, read."""

    templates: tuple[Template, ...]
    rules: Mapping[str, Expression]
    lists: Mapping[str, WordList]
    openers: tuple[Expression, ...]
    closers: tuple[Expression, ...]
    skip_words: frozenset[str]


def read_commands(
    data: Mapping[str, Any], lists: Mapping[str, Mapping[str, str | int]], rank: int = 0, closed: bool = True
) -> CommandSet:
    """The set in `data`, with `lists` for those it leaves to the recipe; raises TemplateError."""
    try:
        return CommandSet(
            templates=tuple(_templates(data["intents"], rank, closed)),
            rules={name: _parsed(text) for name, text in data.get("expansion_rules", {}).items()},
            lists={n: _word_list(n, v, lists.get(n, {})) for n, v in data.get("lists", {}).items()},
            openers=tuple(_parsed(t) for t in data.get("openers", ())),
            closers=tuple(_parsed(t) for t in data.get("closers", ())),
            skip_words=frozenset(data.get("skip_words", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise TemplateError(f"a command set needs intents with data and sentences ({error!r})") from error


def _templates(intents: Mapping[str, Any], rank: int, closed: bool) -> Iterator[Template]:
    for intent, content in intents.items():
        for block in content["data"]:
            slots = tuple(block.get("slots", {}).items())
            role = block.get("metadata", {}).get("role", "")
            for text in block["sentences"]:
                rank += 1
                yield Template(_parsed(text), Tag(intent, rank, slots, role, closed), text)


def _word_list(name: str, data: Mapping[str, Any], more: Mapping[str, str | int]) -> WordList:
    if "range" in data:
        return WordList(name, reader="count", within=range(data["range"]["from"], data["range"]["to"] + 1))
    if data.get("wildcard"):
        return WordList(name, least=data.get("least", 1), most=data.get("most"))
    values: dict[str, str | int | float] = {}
    for value in data.get("values", ()):
        said, meant = (value["in"], value.get("out", value["in"])) if isinstance(value, Mapping) else (value, value)
        values[str(said)] = str(meant) if said is meant else meant
    return WordList(name, values | more)


def _parsed(text: str) -> Expression:
    whole = _GLUED.sub(lambda m: "(" + "|".join([m[1], *(m[1] + end for end in m[2].split("|"))]) + ")", text)
    try:
        return parse_sentence(whole).expression
    except ParseError as error:
        raise TemplateError(f"{text!r} is no template: {error}") from error


class Compiler:
    """Makes states of templates. `words` splits a text as transcripts are split before they are compared."""

    def __init__(self, commands: CommandSet, words: Words, samples: int | None = None) -> None:
        """`samples`: how many values of a list to take at each place, others at the next; None for all."""
        self._commands = commands
        self._words = words
        self._samples = samples
        self._turns: dict[str, cycle[str]] = {}

    def before(self, expression: Expression, after: State, capture: Capture | None = None) -> State:
        """The state from which `expression` leads to `after`."""
        match expression:
            case TextChunk():
                return word_state(self._words(expression.text), after, capture)
            case Alternative():
                return merged(self.before(item, after, capture) for item in expression.items)
            case Permutation():
                return merged(self._sequence(order, after, capture) for order in permutations(expression.items))
            case Group():
                return self._sequence(expression.items, after, capture)
            case RuleReference():
                return self.before(self._rule(expression.rule_name), after, capture)
            case ListReference():
                return self._list(expression, after)
            case _:
                raise TemplateError(f"{expression!r} is not supported")

    def _sequence(self, items: Sequence[Expression], after: State, capture: Capture | None) -> State:
        for item in reversed(items):
            after = self.before(item, after, capture)
        return after

    def _rule(self, name: str) -> Expression:
        if name not in self._commands.rules:
            raise TemplateError(f"<{name}> is used but not among the expansion_rules")
        return self._commands.rules[name]

    def _list(self, reference: ListReference, after: State) -> State:
        name = reference.list_name
        capture = Capture(reference.slot_name, name)
        words = self._commands.lists.get(name) or (WordList(name, reader=name) if name in READERS else None)
        if words is None:
            raise TemplateError(f"{{{name}}} is used but not among the lists")
        if self._samples is not None:
            return self._sampled(words, after, capture)
        if words.reader:
            return Compiler(self._commands, str.split).before(_READERS[words.reader], after, capture)
        if words.values:
            return merged(word_state(self._words(value), after, capture) for value in words.values)
        return gap_state(after, words.least, words.most, capture)

    def _sampled(self, words: WordList, after: State, capture: Capture) -> State:
        turns = self._turns.setdefault(words.name, cycle(words.examples()))
        taken = {value for value, _ in zip(turns, range(self._samples or 0), strict=False)}
        return merged(word_state(self._words(value), after, capture) for value in sorted(taken)) if taken else after


_READERS = {name: _parsed(text) for name, text in READERS.items()}
