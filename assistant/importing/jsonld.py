"""The JSON-LD blocks of a page, read even where a site got its JSON wrong."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.importing.markup import elements

_DEEPEST = 12
_OPEN = re.compile(r"<script\b[^>]{0,4000}\bld\+json\b[^>]{0,4000}>", re.IGNORECASE)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TRAILING = re.compile(r",(\s*[}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
_BETWEEN = re.compile(r'([}\]"])\s*\n\s*(["{\[])')


def blocks(page: str) -> Iterator[Any]:
    """What each block holds; those beyond repair are passed over."""
    at = 0
    for script in elements(page, ("script",)):
        at = script.end
        if "ld+json" in script.attributes.lower() and (data := parsed(script.inner)) is not None:
            yield data
    cut_off = _OPEN.search(page, at)
    if cut_off and (data := parsed(page[cut_off.end() :])) is not None:
        yield data


def parsed(body: str) -> Any:
    """None where it is no JSON, however it is mended."""
    body = body.strip().lstrip("\ufeff")
    while (bare := _WRAPPING.sub("", body)) != body:
        body = bare.strip()
    body = body.rstrip(";")
    for attempt in _mended(body):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _leading(body)


def _mended(body: str) -> Iterator[str]:
    yield body
    mended = _TRAILING.sub(r"\1", _ESCAPE.sub(r"\\\\", _CONTROL.sub(" ", body)))
    yield mended
    yield html.unescape(mended) if "&quot;" in mended and '"' not in mended else mended
    yield _BETWEEN.sub(r"\1,\2", _ESCAPE.sub(r"\\\\", body))
    yield re.sub(r"//[^\n\"]{0,500}$", "", mended, flags=re.MULTILINE)


def _leading(body: str) -> Any:
    """The first value of several, or of one with rubbish behind."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(_CONTROL.sub(" ", body))[0]
    except (ValueError, RecursionError):
        return None


def resolved(node: Mapping[str, Any], data: Any) -> Mapping[str, Any]:
    """The node with what it only names by `@id` (an author, a publisher, a list of steps) put in its place."""
    known = {str(part["@id"]): part for part in _parts(data) if "@id" in part and len(part) > 1}

    def real(value: Any) -> Any:
        if isinstance(value, dict) and set(value) <= {"@id", "@type", "url"} and "@id" in value:
            return known.get(str(value["@id"]), value)
        return [real(part) for part in value] if isinstance(value, list) else value

    return {key: real(value) for key, value in node.items()}


def _parts(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    if depth < _DEEPEST and isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            if isinstance(part, dict | list):
                yield from _parts(part, depth + 1)
