"""Text in the parts in which it is spoken: a sentence each, so that the first sounds while the next is made."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LONGEST_WORDS = 30


def parts(text: str) -> list[str]:
    """What is spoken in one breath each; joined by spaces they are the text again."""
    return [part for sentence in _SENTENCE_END.split(text) for part in _bearable(sentence.strip()) if part]


def _bearable(sentence: str) -> list[str]:
    """A very long sentence is cut at a comma, as a speaker would take breath there."""
    if len(sentence.split()) <= _LONGEST_WORDS or ", " not in sentence:
        return [sentence]
    cuts = [m.end() for m in re.finditer(r", ", sentence)]
    middle = min(cuts, key=lambda cut: abs(cut - len(sentence) // 2))
    return _bearable(sentence[:middle].strip()) + _bearable(sentence[middle:].strip())
