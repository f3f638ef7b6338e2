"""What is enough to believe a command, where the general model has heard something else or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from assistant.core.phases import PhaseName
from assistant.edges.clarity import Clarity

FEW_WORDS = 3
# Log likelihood ratios for 10 ms, of commands of one word, of two or three, and of more: the least against other words
# alone, and what is enough by itself against the general model, which finds rare words unlikely.
_LEAST = (-0.06, -0.04, -0.03)
_ENOUGH = (0.05, 0.09, 0.07)
# What fits worse than other words, and is less likely than they by so much, by the general model, was not said.
_LEAST_AGAINST_MODEL = (-0.06, -0.015, -0.015)
_LIKELY = 0.03  # against the general model; such a command or one awaited may be twice as far off
_TOLERANCE_IN_NOISE = _TOLERANCE_WHERE_NOTHING_COOKS = 1.5  # with a pan on the stove a wrong command costs most
_TOLERANCE_WHERE_BLURRED = 1.25
_ENOUGH_AGAINST_SILENCE = 0.06
_ENOUGH_FOR_A_REPLY_AGAINST_SILENCE = 0.03
_ENOUGH_BLURRED_AGAINST_SILENCE = 0.02


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the general model hears, and how much better the command explains the sound: `against_words` than the text
    alone, `against_model` than that text with how likely the model finds it. Log likelihood ratios for 10 ms."""

    text: str
    against_words: float
    against_model: float

    def believes(
        self,
        words: int,
        clarity: Clarity = Clarity.CLEAR,
        awaited: bool = False,
        phase: PhaseName = PhaseName.COOKING,
    ) -> bool:
        """Whether it was a command of so many words."""
        if not self.text:
            return self.against_model >= (0.0 if awaited else _enough_against_silence(clarity, phase))
        length = 0 if words == 1 else 1 if words <= FEW_WORDS else 2
        if self.against_words < 0 and self.against_model < _LEAST_AGAINST_MODEL[length] and not awaited:
            return False
        tolerance = 2.0 if awaited or self.against_model >= _LIKELY else _tolerance(clarity, phase)
        return self.against_words >= tolerance * _LEAST[length] or self.against_model >= _ENOUGH[length]


def _tolerance(clarity: Clarity, phase: PhaseName) -> float:
    if phase is PhaseName.CHOOSING:
        return _TOLERANCE_WHERE_NOTHING_COOKS
    match clarity:
        case Clarity.NOISY:
            return _TOLERANCE_IN_NOISE
        case Clarity.BLURRED:
            return _TOLERANCE_WHERE_BLURRED
        case Clarity.CLEAR:
            return 1.0
        case _:
            assert_never(clarity)


def _enough_against_silence(clarity: Clarity, phase: PhaseName) -> float:
    """A room's reverberation hides words from the general model."""
    if clarity is Clarity.BLURRED:
        return _ENOUGH_BLURRED_AGAINST_SILENCE
    return _ENOUGH_FOR_A_REPLY_AGAINST_SILENCE if phase is PhaseName.ASKING else _ENOUGH_AGAINST_SILENCE
