"""Words that a voice would say wrongly, respelled for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.core.recipe import Pronunciation


def respelling(pronunciations: Iterable[Pronunciation]) -> Mapping[str, str]:
    """What is written, in lower case, to what the voice is given."""
    return {p.word.lower(): p.said for p in pronunciations}


def pronounced(text: str, respelled: Mapping[str, str]) -> str:
    """The text with every such word respelled, whole words only."""
    if not respelled:
        return text
    words = "|".join(re.escape(word) for word in sorted(respelled, key=len, reverse=True))
    return re.sub(rf"\b(?:{words})\b", lambda m: respelled[m[0].lower()], text, flags=re.IGNORECASE)
