"""How long the silence between two sentences lasts."""

from __future__ import annotations

import re

from assistant.core.quantity import UNITS

BREATH_SECONDS = 0.25
REACH_SECONDS = 0.6  # after an amount, which a hand reaches for, and before a question, which wants an answer
_MEASURES = frozenset(spelling for spellings in UNITS.values() for spelling in spellings)
_WORD = re.compile(r"[a-z]+")


def pause_seconds(said: str, to_come: str, speed: float = 1.0) -> float:
    """Between the two. Who asked for slower speech gets pauses that are longer still."""
    needs_a_hand = to_come.endswith("?") or not _MEASURES.isdisjoint(_WORD.findall(said.lower()))
    return (REACH_SECONDS if needs_a_hand else BREATH_SECONDS) / speed**2
