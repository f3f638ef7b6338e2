"""Plain ways to say each wish, from the command data: what its templates come to where nothing is added to them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from hassil.expression import Alternative, Expression, Group, ListReference, RuleReference, TextChunk

from assistant.building import open_recipe
from assistant.core.phases import PhaseName
from assistant.language.templates import CommandSet, WordList, read_commands
from assistant.language.vocabulary import Vocabulary
from assistant.resources import load_yaml
from tests.conversation import interpreter

_WAYS = 3
_LEFT_OUT = "·"  # stands for an optional part
_FIRST_NUMBER, _OTHER_NUMBER, _NUMBERS = 2, 3, 20  # none too large, and not always the same


@cache
def ways(name: str) -> tuple[str, ...]:
    """One of each of the first templates of this intent that is understood as it is, best without anything left out."""
    plain = Plain(commands())
    said = [
        plain.of(template.expression)
        for template in commands().templates
        if template.tag.intent == name and template.heard and not re.search("{(said|event)", template.text)
    ]
    found: list[str] = []
    for way in sorted(said, key=lambda way: _LEFT_OUT in way):
        words = way.replace(f" {_LEFT_OUT}", "")
        if _is_understood(words, name) and all(words not in other and other not in words for other in found):
            found.append(words)
    return tuple(found[:_WAYS])


@cache
def commands() -> CommandSet:
    return read_commands(load_yaml("language/commands.en.yaml"), Vocabulary.of(open_recipe(None)).lists)


def _is_understood(words: str, name: str) -> bool:
    found = (interpreter().understand(words, phase) for phase in PhaseName)
    return any(meaning is not None and meaning.intent == name for meaning in found)


class Plain:
    """The first of all alternatives, no optional part but an article, and of each list another value each time."""

    def __init__(self, commands: CommandSet) -> None:
        self._commands, self._taken = commands, Counter[str]()

    def of(self, template: Expression) -> str:
        """Parts that were left out within it are marked."""
        marked = re.sub(rf"{_LEFT_OUT}[ {_LEFT_OUT}]*", f"{_LEFT_OUT} ", " ".join(self._text(template).split()))
        return re.sub(r"^the | (the|a)$", "", marked.strip(f" {_LEFT_OUT}"))

    def _text(self, expression: Expression) -> str:
        match expression:
            case TextChunk(text=text):
                return text
            case Alternative(items=[first, *_], is_optional=optional):
                text = self._text(first)
                return text if not optional or text.strip() in ("the", "a") else f" {_LEFT_OUT} "
            case RuleReference(rule_name=name):
                return self._text(self._commands.rules[name])
            case ListReference(list_name=name):
                return self._value(name)
            case Group(items=items):
                return "".join(map(self._text, items))
        raise ValueError(expression)

    def _value(self, name: str) -> str:
        values = self._commands.lists.get(name) or WordList(name, reader=name)
        said = values.examples() or ["it"]
        if values.reader:
            said = said[_FIRST_NUMBER:_NUMBERS:_OTHER_NUMBER]
        self._taken[name] += 1
        return said[(self._taken[name] - 1) % len(said)]
