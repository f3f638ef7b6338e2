"""From YAML nodes to the recipe's dataclasses, by their annotations: the types are the schema.

A key is a field's name, less `_seconds`; it is required where the field has no default. Whatever is wrong is noted
with its line, and a blank stands in, so that one reading finds every problem.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from fractions import Fraction
from functools import cache
from itertools import islice
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import yaml

from assistant.cookbook import values
from assistant.cookbook.problems import Fault, Note
from assistant.core.quantity import Quantity
from assistant.core.recipe import Batch, Id, Recipe, Seconds, Span, Spoken, Text, Use

Place: TypeAlias = tuple[str | int, ...]

# How a scalar is read, and what stands in where it cannot be.
_SCALARS: dict[Any, tuple[Callable[[str], Any], Any]] = {
    str: (str.strip, ""),
    Spoken: (str.strip, ""),
    Id: (values.identifier, ""),
    Seconds: (values.seconds, 0),
    int: (values.whole, 0),
    Span: (values.span, Span(600, 600)),
    Text: (values.text, ()),
    Use: (values.use, Use("")),
    Batch: (values.batch, Batch(Quantity(Fraction(1)), "")),
    Quantity: (values.quantity, Quantity(Fraction(1))),
}
LONGEST_TEXT = 2000  # characters
MOST_NAMED = 40  # words in a hint
_TAG = "tag:yaml.org,2002:"
_PLAIN = {"str", "int", "float"}  # of these, an amount may be any; words must be `str`


class Reader:
    """Reads nodes; `lines` holds where each part of the recipe begins, by its path of keys and indices."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self.lines: dict[Place, int] = {}

    def recipe(self, root: yaml.MappingNode) -> Recipe:
        recipe: Recipe = self._read(root, Recipe, ())
        return recipe

    def read(self, node: yaml.MappingNode, kind: Any) -> Any:
        """A whole document as one of the dataclasses."""
        return self._read(node, kind, ())

    def _read(self, node: yaml.Node, kind: Any, path: Place) -> Any:
        self.lines[path] = _line(node)
        kind = present(kind)
        try:
            if kind in _SCALARS:
                return _SCALARS[kind][0](_scalar(node, kind))
            if kind is bool:
                return _boolean(node)
            if get_origin(kind) is Literal:
                return _choice(node, get_args(kind))
            if get_origin(kind) is tuple:
                return self._list(node, get_args(kind)[0], path)
            return self._record(node, kind, path)
        except Fault as fault:
            self._note(_line(node), fault.message, fault.hint)
            return blank(kind)

    def _list(self, node: yaml.Node, kind: Any, path: Place) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise Fault(f"{_called(path)} must be a list", "begin each of its lines with a hyphen")
        return tuple(self._read(child, kind, (*path, index)) for index, child in enumerate(node.value))

    def _record(self, node: yaml.Node, kind: Any, path: Place) -> Any:
        hints = hints_of(kind)
        known = keys_of(kind)
        if not isinstance(node, yaml.MappingNode):
            raise Fault(f"{_called(path)} must be a mapping", f"its keys are {', '.join(known)}")
        given: dict[str, Any] = {}
        for key, child in self._entries(node, known):
            given[known[key].name] = self._read(child, hints[known[key].name], (*path, key))
        for key, field in known.items():
            if is_required(field) and field.name not in given:
                self._note(_line(node), f"{_called(path)} has no {key}", f"add {key}:")
                given[field.name] = blank(hints[field.name])
            if field.name not in given and (like := field.metadata.get("like")):
                given[field.name] = given[like]
        return kind(**given)

    def _entries(self, node: yaml.MappingNode, known: dict[str, Field[Any]]) -> Iterator[tuple[str, yaml.Node]]:
        seen: set[str] = set()
        for key_node, child in node.value:
            key, line = str(key_node.value), _line(key_node)
            if key in seen:
                self._note(line, f"the key {key} stands here twice", "keep one of them")
            elif key not in known:
                self._note(line, f"the key {key} is not known here", nearest(key, known))
            else:
                yield key, child
            seen.add(key)


def blank(kind: Any) -> Any:
    """Something of the kind, so that reading can go on after a fault."""
    kind = present(kind)
    if kind in _SCALARS:
        return _SCALARS[kind][1]
    if isinstance(kind, type) and is_dataclass(kind):
        hints = hints_of(kind)
        return kind(**{f.name: blank(hints[f.name]) for f in fields(kind) if is_required(f)})
    return get_args(kind)[0] if get_origin(kind) is Literal else kind()


def nearest(word: str, known: Iterable[str], alike: float = 0.5) -> str:
    """A hint: the known word nearest to one that is not; `alike`, from 0 to 1, is how near it has to be."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=alike)
    if near:
        return f"did you mean {near[0]}?"
    first = [*islice(known, MOST_NAMED + 1)]
    return f"known are {', '.join(first[:MOST_NAMED])}{', ...' if len(first) > MOST_NAMED else ''}"


@cache
def hints_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


@cache
def keys_of(kind: type) -> dict[str, Field[Any]]:
    """The fields of a record by their keys in a file."""
    return {key_of(field): field for field in fields(kind)}


def present(kind: Any) -> Any:
    """`X` of `X | None`, `tuple` of `tuple[X, ...]` stays."""
    if kind not in _SCALARS and get_origin(kind) in (Union, UnionType):
        return next(k for k in get_args(kind) if k is not NoneType)
    return kind


def key_of(field: Field[Any]) -> str:
    return str(field.metadata.get("key", field.name.removesuffix("_seconds")))


def is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _called(path: Place) -> str:
    """What a place in the file is called: "the recipe", "steps 3", "timer"."""
    if not path:
        return "the recipe"
    return f"{path[-2]} {path[-1] + 1}" if isinstance(path[-1], int) and len(path) > 1 else str(path[-1])


def _scalar(node: yaml.Node, kind: Any) -> str:
    tag = node.tag.removeprefix(_TAG)
    if tag == "null":
        raise Fault("there is nothing here", "write a value, or leave the key out")
    if not isinstance(node, yaml.ScalarNode):
        raise Fault(f"a single value is needed here, not a {'list' if tag == 'seq' else 'mapping'}", _example(kind))
    wordy = kind in (str, Spoken, Id, Text)
    if (wordy and tag != "str") or (not wordy and tag not in _PLAIN and tag != "int"):
        raise Fault(f"{node.value!r} is not text for YAML", "put it in quotes")
    if not node.value.strip():
        raise Fault("there is nothing here", "write a value, or leave the key out")
    if len(node.value) > LONGEST_TEXT:
        raise Fault(f"a text of {len(node.value)} characters is too long", "write it in several, or in a few words")
    return str(node.value)


def _example(kind: Any) -> str:
    examples = {
        Quantity: "write it like 1/3 cup",
        Batch: "write it like 24 cookies",
        Span: "write it like 8 - 10 minutes",
        Use: "write it like honey 1/2",
    }
    return examples.get(kind, "write words on one line; quotes keep a colon or a brace")


def _boolean(node: yaml.Node) -> bool:
    if node.tag != _TAG + "bool":
        raise Fault("this must be true or false", "write true or false")
    return str(node.value).lower() in ("true", "yes", "on")


def _choice(node: yaml.Node, allowed: tuple[Any, ...]) -> Any:
    if node.value not in allowed:
        shown = node.value if isinstance(node, yaml.ScalarNode) else "this"
        raise Fault(f"{shown!r} is none of the words for this", nearest(str(shown), allowed))
    return node.value
