"""Whether to believe what the decoder heard, and which of it.

A closed grammar makes a command of whatever it hears. So the clip is heard a second time, by the general model. Its
text is one more candidate, and one that is no command stands against them: each is what the clip is decoded with, and
nothing else, and the command that fits best is believed unless the general model's words fit clearly better. Where no
command is believed, the general model's words may be free wording for us. `docs/hearing.md` has what else was tried.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from assistant.core.phases import PhaseName
from assistant.edges.believing import FEW_WORDS, Opinion
from assistant.edges.clarity import Clarity, clarity_of
from assistant.edges.decoder import ASIDES, Alternative
from assistant.edges.microphone import RATE
from assistant.edges.second_hearing import SecondHearing

_LARGEST_GAP = 8.0
_LARGEST_GAP_OF_A_WORD = 2.0
_LARGEST_GAP_BY_ITSELF = 3.0  # further alternatives raise more false actions than right ones
_LONG_WORDS = 6  # unless they are so long that nobody says them by chance
_WORDS_OF_THE_GENERAL = 4  # in fewer it makes a command of what was none, and misses what the grammar hears
_GAP_OF_THE_GENERAL = 2.0  # what a candidate of the general model is put back by, since its words are not expected here
_WEIGHT_OF_GAP = 0.5  # against how well the words alone fit
_LEAST_LEAD_IN_NOISE = 2.0  # log likelihood, before the next command
_LEAST_LEAD_OF_A_NUMBER = 2.0  # before the one that sounds alike
_LEAST_LEAD_OF_A_NUMBER_NOT_CLEAR = 3.5
_LEAD_OF_THE_SHORTER = 1.5  # log likelihood: "eighty minutes" also explains "eighteen minutes" said in one go
_MOST_COMPARED = 5  # each takes a decoding
_MOST_TEXTS = 3  # of the general model
_SHORTEST_SECONDS = 0.5
_LEAST_FREE_WORDS = 3
_FRAMES_PER_SECOND = 100
_CUT_SECONDS = 0.3

M = TypeVar("M")


class Interpreter(Protocol[M]):
    """What words mean, by phase."""

    def parse(self, transcript: str, phase: PhaseName) -> M | None: ...

    def understand(self, text: str, phase: PhaseName) -> M | None:
        """Also what is said in free words."""

    def could_go_on(self, transcript: str, phase: PhaseName) -> bool: ...

    def phrases(self, phase: PhaseName) -> list[str]: ...

    def only_asks(self, meaning: M) -> bool:
        """Whether it changes nothing."""

    def quotes(self, meaning: M) -> bool:
        """Whether it takes any words as they were said, like a note."""

    def is_about_words(self, meaning: M) -> bool:
        """Whether the words themselves tell what it is about."""

    def sounding_alike(self, transcript: str) -> str | None:
        """What is easily heard for it, where that has another number."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[M]):
    """What may have been said; `gap`: how far its score (a log likelihood) is below that of what was heard best.

    `rival`: the same with the number that this one sounds like, where the sound hardly tells them apart.
    """

    transcript: str
    meaning: M
    gap: float
    rival: M | None = None

    @property
    def words(self) -> int:
        """In a short command those that mean something: of "the next" one."""
        words = self.transcript.split()
        return len(words) if len(words) > FEW_WORDS else len(meaningful(words)) or 1


@dataclass(frozen=True, slots=True)
class Utterance(Generic[M]):
    """What the closed grammar made of a clip (16-bit samples at RATE), best first.

    `amid_talk`: somebody was speaking just before, and not to us; `silent_seconds`: for how long nobody has spoken.
    """

    candidates: Sequence[Candidate[M]]
    clip: bytes
    phase: PhaseName
    amid_talk: bool = False
    silent_seconds: float = _CUT_SECONDS

    @property
    def seconds(self) -> float:
        return len(self.clip) / 2 / RATE


class Jury(Protocol[M]):
    def understand_by(self, interpreter: Interpreter[M]) -> None:
        """Words mean something else from now on."""

    def begin(self, clip: bytes) -> None:
        """Somebody has begun to speak; the jury may listen along, and need not."""

    def go_on(self, block: bytes) -> None:
        """And speaks on."""

    def choose(self, said: Utterance[M]) -> Candidate[M] | None:
        """What was said to us; None where nothing was."""


