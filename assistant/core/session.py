"""Where a cook is: one frozen value that holds everything a restart must bring back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from assistant.core.intents import Intent
from assistant.core.phases import PhaseName
from assistant.core.recipe import Instruction, Recipe, Step, Swap
from assistant.core.sentences import Sentence
from assistant.core.timers import Reminder, Timer, ringing


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Indices from 0 into the recipe's steps and the step's instructions."""

    step: int = 0
    instruction: int = 0


# ---- questions that wait for a yes, a no or a choice ----


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
class OfferResume:
    """There is an unfinished session: go on with it?"""


@dataclass(frozen=True, slots=True)
class StoveOff:
    """The closing round: is the stove off?"""


@dataclass(frozen=True, slots=True)
class OfferLeftovers:
    """The closing round: how leftovers keep?"""


Question: TypeAlias = (
    OfferTimer
    | OfferMore
    | OfferMeanwhile
    | LeaveWait
    | WithinReach
    | WhichLength
    | HowLong
    | WhichTimer
    | SureQuit
    | SureStartOver
    | SureCancelAll
    | OfferResume
    | StoveOff
    | OfferLeftovers
)

# ---- phases ----


@dataclass(frozen=True, slots=True)
class Choosing:
    """The recipe was offered and nothing is cooked yet."""


@dataclass(frozen=True, slots=True)
class Cooking:
    pass


@dataclass(frozen=True, slots=True)
class Finished:
    pass


@dataclass(frozen=True, slots=True)
class Gathering:
    """Ingredients are read in small portions; `portion` was read last."""

    portion: int
    back: Choosing | Cooking


Stage: TypeAlias = Choosing | Gathering | Cooking | Finished


@dataclass(frozen=True, slots=True)
class Asking:
    question: Question
    back: Stage


@dataclass(frozen=True, slots=True)
class Paused:
    since: float
    back: Stage


@dataclass(frozen=True, slots=True)
class Asleep:
    back: Stage


Phase: TypeAlias = Stage | Asking | Paused | Asleep


@dataclass(frozen=True, slots=True)
class Telling:
    """The instruction was spoken in utterance `number`, which ended at `ended_at` (None: still speaking)."""

    number: int
    ended_at: float | None = None


@dataclass(frozen=True, slots=True)
class Dinner:
    """When the dish is to be ready, and when to begin (None once that was said, or is past)."""

    at: float
    start_at: float | None = None


@dataclass(frozen=True, slots=True)
class Took:
    """How long a step really took, by its index."""

    step: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the cook's words can change, as it was before a turn changed it."""

    place: Place
    stage: Stage
    people: int | None
    factor: Fraction
    timers: tuple[Timer, ...]
    reminders: tuple[Reminder, ...]
    dinner: Dinner | None
    swaps: tuple[Swap, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    recipe: Recipe
    shelf: tuple[str, ...]  # titles of all recipes at hand
    seed: int
    phase: Phase = Choosing()
    place: Place = Place()
    people: int | None = None  # as asked for; None: as the recipe says
    factor: Fraction = Fraction(1)
    swaps: tuple[Swap, ...] = ()  # what the cook takes instead
    timers: tuple[Timer, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    told: tuple[Place, ...] = ()  # the instructions that were told
    dinner: Dinner | None = None
    past: tuple[Snapshot, ...] = ()  # what "undo" goes back to, the latest last
    entered_at: float | None = None  # when the present step began
    took: tuple[Took, ...] = ()  # the steps that are done
    last_took: tuple[Took, ...] = ()  # how long they took the last time this was cooked
    utc_offset_seconds: int = 0  # what the clock on the wall is ahead of UTC
    utterances: int = 0  # how many were spoken; the last one's number
    things: int = 0  # how many timers and reminders there were
    last_said: tuple[Sentence, ...] = ()
    more: tuple[Sentence, ...] | None = None  # what "tell me more" goes on with, empty when all of an answer was said
    speaking: int | None = None  # the utterance being spoken
    interrupted: bool = False  # the cook broke the last utterance off
    telling: Telling | None = None
    tips_told: tuple[str, ...] = ()
    volume_percent: int = 100
    speed_percent: int = 100

    @property
    def step(self) -> Step:
        return self.recipe.steps[self.place.step]

    @property
    def instruction(self) -> Instruction:
        return self.step.instructions[self.place.instruction]

    def stage(self) -> Stage:
        """The phase beneath a question, a pause or sleep."""
        return self.phase.back if isinstance(self.phase, Asking | Paused | Asleep) else self.phase

    def asking(self, question: Question) -> Session:
        return replace(self, phase=Asking(question, self.stage()))

    def settled(self) -> Session:
        """Without the open question."""
        return replace(self, phase=self.stage())

    def with_timer(self, timer: Timer) -> Session:
        """Adds it, or puts it in the place of the one with its number."""
        others = [t for t in self.timers if t.number != timer.number]
        return replace(self, timers=tuple(sorted([*others, timer], key=lambda t: t.number)))

    def without_timer(self, timer: Timer) -> Session:
        return replace(
            self,
            timers=tuple(t for t in self.timers if t.number != timer.number),
            reminders=tuple(r for r in self.reminders if r.of_timer != timer.number),
        )


def phase_name(session: Session) -> PhaseName:
    """What may be said now; an alarm that rings comes before everything but sleep."""
    if isinstance(session.phase, Asleep):
        return PhaseName.ASLEEP
    if ringing(session.timers):
        return PhaseName.RINGING
    match session.phase:
        case Choosing():
            return PhaseName.CHOOSING
        case Gathering():
            return PhaseName.GATHERING
        case Cooking():
            return PhaseName.COOKING
        case Finished():
            return PhaseName.FINISHED
        case Asking():
            return PhaseName.ASKING
        case Paused():
            return PhaseName.PAUSED
