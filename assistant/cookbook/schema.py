"""The recipe format as a JSON Schema, for editors: made from the same types and patterns as the reading.

What a schema cannot say (a reference that leads nowhere, an ingredient never used) only `assistant check` tells.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

from assistant.cookbook import values
from assistant.cookbook.reader import LONGEST_TEXT, hints_of, is_required, key_of, present
from assistant.core.quantity import PATTERN, Quantity
from assistant.core.recipe import Batch, Id, Recipe, Seconds, Span, Spoken, Text, Use

URL = "http://json-schema.org/draft-07/schema#"  # what editors know best
_SPAN = r"^\s*" + values.SPAN.pattern.replace("(?P<low>", "(?:").replace("(?P<high>", "(?:") + r"\s*$"
_NUMBER_OR_TEXT = ["string", "number"]
_COMMENT = re.compile(r"^    (\w+): .*?#\s*(.+)$", re.MULTILINE)

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string", "minLength": 1},
    Spoken: {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
    Text: {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
    Id: {"type": "string", "pattern": "^[^\\s_{}]+$", "examples": ["soy-sauce"]},
    Seconds: {"type": "string", "pattern": _SPAN, "examples": ["30 seconds", "1 minute"]},
    Span: {"type": "string", "pattern": _SPAN, "examples": ["10 minutes", "8 - 10 minutes"]},
    int: {"type": "integer", "minimum": 0},
    bool: {"type": "boolean"},
    Quantity: {"type": _NUMBER_OR_TEXT, "pattern": PATTERN, "examples": ["1/3 cup", "2", "4 - 6"]},
    Batch: {"type": "string", "pattern": "^\\s*\\d[\\d/. –-]*\\s+[^\\d\\s]", "examples": ["24 cookies", "1 loaf"]},
    Use: {"type": "string", "examples": ["honey", "honey 1/2"]},
}


def schema() -> dict[str, Any]:
    """Of a whole recipe file; each record of it is a definition of its own."""
    definitions: dict[str, Any] = {}
    _of(Recipe, definitions)
    whole = definitions.pop(Recipe.__name__)
    return {"$schema": URL, "title": "A recipe", **whole, "definitions": dict(sorted(definitions.items()))}


def _of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    kind = present(kind)
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], definitions)}
    assert is_dataclass(kind) and isinstance(kind, type)
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # it may hold itself
        definitions[kind.__name__] = _record(kind, definitions)
    return {"$ref": f"#/definitions/{kind.__name__}"}


def _record(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """Its keys are described by the comments beside its fields."""
    comments = dict(_COMMENT.findall(inspect.getsource(kind)))
    hints = hints_of(kind)
    properties = {}
    for field in fields(kind):
        if field.name != "kitchen":  # which is not a recipe's own
            about = {"description": comments[field.name]} if field.name in comments else {}
            properties[key_of(field)] = _of(hints[field.name], definitions) | about
    required = [key_of(f) for f in fields(kind) if is_required(f)]
    described = inspect.cleandoc(kind.__doc__ or "")
    return {
        "type": "object",
        "description": " ".join(described.split()),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