class TwoHearings(Generic[M]):
    """A jury that measured well. `expects`: whether a transcript is among what is said in a phase."""

    def __init__(
        self,
        model: Any,
        interpreter: Interpreter[M],
        expects: Callable[[str, PhaseName], bool] = lambda text, phase: True,
        second: SecondHearing | None = None,
    ) -> None:
        self._second, self._interpreter, self._expects = second or SecondHearing(model), interpreter, expects

    def understand_by(self, interpreter: Interpreter[M]) -> None:
        self._interpreter = interpreter

    def begin(self, clip: bytes) -> None:
        self._second.begin(clip)

    def go_on(self, block: bytes) -> None:
        self._second.go_on(block)

    def choose(self, said: Utterance[M]) -> Candidate[M] | None:
        if said.seconds < _SHORTEST_SECONDS or (said.amid_talk and not said.candidates):
            return None  # a piece of somebody's sentence
        heard_how = clarity_of(said.clip)
        in_noise = heard_how is Clarity.NOISY
        if in_noise and not said.candidates:
            return None
        texts = self._second.hear(said.clip)[:_MOST_TEXTS]
        command = self._command(said, texts, heard_how)
        if command:
            return self._with_rival(command, said, heard_how)
        if said.amid_talk or in_noise or said.silent_seconds < _CUT_SECONDS:
            return None  # of a sentence that goes on, the beginning says nothing
        return self._in_free_words(said.phase, texts)

    def _with_rival(self, command: Candidate[M], said: Utterance[M], heard_how: Clarity) -> Candidate[M]:
        other = self._interpreter.sounding_alike(command.transcript)
        meaning = None if other is None else self._interpreter.parse(other, said.phase)
        if other is None or meaning is None or meaning == command.meaning:
            return command
        handicap = _LEAD_OF_THE_SHORTER if len(command.transcript) < len(other) else -_LEAD_OF_THE_SHORTER
        lead = self._second.alone(said.clip, command.transcript) - self._second.alone(said.clip, other) - handicap
        better = command if lead >= 0 else replace(command, transcript=other, meaning=meaning)
        doubted = meaning if lead >= 0 else command.meaning
        least = _LEAST_LEAD_OF_A_NUMBER if heard_how is Clarity.CLEAR else _LEAST_LEAD_OF_A_NUMBER_NOT_CLEAR
        return better if abs(lead) >= least else replace(better, rival=doubted)

    def _command(self, said: Utterance[M], texts: Sequence[Alternative], heard_how: Clarity) -> Candidate[M] | None:
        in_noise = heard_how is Clarity.NOISY
        heard = self._interpreter.parse(texts[0].text, said.phase) if texts else None
        best, lead = self._best(said, texts if in_noise else trusted_alone(texts), heard)
        if best is None:
            return None
        agreed = heard == best.meaning
        quotes = self._interpreter.quotes(best.meaning)
        if (said.amid_talk and (quotes or not agreed)) or (quotes and not agreed):
            return None
        if in_noise and best.words < _LONG_WORDS:
            if not agreed and lead < _LEAST_LEAD_IN_NOISE:
                return None
            if said.silent_seconds < _CUT_SECONDS and self._could_go_on(best, said.phase):
                return None  # noise has hidden the rest
        return best if agreed or self._fits(best, said, texts, heard_how) else None

    def _best(
        self, said: Utterance[M], texts: Sequence[Alternative], heard: M | None
    ) -> tuple[Candidate[M] | None, float]:
        """The command that fits best, of those that both hearings propose, and how far it is ahead of the next."""
        if said.candidates and said.candidates[0].gap == 0.0 and said.candidates[0].meaning == heard:
            return said.candidates[0], math.inf
        found: list[Candidate[M]] = []
        for candidate in [*said.candidates, *self._commands_among(texts, said.phase)]:
            if close_enough(candidate, said.phase) and all(candidate.meaning != other.meaning for other in found):
                found.append(candidate)
        compared = sorted(found, key=lambda candidate: candidate.gap)[:_MOST_COMPARED]
        if len(compared) < 2:
            return (compared[0] if compared else None), math.inf
        scores = [self._second.alone(said.clip, c.transcript) - _WEIGHT_OF_GAP * c.gap for c in compared]
        first, second = sorted(scores, reverse=True)[:2]
        return compared[scores.index(first)], first - second

    def _commands_among(self, texts: Sequence[Alternative], phase: PhaseName) -> list[Candidate[M]]:
        read = [(text, self._interpreter.parse(text.text, phase)) for text in texts if self._expects(text.text, phase)]
        return [Candidate(t.text, meaning, t.gap + _GAP_OF_THE_GENERAL) for t, meaning in read if meaning is not None]

    def _fits(self, best: Candidate[M], said: Utterance[M], texts: Sequence[Alternative], heard_how: Clarity) -> bool:
        opinion = self._opinion(best.transcript, said)
        far = best.gap > _LARGEST_GAP_BY_ITSELF and best.words < _LONG_WORDS
        if texts and far and opinion.against_words < 0:
            return False
        awaited = said.phase is PhaseName.RINGING and best.words == 1  # a word to an alarm
        return opinion.believes(best.words, heard_how, awaited, said.phase)

    def _opinion(self, transcript: str, said: Utterance[M]) -> Opinion:
        text, score = self._second.best(said.clip)
        frames = said.seconds * _FRAMES_PER_SECOND
        command = self._second.alone(said.clip, transcript)
        words = self._second.alone(said.clip, text) if text else score
        return Opinion(text, (command - words) / frames, (command - score) / frames)

    def _could_go_on(self, candidate: Candidate[M], phase: PhaseName) -> bool:
        return self._interpreter.could_go_on(candidate.transcript, phase)

    def _in_free_words(self, phase: PhaseName, texts: Sequence[Alternative]) -> Candidate[M] | None:
        """What the general model's words say to us; of what is about words themselves all of its texts must say so."""
        if not texts or len(meaningful(texts[0].text.split())) < _LEAST_FREE_WORDS:
            return None
        meanings = [self._interpreter.understand(text.text, phase) for text in texts]
        meaning = meanings[0]
        if meaning is not None and self._interpreter.is_about_words(meaning):
            others = [m for m in meanings if m is None or not self._interpreter.is_about_words(m)]
            meaning = next((m for m in others if m is not None), None) if others else meaning
        return None if meaning is None else Candidate(texts[0].text, meaning, 0.0)


def trusted_alone(texts: Sequence[Alternative]) -> Sequence[Alternative]:
    """What the general model hears well enough for a command that the grammar did not hear: its first text, if long."""
    return [text for text in texts[:1] if len(text.text.split()) >= _WORDS_OF_THE_GENERAL]


def meaningful(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in ASIDES]


def close_enough(candidate: Candidate[Any], phase: PhaseName) -> bool:
    """An alternative to what was heard best must be nearly as good; a single word even more, unless it is asked for."""
    single = candidate.words == 1 and phase is not PhaseName.ASKING
    return candidate.gap <= (_LARGEST_GAP_OF_A_WORD if single else _LARGEST_GAP)
