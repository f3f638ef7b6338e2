"""Text out of HTML: what a reader of the page would see."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

_BLOCK = re.compile(r"<\s*(?:br|/p|/li|/div|/h[1-6]|/tr|p|li|div|h[1-6])\b[^>]*>", re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template", "!--")
_MOST_LETTERS_OF_A_TAG = 4000
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_CODE = re.compile(
    r"\[/?[a-z_]+(?:\s[^\]]*)?=[^\]]*\]|\[/?(?:caption|embed|gallery|wprm[\w-]*|adinserter[^\]]*)\]", re.IGNORECASE
)
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\u2060\u2061\u2062\u2063\u2064\u200e\u200f"))


@dataclass(frozen=True, slots=True)
class Element:
    """One of a page from its opening tag to the next closing one of its name; `inner` is what stands between."""

    tag: str
    attributes: str
    inner: str
    start: int
    end: int


def elements(page: str, tags: Sequence[str]) -> Iterator[Element]:
    """Those of these names, outermost and in order, in a time that grows with the page alone, however it is broken.

    A comment has the name `!--`. What is never closed is no element.
    """
    at, unclosed = 0, set[str]()
    for match in _opening(tuple(tags)).finditer(page):
        tag = (match["tag"] or "!--").lower()
        if match.start() < at or tag in unclosed:
            continue
        close = _closing(tag).search(page, match.end())
        if close is None:
            unclosed.add(tag)
            continue
        at = close.end()
        yield Element(tag, match["attributes"] or "", page[match.end() : close.start()], match.start(), at)


def replaced(page: str, tags: Sequence[str], by: Callable[[Element], str] = lambda _: " ") -> str:
    """The page with something else in the place of these elements, a blank unless told."""
    parts, at = list[str](), 0
    for element in elements(page, tags):
        parts += [page[at : element.start], by(element)]
        at = element.end
    return "".join([*parts, page[at:]])


@cache
def _opening(tags: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(re.escape(tag) for tag in tags if tag != "!--")
    comment = "|<!--" if "!--" in tags else ""
    return re.compile(
        rf"<(?P<tag>{named})(?![\w-])(?P<attributes>[^>]{{0,{_MOST_LETTERS_OF_A_TAG}}})>{comment}", re.IGNORECASE
    )


@cache
def _closing(tag: str) -> re.Pattern[str]:
    return re.compile("-->" if tag == "!--" else rf"</{re.escape(tag)}\s*>", re.IGNORECASE)


def without_invisible(text: str) -> str:
    """Joiners, marks and soft hyphens left away; blanks that do not break are blanks."""
    return text.translate(_NOTHING).replace("\xa0", " ")


def lines_of(text: object) -> list[str]:
    """The lines of a text with tags and entities in it, even where they were escaped twice."""
    if not isinstance(text, str):
        return [] if text is None or isinstance(text, dict | list | bool) else [str(text)]
    for _ in range(3):
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    text = _CODE.sub(" ", _TAG.sub("", _BLOCK.sub("\n", replaced(text, _UNSEEN))))
    text = without_invisible(text)
    return [line for part in re.split(r"[\r\n]+", text) if (line := re.sub(r"\s+", " ", part).strip())]


def text_of(text: object) -> str:
    """The same on one line."""
    return " ".join(lines_of(text))
