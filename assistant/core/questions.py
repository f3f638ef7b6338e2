"""Questions that wait for a yes, a no or a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from assistant.core.intents import Intent


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Indices from 0 into the recipe's steps and the step's instructions."""

    step: int = 0
    instruction: int = 0


@dataclass(frozen=True, slots=True)
class OfferTimer:
    """Shall the timer of the present instruction start?"""


@dataclass(frozen=True, slots=True)
class OfferMore:
    """Timer `number` rang at its least time: so many seconds more?"""

    number: int
    seconds: int


@dataclass(frozen=True, slots=True)
class OfferMeanwhile:
    """The instruction at `place` can be done while something runs unattended: now?"""

    place: Place


@dataclass(frozen=True, slots=True)
class LeaveWait:
    """The step still runs unattended: go on all the same?"""


@dataclass(frozen=True, slots=True)
class WithinReach:
    """A stretch without a pause begins: is everything within reach?"""


@dataclass(frozen=True, slots=True)
class WhichLength:
    """A timer's length sounds like another, or contradicts the step: the recipe's or the one heard?"""

    heard_seconds: int
    recipe_seconds: int


@dataclass(frozen=True, slots=True)
class WhichNumber:
    """A number was heard that sounds like another: the first, or (on a no) the second?"""

    heard: Intent
    rival: Intent


@dataclass(frozen=True, slots=True)
class HowLong:
    """A timer was asked for without a length."""

    name: str | None


@dataclass(frozen=True, slots=True)
class WhichTimer:
    """Several timers may be meant; `intent` waits for a name."""

    intent: Intent


@dataclass(frozen=True, slots=True)
class SureQuit:
    """A timer runs: quit all the same?"""


@dataclass(frozen=True, slots=True)
class SureStartOver:
    pass


@dataclass(frozen=True, slots=True)
class SureCancelAll:
    pass


@dataclass(frozen=True, slots=True)
class SureLeave:
    """Something is being cooked: leave it for the recipe in that file, or (None) to choose another?"""

    file: str | None


@dataclass(frozen=True, slots=True)
class OfferResume:
    """There is an unfinished session: go on with it?"""


@dataclass(frozen=True, slots=True)
class StoveOff:
    """The closing round: is the stove off?"""


@dataclass(frozen=True, slots=True)
class OfferLeftovers:
    """The closing round: how leftovers keep?"""


@dataclass(frozen=True, slots=True)
class TakeInstead:
    """Shall `use` be taken instead of the ingredient from now on?"""

    ingredient: str
    use: str


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Shall the ingredient be left out from now on?"""

    ingredient: str


@dataclass(frozen=True, slots=True)
class RememberChanges:
    """The closing round: shall what was changed be done so the next time?"""


@dataclass(frozen=True, slots=True)
class WhatToNote:
    """A note was wished for without its words."""


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """Say next, so that we know how well you are heard; waited for until then."""

    until: float


Question: TypeAlias = (
    OfferTimer
    | OfferMore
    | OfferMeanwhile
    | LeaveWait
    | WithinReach
    | WhichLength
    | WhichNumber
    | HowLong
    | WhichTimer
    | SureQuit
    | SureStartOver
    | SureCancelAll
    | SureLeave
    | OfferResume
    | StoveOff
    | OfferLeftovers
    | TakeInstead
    | LeaveOut
    | RememberChanges
    | WhatToNote
    | SoundCheck
)
