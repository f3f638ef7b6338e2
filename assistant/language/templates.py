"""Command sets in hassil's template format, made into automata.

A set is `{language, intents: {NAME: {data: [{sentences, slots?, metadata?}]}}, lists, expansion_rules, skip_words}`, as
Home Assistant defines it. Lists are plain values (`values`), whole numbers (`range`, with a `multiplier`), any words
(`wildcard`), or the values of another list (`from`) less those of some (`without`); the names of `READERS` are known
without being defined. `{list:_}` is read and not kept, as is every list with `gap`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import cycle, permutations
from typing import Any

from hassil import parse_sentence
from hassil.expression import Alternative, Expression, Group, ListReference, Permutation, RuleReference, TextChunk
from hassil.parser import ParseError

from assistant.language import numbers
from assistant.language.automaton import Capture, Gap, State, Tag, merged, words_state
from assistant.language.examples import EXAMPLES

Words = Callable[[str], Sequence[str]]

READERS = {
    "duration": numbers.DURATION,
    "more": numbers.MORE,
    "count": f"({numbers.COUNT}|zero)",
    "amount": numbers.AMOUNT,
    "time_of_day": numbers.TIME_OF_DAY,
    "ordinal": numbers.ORDINAL,
}
_PLAIN = re.compile(r"[\w' -]+")
_GLUED = re.compile(r"([\w']+)\[([\w'|]+)\]")  # "minute[s]"


class TemplateError(ValueError):
    """A command set is wrong; says where and how."""


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence template and what it means."""

    expression: Expression
    tag: Tag
    text: str
    heard: bool = True  # whether a recogniser should expect it


@dataclass(frozen=True, slots=True)
class WordList:
    """What a list allows: `values` from words to what they stand for, what a `reader` reads, or any words."""

    name: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    reader: str = ""
    within: range = range(1_000_000)  # of numbers
    times: int = 1  # a number stands for so many of it
    any_words: Gap | None = None
    unkept: bool = False  # read, but no slot

    def examples(self) -> list[str]:
        """Ways to say a value; none for any words."""
        if self.reader == "count":
            return [numbers.spell(n) for n in self.within[:100]]
        return EXAMPLES[self.reader]() if self.reader else list(self.values)


@dataclass(frozen=True, slots=True)
class CommandSet:
    """A file of templates, read."""

    templates: tuple[Template, ...]
    rules: Mapping[str, Expression]
    lists: Mapping[str, WordList]
    openers: tuple[Expression, ...]
    closers: tuple[Expression, ...]
    skip_words: frozenset[str]
    foreign: frozenset[str]
    glue: frozenset[str]
    asking: frozenset[str]
    going_on: frozenset[str]
    alone: frozenset[str] | None  # None: every command of one word
    alone_at_first: frozenset[str]
    interrupting: tuple[str, ...]  # what is said into our own words
    alike: tuple[tuple[str, ...], ...]  # words that sound the same
    endings: tuple[str, ...]  # what a word easily loses, or gets, at its end
    in_noise: tuple[str, ...]  # what cannot be confused, however loud it is


