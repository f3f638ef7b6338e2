"""What a recipe says, as the session needs it. Read from YAML by `cookbook`; frozen from then on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from assistant.core.quantity import Quantity

Sense: TypeAlias = Literal["look", "touch", "smell", "sound", "taste"]


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in whole seconds; `most_seconds` equals `least_seconds` where it is no range."""

    least_seconds: int
    most_seconds: int


@dataclass(frozen=True, slots=True)
class Substitute:
    """`use` instead of an ingredient; `so` is the consequence, a sentence of its own."""

    use: str
    so: str | None = None


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One line of the list. `kind` joins lines of one food ("ginger"), so that "how much ginger" names all uses."""

    id: str
    name: str
    kind: str
    amount: Quantity | None
    purpose: str | None  # where it goes, "for the simmer"; said when one kind has several uses
    note: str | None  # "skin on or off"
    optional: bool
    listed: bool  # False for what the source needs but does not list
    aliases: tuple[str, ...]  # other words for it, and how a recogniser may spell it
    substitutes: tuple[Substitute, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Ingredients that are listed together, "for the honey glaze"."""

    name: str
    ingredients: tuple[Ingredient, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """An ingredient inside a text, spoken with its (scaled) amount; `share` of the listed amount."""

    ingredient: str
    share: Fraction = Fraction(1)
    amount_only: bool = False


Text: TypeAlias = tuple[str | Use, ...]


@dataclass(frozen=True, slots=True)
class StepTimer:
    """A timer that an instruction offers.

    `span` is a range where the recipe gives one: it rings after the least, then every `again_seconds` on a yes.
    `check` is what to look at when it rings; `start_cue` completes "say go when ..." for those under three minutes;
    `tolerance_seconds` is how long it may overrun unharmed; `every` is a rhythm inside it ("turn the pieces").
    """

    name: str
    span: Span
    check: str
    again_seconds: int | None
    start_cue: str | None
    tolerance_seconds: int
    warn_seconds: int
    warn: str | None
    every: Rhythm | None
    unattended: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Something to do again and again while a timer runs."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing to do, at most 22 spoken words. `meanwhile`: done while the step's unattended timer runs."""

    text: Text
    timer: StepTimer | None
    meanwhile: bool
    waits_for: str | None  # the cue that completes it, "it boils"
    uses: tuple[Use, ...]  # what goes in, named in the text or not


@dataclass(frozen=True, slots=True)
class Cue:
    """How to tell that a step is done, by one sense."""

    sense: Sense
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What may go wrong, the words by which a cook would name it, and what to do."""

    words: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Tip:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the recipe's steps; `name` is one or two spoken words ("simmer"), `title` a phrase."""

    name: str
    title: str
    instructions: tuple[Instruction, ...]
    duration: Span | None
    heat: str | None
    why: tuple[str, ...]
    done: tuple[Cue, ...]
    warnings: tuple[str, ...]
    problems: tuple[Problem, ...]
    details: tuple[str, ...]
    tips: tuple[str, ...]  # ids
    no_pause: bool  # belongs to a stretch without a pause
    ready: tuple[str, ...]  # what must be within reach before it begins


@dataclass(frozen=True, slots=True)
class Nutrient:
    name: str
    amount: Quantity
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Answers about the whole dish, each a few sentences of at most 22 words."""

    serving: tuple[str, ...]
    storage: tuple[str, ...]
    reheating: tuple[str, ...]
    freezing: tuple[str, ...]
    why: tuple[str, ...]
    closing: tuple[str, ...]  # said after the last step, before the leftovers


@dataclass(frozen=True, slots=True)
class Recipe:
    id: str
    title: str
    names: tuple[str, ...]  # what a cook may call it
    source: str
    summary: str
    servings: Quantity
    published: Span  # what the source says it takes
    published_parts: str  # how the source divides it, a sentence
    total: Span  # what its steps add up to
    total_note: str  # why that may differ, a sentence
    groups: tuple[Group, ...]
    equipment: tuple[str, ...]
    steps: tuple[Step, ...]
    tips: tuple[Tip, ...]
    nutrition: tuple[Nutrient, ...]
    knowledge: Knowledge

    @property
    def ingredients(self) -> tuple[Ingredient, ...]:
        return tuple(i for group in self.groups for i in group.ingredients)

    def ingredient(self, id: str) -> Ingredient:
        return next(i for i in self.ingredients if i.id == id)

    def called(self, name: str) -> tuple[Ingredient, ...]:
        """The ingredients that a spoken name may mean: those of its very name, else all of its kind, else none."""
        wanted = name.lower().strip()
        exact = [i for i in self.ingredients if wanted == i.name]
        kind = [i for i in self.ingredients if wanted == i.kind or wanted in i.aliases]
        return tuple(exact if exact and len(exact) >= len(kind) else kind or exact)

    def tip(self, id: str) -> Tip:
        return next(t for t in self.tips if t.id == id)
