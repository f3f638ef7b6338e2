"""Text out of HTML: what a reader of the page would see."""

from __future__ import annotations

import html
import re

_BLOCK = re.compile(r"<\s*(?:br|/p|/li|/div|/h[1-6]|/tr|p|li|div|h[1-6])\b[^>]*>", re.IGNORECASE)
_DROPPED = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_CODE = re.compile(
    r"\[/?[a-z_]+(?:\s[^\]]*)?=[^\]]*\]|\[/?(?:caption|embed|gallery|wprm[\w-]*|adinserter[^\]]*)\]", re.IGNORECASE
)
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\u2060\u2061\u2062\u2063\u2064\u200e\u200f"))


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
    text = _CODE.sub(" ", _TAG.sub("", _BLOCK.sub("\n", _DROPPED.sub(" ", text))))
    text = without_invisible(text)
    return [line for part in re.split(r"[\r\n]+", text) if (line := re.sub(r"\s+", " ", part).strip())]


def text_of(text: object) -> str:
    """The same on one line."""
    return " ".join(lines_of(text))
