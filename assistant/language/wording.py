"""Sentences → words. Everything that is spoken passes through here."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from fractions import Fraction
from itertools import chain
from types import MappingProxyType
from typing import Any, assert_never

from assistant.core.quantity import Quantity
from assistant.core.recipe import Span
from assistant.core.sentences import Amount, Clock, Label, Numbered, Seconds, Sentence, Value, Words
from assistant.language.amounts import (
    is_several,
    say_amount,
    say_clock,
    say_fraction,
    say_label,
    say_quantity,
    say_seconds,
    say_span,
)
from assistant.language.ear import for_the_ear
from assistant.language.numbers import spell


class Wording(string.Formatter):
    """The words of one language: `templates` by key, the time zone in which times of day are said, and `variants`,
    other words for some keys."""

    def __init__(
        self, templates: Mapping[str, str], zone: tzinfo, variants: Mapping[str, Sequence[str]] = MappingProxyType({})
    ) -> None:
        self._templates, self._variants = templates, variants
        self._zone = zone

    def text(self, sentences: Iterable[Sentence]) -> str:
        """What the voice says for them, in one string."""
        return " ".join(self.say(s) for s in sentences)

    def always_said(self) -> list[str]:
        """Those that are the same whenever they are said."""
        fixed = [words for words in self._templates.values() if "{" not in words]
        return [capital(words) for words in (*fixed, *chain.from_iterable(self._variants.values()))]

    def say(self, sentence: Sentence) -> str:
        return capital(for_the_ear(self.filled(sentence)))

    def filled(self, sentence: Sentence) -> str:
        """Its template with the values in place."""
        said = self.vformat(self._template(sentence), (), dict(sentence.values)).strip()
        return said.replace("..", ".")

    def _template(self, sentence: Sentence) -> str:
        choices = (self._templates[sentence.key], *self._variants.get(sentence.key, ()))
        return choices[(sentence.variant or 0) % len(choices)]

    def format_field(self, value: Any, spec: str) -> str:
        if "|" in spec:
            one, many = spec.split("|")
            return one if value == 1 or (isinstance(value, str) and not is_several(value)) else many
        if isinstance(value, tuple) and spec == "numbered":
            return ". ".join(capital(self.words(v)) for v in value)
        if isinstance(value, tuple):
            return enumerated([self.words(v) for v in value], "or" if spec == "or" else "and")
        return self.words(value)

    def words(self, value: Value) -> str:
        match value:
            case str():
                return value
            case int():
                return spell(value)
            case Fraction():
                return say_fraction(value)
            case Quantity():
                return say_quantity(value)
            case Amount():
                return say_amount(value)
            case Words(parts=parts):
                return "".join(self.words(part) for part in parts)
            case Seconds():
                return say_seconds(value)
            case Span():
                return say_span(value)
            case Label():
                return say_label(value)
            case Numbered(number=number, name=name):
                return f"{spell(number)}: {name}"
            case Clock(at=at):
                return say_clock(at, self._zone)
            case tuple():
                return enumerated([self.words(v) for v in value], "and")
            case _:
                assert_never(value)


def enumerated(words: list[str], conjunction: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
