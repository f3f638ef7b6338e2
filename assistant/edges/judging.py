"""Whether to believe what the decoder heard. A judge looks at a candidate; one that says no refuses it.

A closed grammar makes a command of whatever it hears. So the clip is heard a second time, by the general model. Its
best text is no judge by itself, since it prefers common words; but where the clip, decoded with nothing but that text,
fits clearly better than with nothing but the command, somebody said something else. `docs/hearing.md` has what else was
tried.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np

from assistant.core.phases import PhaseName
from assistant.edges.decoder import ASIDES
from assistant.edges.microphone import RATE

_LARGEST_GAP = 8.0
_LARGEST_GAP_BY_ITSELF = 3.0  # further alternatives raise more false actions than right ones
_LONG_WORDS = 6  # unless they are so long that nobody says them by chance
_FEW_WORDS = 3
_SHORTEST_SECONDS = 0.5
# Log likelihood ratios for 10 ms, of commands of one word, of two or three, and of more: the least against other words
# alone, and what is enough by itself against the general model, which finds rare words unlikely.
_LEAST = (-0.06, -0.04, -0.03)
_ENOUGH = (0.05, 0.09, 0.07)
_LIKELY = 0.03  # against the general model; such a command, one in noise or one awaited may be twice as far off
_ENOUGH_AGAINST_SILENCE = 0.03
_NOISE_DECIBELS = 25  # speech that stands out no further than this is heard less well by whatever model
_FRAMES_PER_SECOND = 100
_LEVEL_SAMPLES = RATE // 50

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

    @property
    def words(self) -> int:
        """In a short command those that mean something: of "the next" one."""
        words = self.transcript.split()
        return len(words) if len(words) > _FEW_WORDS else len([word for word in words if word not in ASIDES]) or 1

    @property
    def awaited(self) -> bool:
        """Whether it is what people say now: a word to an alarm."""
        return self.phase is PhaseName.RINGING and self.words == 1


Judge: TypeAlias = Callable[[Candidate[Any]], bool]


MeaningOf: TypeAlias = Callable[[str, PhaseName], Any]  # None for words that are no command


def judges(model: Any, meaning_of: MeaningOf = lambda text, phase: None) -> tuple[Judge, ...]:
    """Those that measured well together, the quickest first."""
    return close_enough, long_enough, SecondOpinion(model, meaning_of)


def close_enough(candidate: Candidate[Any]) -> bool:
    """An alternative to what was heard best must be nearly as good, and no single word unless that is asked for."""
    expected = candidate.phase is PhaseName.ASKING or candidate.words > 1
    return candidate.gap == 0.0 or (candidate.gap <= _LARGEST_GAP and expected)


def long_enough(candidate: Candidate[Any]) -> bool:
    """A word that began while others had hardly ended is a piece of somebody's sentence."""
    return candidate.seconds >= _SHORTEST_SECONDS


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the general model hears, and how much better the command explains the sound: `against_words` than the text
    alone, `against_model` than that text with how likely the model finds it. Log likelihood ratios for 10 ms."""

    text: str
    against_words: float
    against_model: float

    def believes(self, words: int, in_noise: bool = False, awaited: bool = False) -> bool:
        """Whether it was a command of so many words."""
        if not self.text:
            return self.against_model >= (0.0 if awaited else _ENOUGH_AGAINST_SILENCE)
        length = 0 if words == 1 else 1 if words <= _FEW_WORDS else 2
        tolerance = 2 if in_noise or awaited or self.against_model >= _LIKELY else 1
        return self.against_words >= tolerance * _LEAST[length] or self.against_model >= _ENOUGH[length]


class SecondOpinion:
    """A judge that decodes the clip anew; this takes some 0.2 of its length."""

    def __init__(self, model: Any, meaning_of: MeaningOf = lambda text, phase: None) -> None:
        self._model, self._general, self._meaning_of = model, _decoder(model), meaning_of
        self._clip, self._text, self._score, self._score_alone = b"", "", 0.0, 0.0

    def __call__(self, candidate: Candidate[Any]) -> bool:
        if self._agrees(candidate):
            return True
        if candidate.gap > _LARGEST_GAP_BY_ITSELF and candidate.words < _LONG_WORDS:
            return False
        in_noise = stands_out(candidate.clip) < _NOISE_DECIBELS
        return self.about(candidate).believes(candidate.words, in_noise, candidate.awaited)

    def about(self, candidate: Candidate[Any]) -> Opinion:
        self._hear(candidate.clip)
        frames = candidate.seconds * _FRAMES_PER_SECOND
        score = self._alone(candidate.transcript)
        return Opinion(self._text, (score - self._score_alone) / frames, (score - self._score) / frames)

    def _agrees(self, candidate: Candidate[Any]) -> bool:
        """Whether the general model hears the same wish, maybe in other words: "goodbye" for "the bye"."""
        self._hear(candidate.clip)
        return bool(self._text) and self._meaning_of(self._text, candidate.phase) == candidate.meaning

    def _hear(self, clip: bytes) -> None:
        if clip == self._clip:
            return
        self._clip, (self._text, self._score) = clip, _best(self._general, clip)
        self._score_alone = self._alone(self._text) if self._text else self._score

    def _alone(self, text: str) -> float:
        return _best(_decoder(self._model, [text]), self._clip)[1]


def stands_out(clip: bytes) -> float:
    """How far the loudest of a clip is above its quietest, in dB; by the 95th and 10th of a hundred parts."""
    samples = np.frombuffer(clip, "<i2").astype(np.float64)
    frames = samples[: len(samples) // _LEVEL_SAMPLES * _LEVEL_SAMPLES].reshape(-1, _LEVEL_SAMPLES)
    loudest, quietest = np.percentile(np.mean(frames**2, axis=1) + 1, (95, 10))
    return float(10 * np.log10(loudest / quietest))


def _decoder(model: Any, phrases: Sequence[str] | None = None) -> Any:
    import vosk

    grammar = () if phrases is None else (json.dumps(phrases, ensure_ascii=False),)
    decoder = vosk.KaldiRecognizer(model, RATE, *grammar)
    decoder.SetMaxAlternatives(1)
    return decoder


def _best(decoder: Any, clip: bytes) -> tuple[str, float]:
    """What is said in a clip, and its score, a log likelihood."""
    decoder.Reset()
    decoder.AcceptWaveform(clip)
    found = json.loads(decoder.FinalResult())["alternatives"][0]
    return found["text"], found["confidence"]
