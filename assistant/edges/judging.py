"""Whether to believe what the decoder heard. A judge looks at a candidate; one that says no refuses it.

What a closed grammar makes of somebody else's words is nearly always a command of one to three words. So these are
heard a second time, once with nothing but their own words and once with the general language model, and believed where
both read much alike, or where their own words explain the sound clearly better. `docs/hearing.md` has what was tried.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Generic, TypeAlias, TypeVar

from assistant.core.phases import PhaseName
from assistant.edges.microphone import RATE

_LARGEST_GAP = 3.0  # further alternatives raise more false actions than right ones
_SHORTEST_SECONDS = 0.5
_DOUBTFUL_WORDS = 3
_ALIKE = 0.7  # share of letters
_LEAST_IF_ALIKE, _LEAST = -0.01, 0.03  # log likelihood ratios
_FRAMES_PER_SECOND = 100
_ALTERNATIVES = 10

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[M]):
    """What may have been said, and its sound (16-bit samples at RATE).

    `gap`: how far its score (a log likelihood) is below that of what was heard best.
    """

    transcript: str
    meaning: M
    gap: float
    clip: bytes
    phase: PhaseName = PhaseName.COOKING

    @property
    def seconds(self) -> float:
        return len(self.clip) / 2 / RATE


Judge: TypeAlias = Callable[[Candidate[Any]], bool]


def judges(model: Any) -> tuple[Judge, ...]:
    """Those that measured well together, the quickest first."""
    return close_enough, long_enough, SecondOpinion(model)


def close_enough(candidate: Candidate[Any]) -> bool:
    """An alternative to what was heard best must be nearly as good, and no single word unless that is asked for."""
    expected = candidate.phase is PhaseName.ASKING or " " in candidate.transcript
    return candidate.gap == 0.0 or (candidate.gap <= _LARGEST_GAP and expected)


def long_enough(candidate: Candidate[Any]) -> bool:
    """A word that began while others had hardly ended is a piece of somebody's sentence."""
    return candidate.seconds >= _SHORTEST_SECONDS


@dataclass(frozen=True, slots=True)
class Opinion:
    """`likeness`: the largest share of letters in common with what the general model may have heard; `ratio`: how much
    better the candidate's own words explain the sound, as a log likelihood ratio for 10 ms."""

    likeness: float
    ratio: float

    @property
    def believable(self) -> bool:
        return self.ratio >= (_LEAST_IF_ALIKE if self.likeness >= _ALIKE else _LEAST)


class SecondOpinion:
    """A judge that decodes the clip anew; this takes some 0.2 of its length."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._general = _decoder(model, None, _ALTERNATIVES)
        self._clip, self._alternatives = b"", [("", 0.0)]

    def __call__(self, candidate: Candidate[Any]) -> bool:
        return len(candidate.transcript.split()) > _DOUBTFUL_WORDS or self.about(candidate).believable

    def about(self, candidate: Candidate[Any]) -> Opinion:
        if candidate.clip != self._clip:
            self._clip, self._alternatives = candidate.clip, _heard(self._general, candidate.clip)
        _, own = _heard(_decoder(self._model, [candidate.transcript], 1), candidate.clip)[0]
        likeness = max(_likeness(candidate.transcript, text) for text, _ in self._alternatives)
        return Opinion(likeness, (own - self._alternatives[0][1]) / (candidate.seconds * _FRAMES_PER_SECOND))


def _decoder(model: Any, phrases: Sequence[str] | None, alternatives: int) -> Any:
    import vosk

    grammar = () if phrases is None else (json.dumps(phrases, ensure_ascii=False),)
    decoder = vosk.KaldiRecognizer(model, RATE, *grammar)
    decoder.SetMaxAlternatives(alternatives)
    return decoder


def _heard(decoder: Any, clip: bytes) -> list[tuple[str, float]]:
    """What may be said in a clip, best first, and the score of each, a log likelihood."""
    decoder.Reset()
    decoder.AcceptWaveform(clip)
    return [(found["text"], found["confidence"]) for found in json.loads(decoder.FinalResult())["alternatives"]]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.replace(" ", ""), other.replace(" ", ""), autojunk=False).ratio()
