"""Microdata and RDFa of a page as nested mappings, in the form that JSON-LD has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_BLOCKS = frozenset(
    ["p", "li", "div", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "section", "dd", "dt"]
)
_SILENT = frozenset({"script", "style", "noscript", "template"})
_DEEPEST = 600


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet; `item` where it is an item itself, `names` of the property it gives."""

    tag: str
    item: dict[str, Any] | None
    names: tuple[str, ...]
    owner: dict[str, Any] | None
    value: str | None
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[dict[str, Any]] = []
        self._stack: list[_Open] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key.lower(): value or "" for key, value in attrs}
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self._end_open(tag)
            self._write("\n")
        if len(self._stack) > _DEEPEST:
            return
        element = self._element(tag, given)
        if tag in _VOID:
            self._close(element)
        else:
            self._stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if not any(element.tag == tag for element in self._stack):
            return
        while self._stack:
            element = self._stack.pop()
            self._close(element)
            if element.tag == tag:
                break
        if tag in _BLOCKS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._write(re.sub(r"\s+", " ", data))

    def _end_open(self, tag: str) -> None:
        """What HTML lets a page leave open: a paragraph ends at the next block, a list item at the next one."""
        if self._stack and self._stack[-1].tag == "p" and tag != "br":
            self._close(self._stack.pop())
        if tag == "li" and self._stack and self._stack[-1].tag == "li":
            self._close(self._stack.pop())

    def finish(self) -> list[dict[str, Any]]:
        while self._stack:
            self._close(self._stack.pop())
        return self.found

    def _element(self, tag: str, given: dict[str, str]) -> _Open:
        names = tuple(given.get("itemprop", given.get("property", "")).split())
        owner = next((element.item for element in reversed(self._stack) if element.item is not None), None)
        item: dict[str, Any] | None = None
        if "itemscope" in given or "typeof" in given:
            item = {"@type": given.get("itemtype", given.get("typeof", "")).split()}
        value = given.get("content") or (given.get("datetime") if tag == "time" else None)
        if value is None and tag in ("a", "link", "img"):
            value = (
                given.get("href" if tag != "img" else "src")
                if names and names[0] in ("url", "image", "mainEntityOfPage")
                else None
            )
        return _Open(tag, item, names, owner, value)

    def _close(self, element: _Open) -> None:
        text = "".join(element.text)
        if element.item is not None:
            if not element.names or element.owner is None:
                self.found.append(element.item)
            if text.strip() and len(element.item) == 1:
                element.item["text"] = text
        if element.owner is None:
            return
        for name in element.names:
            value: Any = (
                element.item if element.item is not None else element.value if element.value is not None else text
            )
            element.owner.setdefault(name.rpartition(":")[2], []).append(value)

    def _write(self, data: str) -> None:
        for element in self._stack:
            if element.names or element.item is not None:
                element.text.append(data)


def items(page: str) -> list[dict[str, Any]]:
    """The outermost items; a broken page gives what was read of it."""
    if "itemprop" not in page and "typeof" not in page and "itemscope" not in page:
        return []
    reader = _Reader()
    try:
        reader.feed(page)
        reader.close()
    except (AssertionError, ValueError):
        pass
    return reader.finish()
