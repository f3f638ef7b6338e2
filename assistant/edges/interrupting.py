"""What is said into our own words, heard by itself.

Whoever interrupts says little, and mostly the same: a few dozen sentences against the thousands that the whole grammar
holds. In a room, of 45 such commands that are said alone, the whole grammar gets half, and one of nothing but these 37.
So the sound since somebody began is decoded a second time with these. As with any command, the sound must not fit other
words clearly better.
"""

from __future__ import annotations

import json
from collections import deque
from typing import Any, Generic, Protocol, TypeVar

from assistant.core.phases import PhaseName
from assistant.edges import judging
from assistant.edges.activity import EnergyDetector
from assistant.edges.decoder import UNKNOWN
from assistant.edges.engine import engine
from assistant.edges.microphone import RATE
from assistant.edges.second_hearing import SecondHearing

_ALTERNATIVES = 10
_LARGEST_GAP = 6.0
_LEAST_AGAINST_WORDS = -0.07  # log likelihood for 10 ms
_LONGEST_SECONDS = 4.0
_PAUSE_SECONDS, _LOUD_SECONDS = 0.33, 0.1
_LEAD_BLOCKS = 12  # kept from before somebody was heard

_FRAMES_PER_SECOND = 100

M = TypeVar("M")


class Interpreter(judging.Interpreter[M], Protocol[M]):
    def interruptions(self, phase: PhaseName) -> list[str]:
        """The sentences that are expected."""


class Interruption(Generic[M]):
    """Collects the sound of one. `second`: the recogniser's, which may serve both, since each takes its clips whole."""

    def __init__(self, model: Any, interpreter: Interpreter[M], second: SecondHearing | None = None) -> None:
        self._model, self._interpreter = model, interpreter
        self._second = second or SecondHearing(model)
        self._decoders: dict[frozenset[str], Any] = {}
        self._sound: deque[bytes] = deque()
        self._loudness = EnergyDetector()
        self._loud_seconds = self._silent_seconds = 0.0

    def hear(self, block: bytes, going_on: bool) -> bool:
        """All that the recogniser hears; `going_on`: somebody is speaking into our words. True where they pause.

        By loudness, since in a room Silero misses many a single word, and our own voice is silent.
        """
        self._sound.append(block)
        while not going_on and len(self._sound) > _LEAD_BLOCKS:
            self._sound.popleft()
            self._loud_seconds = 0.0
        seconds, before = len(block) / 2 / RATE, self._silent_seconds
        if self._loudness.is_speech(block):
            self._loud_seconds, self._silent_seconds = self._loud_seconds + seconds, 0.0
        else:
            self._silent_seconds += seconds
        paused = before < _PAUSE_SECONDS <= self._silent_seconds
        return going_on and paused and self._loud_seconds >= _LOUD_SECONDS

    def said(self, phase: PhaseName) -> tuple[str, M] | None:
        """What was said since it began, if it is one of the phrases; then the next one begins."""
        clip = b"".join(self._sound)
        if len(clip) > _LONGEST_SECONDS * RATE * 2:
            return None
        for text, gap in self._heard(clip, phase):
            meaning = self._interpreter.parse(text, phase)
            if meaning is None or gap > _LARGEST_GAP:
                continue
            if self._against_words(clip, text) < _LEAST_AGAINST_WORDS:
                return None
            self._sound.clear()
            return text, meaning
        return None

    def understand_by(self, interpreter: Interpreter[M]) -> None:
        """Another recipe's words are expected from now on."""
        self._interpreter = interpreter

    def _against_words(self, clip: bytes, text: str) -> float:
        """How much better it explains the sound than what the general model hears: log likelihood ratio for 10 ms."""
        other, score = self._second.best(clip)
        if other:
            score = self._second.alone(clip, other)
        return (self._second.alone(clip, text) - score) / (len(clip) / 2 / RATE * _FRAMES_PER_SECOND)

    def _heard(self, clip: bytes, phase: PhaseName) -> list[tuple[str, float]]:
        phrases = frozenset(self._interpreter.interruptions(phase))
        if not phrases:
            return []
        if phrases not in self._decoders:
            self._decoders[phrases] = self._build(phrases)
        decoder = self._decoders[phrases]
        decoder.Reset()
        decoder.AcceptWaveform(clip)
        found = json.loads(decoder.FinalResult())["alternatives"]
        texts = [" ".join(word for word in a["text"].split() if word != UNKNOWN) for a in found]
        best = found[0]["confidence"]
        return [(t, best - a["confidence"]) for t, a in zip(texts, found, strict=True) if t in phrases]

    def _build(self, phrases: frozenset[str]) -> Any:
        decoder = engine().KaldiRecognizer(self._model, RATE, json.dumps([*sorted(phrases), UNKNOWN]))
        decoder.SetMaxAlternatives(_ALTERNATIVES)
        return decoder
