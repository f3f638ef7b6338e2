"""Were those our own words? The microphone hears the loudspeaker."""

from __future__ import annotations

import re

_EXPLAINED = 0.75  # a recogniser mishears a word of ours now and then
_WORD = re.compile(r"[a-z']+")


def is_echo(transcript: str, spoken: str) -> bool:
    """Whether what we have spoken explains the transcript: its words are ours, in our order.

    What the cook says into our speech passes as long as it is not in it: "stop" passes "whisk the honey".
    """
    heard, ours = _words(transcript), _words(spoken)
    return bool(heard) and _in_order(heard, ours) >= _EXPLAINED * len(heard)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("[unk]", ""))


def _in_order(heard: list[str], ours: list[str]) -> int:
    """The length of the longest common subsequence."""
    lengths = [0] * (len(ours) + 1)
    for word in heard:
        diagonal = 0
        for place, own in enumerate(ours, 1):
            best = diagonal + 1 if word == own else max(lengths[place], lengths[place - 1])
            diagonal, lengths[place] = lengths[place], best
    return lengths[-1]
