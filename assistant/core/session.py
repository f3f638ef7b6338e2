"""Where a cook is: one frozen value that holds everything a restart must bring back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from assistant.core.adapting import Adaptation, adapted
from assistant.core.intents import Intent
from assistant.core.manner import USUAL_VOLUME_PERCENT, Manner as Manner
from assistant.core.phases import PhaseName
from assistant.core.questions import (
    HowLong as HowLong,
    LeaveOut as LeaveOut,
    LeaveWait as LeaveWait,
    OfferLeftovers as OfferLeftovers,
    OfferMeanwhile as OfferMeanwhile,
    OfferMore as OfferMore,
    OfferResume as OfferResume,
    OfferTimer as OfferTimer,
    Place as Place,
    Question as Question,
    RememberChanges as RememberChanges,
    StoveOff as StoveOff,
    SureCancelAll as SureCancelAll,
    SureQuit as SureQuit,
    SureStartOver as SureStartOver,
    TakeInstead as TakeInstead,
    WhatToNote as WhatToNote,
    WhichLength as WhichLength,
    WhichNumber as WhichNumber,
    WhichTimer as WhichTimer,
    WithinReach as WithinReach,
)
from assistant.core.recipe import Instruction, Recipe, Step
from assistant.core.sentences import Sentence
from assistant.core.shelf import Shelf
from assistant.core.timers import Reminder, Timer, ringing

# ---- phases ----


@dataclass(frozen=True, slots=True)
class Choosing:
    """The recipe was offered and nothing is cooked yet. `offered`: the files of recipes that were read out, to choose
    one by its number. `amid`: another one is looked for amid cooking, which waits at its place."""

    offered: tuple[str, ...] = ()
    amid: bool = False


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
class BrokenOff:
    """Utterance `number`, of which `parts` were heard to their end, and the phase that it left.

    `tells`: the present instruction is in it. `comes_back`: by itself, when what broke it off has been said.
    """

    number: int
    sentences: tuple[Sentence, ...]
    parts: int
    tells: bool
    phase: Phase
    comes_back: bool = False


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
class Note:
    """What a cook wants to be told at a step, by the step's name, the next time."""

    step: str
    text: str


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
    adaptation: Adaptation = field(default_factory=Adaptation)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    recipe: Recipe  # as it is written; `dish` is what is cooked
    shelf: Shelf  # all recipes at hand
    seed: int
    phase: Phase = Choosing()
    place: Place = field(default_factory=Place)
    people: int | None = None  # as asked for; None: as the recipe says
    factor: Fraction = Fraction(1)
    adaptation: Adaptation = field(default_factory=Adaptation)
    habit: Adaptation | None = None  # what is to be done so the next time
    notes: tuple[Note, ...] = ()  # made in this session
    last_notes: tuple[Note, ...] = ()  # made in the sessions before
    about: tuple[str, ...] = ()  # the ingredients that were spoken of last, by their ids
    asked: Intent | None = None  # the last wish that "and the soy sauce?" or "the other one" may refer to
    wishes: tuple[str, ...] = ()  # the names of the last intents, the latest last
    hinted: tuple[str, ...] = ()  # the abilities that were mentioned
    misheard: int = 0  # how many times in a row nothing was understood
    timers: tuple[Timer, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    told: tuple[Place, ...] = ()  # the instructions that were told
    dinner: Dinner | None = None
    past: tuple[Snapshot, ...] = ()  # what "undo" goes back to, the latest last
    entered_at: float | None = None  # when the present step began
    reported_at: float | None = None  # when a report led to the present instruction
    took: tuple[Took, ...] = ()  # the steps that are done
    last_took: tuple[Took, ...] = ()  # how long they took the last time this was cooked
    utc_offset_seconds: int = 0  # what the clock on the wall is ahead of UTC
    utterances: int = 0  # how many were spoken; the last one's number
    things: int = 0  # how many timers and reminders there were
    last_said: tuple[Sentence, ...] = ()
    more: tuple[Sentence, ...] | None = None  # what "tell me more" goes on with, empty when all of an answer was said
    wake_phrase: str = ""  # what every command must begin with in company; "" in a kitchen without guests
    listens_until: float = 0.0  # until then it need not
    loud: bool = False  # the kitchen is; only few commands are listened for
    told_of_noise: bool = False
    speaking: int | None = None  # the utterance being spoken
    spoken_from: int = 0  # the part of it that came first
    broken: BrokenOff | None = None  # what was not heard to its end
    telling: Telling | None = None
    tips_told: tuple[str, ...] = ()
    left: str | None = None  # the file of the recipe that was left for this one
    volume_percent: int = USUAL_VOLUME_PERCENT
    speed_percent: int = 100
    voice: str | None = None  # the one chosen, by its name; None: the best
    voices: tuple[str, ...] = ()  # those of this machine, the best first
    loudspeaker: str | None = None  # the one chosen by voice, by its name; None: as it is set
    loudspeakers: tuple[str, ...] = ()  # those of this machine

    @property
    def dish(self) -> Recipe:
        """The recipe as it is cooked, with what the cook changed."""
        return self.recipe if self.adaptation.changes_nothing else adapted(self.recipe, self.adaptation)

    @property
    def step(self) -> Step:
        return self.dish.steps[self.place.step]

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
