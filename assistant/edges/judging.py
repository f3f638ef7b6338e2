"""Whether to believe what the decoder heard. A judge looks at a candidate; one that says no refuses it.

What a closed grammar makes of somebody else's words is nearly always a command of one to three words. So these are
heard a second time by the general model. Its best text is no judge by itself, since it prefers common words; but where
the clip, decoded with nothing but that text, fits clearly better than with nothing but the command, somebody said
something else. `docs/hearing.md` has what else was tried.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np

from assistant.core.phases import PhaseName
from assistant.edges.microphone import RATE

_LARGEST_GAP = 3.0  # further alternatives raise more false actions than right ones
_LARGEST_GAP_OF_LONG = 8.0  # unless they are so long that nobody says them by chance
_LONG_WORDS = 6
_SHORTEST_SECONDS = 0.5
_DOUBTFUL_WORDS = 3
# Log likelihood ratios for 10 ms, of one word and of several: the least against other
# words alone, and what is enough by itself against the general model, which finds rare words unlikely.
_LEAST, _LEAST_IN_NOISE = (-0.05, -0.03), (-0.1, -0.06)
_ENOUGH = (0.05, 0.09)
_ENOUGH_AGAINST_SILENCE = 0.02
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


Judge: TypeAlias = Callable[[Candidate[Any]], bool]


MeaningOf: TypeAlias = Callable[[str, PhaseName], Any]  # None for words that are no command


def judges(model: Any, meaning_of: MeaningOf = lambda text, phase: None) -> tuple[Judge, ...]:
    """Those that measured well together, the quickest first."""
    return close_enough, long_enough, SecondOpinion(model, meaning_of)


def close_enough(candidate: Candidate[Any]) -> bool:
    """An alternative to what was heard best must be nearly as good, and no single word unless that is asked for."""
    expected = candidate.phase is PhaseName.ASKING or " " in candidate.transcript
    is_long = len(candidate.transcript.split()) >= _LONG_WORDS
    return candidate.gap == 0.0 or (candidate.gap <= (_LARGEST_GAP_OF_LONG if is_long else _LARGEST_GAP) and expected)


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

    def believes(self, transcript: str, in_noise: bool = False) -> bool:
        if not self.text:
            return self.against_model >= _ENOUGH_AGAINST_SILENCE
        several = " " in transcript
        least = _LEAST_IN_NOISE if in_noise else _LEAST
        return self.against_words >= least[several] or self.against_model >= _ENOUGH[several]


class SecondOpinion:
    """A judge that decodes the clip anew; this takes some 0.2 of its length."""

    def __init__(self, model: Any, meaning_of: MeaningOf = lambda text, phase: None) -> None:
        self._model, self._general, self._meaning_of = model, _decoder(model), meaning_of
        self._clip, self._text, self._score, self._score_alone = b"", "", 0.0, 0.0

    def __call__(self, candidate: Candidate[Any]) -> bool:
        if len(candidate.transcript.split()) > _DOUBTFUL_WORDS:
            return True
        opinion = self.about(candidate)
        if opinion.text and self._meaning_of(opinion.text, candidate.phase) == candidate.meaning:
            return True  # other words for the same wish: "goodbye" for "the bye"
        return opinion.believes(candidate.transcript, stands_out(candidate.clip) < _NOISE_DECIBELS)

    def about(self, candidate: Candidate[Any]) -> Opinion:
        if candidate.clip != self._clip:
            self._hear(candidate.clip)
        frames = candidate.seconds * _FRAMES_PER_SECOND
        score = self._alone(candidate.transcript)
        return Opinion(self._text, (score - self._score_alone) / frames, (score - self._score) / frames)

    def _hear(self, clip: bytes) -> None:
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