def read_commands(data: Mapping[str, Any], lists: Mapping[str, Mapping[str, str | int]], rank: int = 0) -> CommandSet:
    """The set in `data`, with `lists` for those it leaves to the recipe; raises TemplateError."""
    try:
        words = _word_lists(data.get("lists", {}), lists)
        return CommandSet(
            templates=tuple(_templates(data["intents"], rank)),
            rules={name: _parsed(text) for name, text in data.get("expansion_rules", {}).items()},
            lists=words,
            openers=tuple(_parsed(t) for t in data.get("openers", ())),
            closers=tuple(_parsed(t) for t in data.get("closers", ())),
            skip_words=frozenset(data.get("skip_words", ())),
            foreign=frozenset(word for words in data.get("foreign", {}).values() for word in words.split()),
            glue=frozenset(data.get("glue", "").split()),
            asking=frozenset(data.get("asking", "").split()),
            going_on=frozenset(data.get("going_on", ())),
            alone=frozenset(data["alone"].split()) if "alone" in data else None,
            alone_at_first=frozenset(data.get("alone_at_first", "").split()),
            interrupting=tuple(_with_values(data.get("interrupting", ()), words)),
            alike=tuple(tuple(group) for group in data.get("slips", {}).get("alike", ())),
            endings=tuple(data.get("slips", {}).get("endings", ())),
            in_noise=tuple(_with_values(data.get("in_noise", ()), words)),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise TemplateError(f"a command set needs intents with data and sentences ({error!r})") from error


def _with_values(texts: Iterable[str], lists: Mapping[str, WordList]) -> Iterator[str]:
    """Plain sentences; one that holds a list is there with each of its values."""
    for text in texts:
        before, list_name, after = (*re.split(r"\{(\w+)\}", text, maxsplit=1), "", "")[:3]
        yield from ([text] if not list_name else (before + value + after for value in lists[list_name].values))


def _templates(intents: Mapping[str, Any], rank: int) -> Iterator[Template]:
    for intent, content in intents.items():
        for block in content["data"]:
            slots = tuple(block.get("slots", {}).items())
            about = block.get("metadata", {})
            role, whole, phases = about.get("role", ""), about.get("whole", ""), frozenset(about.get("phases", ()))
            for text in block["sentences"]:
                rank += 1
                yield Template(
                    _parsed(text),
                    Tag(intent, 0 if phases or about.get("first") else rank, slots, role, phases, whole),
                    text,
                    about.get("heard", True),
                )


def _word_lists(data: Mapping[str, Any], more: Mapping[str, Mapping[str, str | int]]) -> dict[str, WordList]:
    lists = {name: _word_list(name, content, more.get(name, {})) for name, content in data.items()}
    for name, content in data.items():
        if "from" in content:
            without = {value for other in content["without"] for value in lists[other].values}
            kept = {said: meant for said, meant in lists[content["from"]].values.items() if said not in without}
            lists[name] = WordList(content["from"], kept)
    return lists


def _word_list(name: str, data: Mapping[str, Any], more: Mapping[str, str | int]) -> WordList:
    if "range" in data:
        within = range(data["range"]["from"], data["range"]["to"] + 1)
        times = data["range"].get("multiplier", 1)
        return WordList(name, reader="count", within=within, times=times, unkept=bool(data.get("gap")))
    if data.get("wildcard"):
        gap = Gap(data.get("least", 1), data.get("most"), bool(data.get("names")), bool(data.get("open")))
        return WordList(name, any_words=gap, unkept=bool(data.get("gap")))
    values: dict[str, str | int | float] = {}
    for value in data.get("values", ()):
        said, meant = (value["in"], value.get("out", value["in"])) if isinstance(value, Mapping) else (value, value)
        values[str(said)] = str(meant) if said is meant else meant
    return WordList(name, values | dict(more))


def names_in(text: str) -> frozenset[str]:
    """The lists and rules that a template names; raises TemplateError. Most questions are plain words and name none."""
    return frozenset() if _PLAIN.fullmatch(text) else frozenset(_names_in(_parsed(text)))


def _names_in(expression: Expression) -> Iterator[str]:
    match expression:
        case ListReference():
            yield expression.list_name
        case RuleReference():
            yield expression.rule_name
        case Group():
            for item in expression.items:
                yield from _names_in(item)


@lru_cache(maxsize=8192)
def _parsed(text: str) -> Expression:
    whole = _GLUED.sub(lambda m: "(" + "|".join([m[1], *(m[1] + end for end in m[2].split("|"))]) + ")", text)
    try:
        return parse_sentence(whole).expression
    except (ParseError, AssertionError, ValueError) as error:  # hassil asserts
        raise TemplateError(f"{text!r} is no template: {error}") from error


class Compiler:
    """Makes states of templates. `words` splits a text as transcripts are split before they are compared."""

    def __init__(self, commands: CommandSet, words: Words, samples: int | None = None) -> None:
        """`samples`: at a list's first place all of its values are taken, then so many others at each; None for all."""
        self._commands = commands
        self._words = words
        self._samples = samples
        self._turns: dict[str, cycle[str]] = {}

    def starts(self, templates: Iterable[Template]) -> list[State]:
        """Where to begin to read. Templates that begin with the same gap share it, which makes reading fast."""
        states, after_gap = [], dict[str, list[State]]()
        for template in templates:
            end = State(tags=(template.tag,))
            match template.expression:
                case Group(items=[ListReference(list_name=name), *rest]) if self._is_gap(name):
                    after_gap.setdefault(name, []).append(self._sequence(rest, end, None))
                case expression:
                    states.append(self.before(expression, end))
        for name, rests in after_gap.items():
            gap = self._commands.lists[name].any_words
            assert gap is not None
            states.append(gap.before(merged(rests)))
        return states

    def _is_gap(self, name: str) -> bool:
        return name in self._commands.lists and self._commands.lists[name].unkept

    def before(self, expression: Expression, after: State, capture: Capture | None = None) -> State:
        """The state from which `expression` leads to `after`."""
        match expression:
            case TextChunk():
                return words_state([self._words(expression.text)], after, capture)
            case Alternative():
                texts = [_plain(item) for item in expression.items]
                plain = words_state([self._words(text) for text in texts if text is not None], after, capture)
                rest = [i for i, text in zip(expression.items, texts, strict=True) if text is None]
                return merged([plain, *(self.before(item, after, capture) for item in rest)])
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
        words = self._commands.lists.get(name) or (WordList(name, reader=name) if name in READERS else None)
        if words is None:
            raise TemplateError(f"{{{name}}} is used but not among the lists")
        capture = None if words.unkept or reference.slot_name == "_" else Capture(reference.slot_name, name)
        if self._samples is not None:
            return self._sampled(words, after, capture)
        if words.reader:
            return Compiler(self._commands, str.split).before(_READERS[words.reader], after, capture)
        if words.any_words:
            return words.any_words.before(after, capture)
        return words_state([self._words(value) for value in words.values], after, capture)

    def _sampled(self, words: WordList, after: State, capture: Capture | None) -> State:
        if words.any_words:
            return after
        if words.name in self._turns:
            taken = {value for value, _ in zip(self._turns[words.name], range(self._samples or 0), strict=False)}
        else:
            taken, self._turns[words.name] = set(words.examples()), cycle(words.examples())
        return words_state([self._words(value) for value in sorted(taken)], after, capture)


def _plain(expression: Expression) -> str | None:
    """The text of what is nothing but text."""
    match expression:
        case TextChunk(text=text):
            return text
        case Alternative():
            return None
        case Group(items=[only]):
            return _plain(only)
    return None


_READERS = {name: _parsed(text) for name, text in READERS.items()}
