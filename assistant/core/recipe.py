"""What a recipe says, as the session needs it. Read from YAML by `cookbook`; frozen from then on.

The types are the format: a field without a default is a key that a recipe must have (docs/recipe-format.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from assistant.core.kitchen import Kitchen, Spoken as Spoken, Topic
from assistant.core.quantity import Quantity
from assistant.core.texts import Span as Span, Text as Text, Use as Use, Uses as Uses, uses_in as uses_in

Sense: TypeAlias = Literal["look", "touch", "smell", "sound", "taste"]
Id: TypeAlias = Annotated[str, "id"]  # lower case, digits and hyphens
Seconds: TypeAlias = Annotated[int, "seconds"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a substitute changes about another ingredient: so much more of it, or another amount."""

    ingredient: Id
    more: Quantity | None = None
    amount: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Substitute:
    """`use` instead of an ingredient; `so` is the consequence, a sentence of its own, said again at the step `again`.

    `amount` for the whole recipe where it is not just as much. `same_as`: it is that ingredient, of which so much more
    is taken. `goes_with`: it goes in together with that ingredient, not where the other would. `ready`: it needs no
    cutting. `changes`: what else follows.
    """

    use: Spoken
    so: Spoken | None = None
    amount: Quantity | None = None
    again: Id | None = None
    same_as: Id | None = None
    goes_with: Id | None = None
    ready: bool = False
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredient:
    """One line of the list. `kind` joins lines of one food ("ginger"), so that "how much ginger" names all uses.

    `uncertain`: its amount was only guessed from what the source has, which is `written`; it is said as a guess.
    """

    id: Id
    name: Spoken  # as it follows its amount: "green onions"
    singular: Spoken | None = None  # the name of one, where they are counted
    kind: Spoken = field(default="", metadata={"like": "name"})
    amount: Quantity | None = None
    uncertain: bool = False
    written: str | None = None  # the source's own line, never said
    purpose: Spoken | None = None  # where it goes, "for the simmer"; said when one kind has several uses
    note: Spoken | None = None  # "skin on or off"
    optional: bool = False
    listed: bool = True  # False for what the source needs but does not list
    prepared: Spoken | None = None  # what `.the` says once it is cut or mixed, "the minced garlic"
    why: tuple[Spoken, ...] = ()  # what it does in the dish, sentences
    without: Spoken | None = None  # what follows where it is left out, a sentence
    vital: Spoken | None = None  # why it cannot be left out, a sentence
    aliases: tuple[str, ...] = ()  # other words for it, and how a recogniser may spell it
    substitutes: tuple[Substitute, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Ingredients that are listed together, "the honey glaze"."""

    name: Spoken
    ingredients: tuple[Ingredient, ...]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Something to do again and again while a timer runs."""

    span: Span
    text: Spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimer:
    """A timer that an instruction offers.

    `span` is a range where the recipe gives one: it rings after the least, then every `again_seconds` on a yes.
    `check` is what to look at when it rings; `start_cue` completes "say go when ..." for those under three minutes;
    `tolerance_seconds` is how long it may overrun unharmed; `every` is a rhythm inside it ("turn the pieces").
    """

    name: Spoken
    span: Span
    check: Spoken
    again_seconds: Seconds | None = None
    start_cue: Spoken | None = None
    tolerance_seconds: Seconds = 0
    warn_seconds: Seconds = field(default=0, metadata={"key": "warn_before"})  # the end; 0 for no warning
    warn: Spoken | None = None
    every: Rhythm | None = None
    unattended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One thing to do, at most 22 spoken words. `meanwhile`: done while an unattended timer runs.

    `warning` is a sentence said right after it, where a cook must hear it: ten words are plenty. `otherwise` is done in
    its place when an ingredient that it names is left out. `for_more` and `for_less` are sentences said with it when
    much more, or much less, than the recipe is cooked.
    """

    text: Text
    warning: Spoken | None = None
    timer: StepTimer | None = None
    meanwhile: bool = False
    waits_for: Spoken | None = None  # the cue that completes it, "it boils"
    adds: tuple[Use, ...] | None = None  # what goes in, where that is not just what the text names
    otherwise: Spoken | None = None
    for_more: Spoken | None = None
    for_less: Spoken | None = None

    @property
    def uses(self) -> tuple[Use, ...]:
        """What goes in, named in the text or not. Cutting something puts nothing in: `adds` is empty there."""
        return self.named if self.adds is None else self.adds

    @property
    def named(self) -> tuple[Use, ...]:
        """What the text names with its amount, even if it goes in later."""
        return tuple(use for use in uses_in(self.text) if not use.handled)


@dataclass(frozen=True, slots=True)
class Cue:
    """How to tell that a step is done, by one sense."""

    sense: Sense
    text: Spoken


@dataclass(frozen=True, slots=True)
class Problem:
    """What may go wrong, the words by which a cook would name it, and what to do."""

    words: tuple[str, ...]
    text: Spoken


@dataclass(frozen=True, slots=True)
class Tip:
    id: Id
    text: Spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the recipe's steps; `name` is one or two spoken words ("simmer"), `title` a phrase."""

    name: Spoken
    title: Spoken
    instructions: tuple[Instruction, ...]
    duration: Span | None = None
    heat: Spoken | None = None
    why: tuple[Spoken, ...] = ()
    done: tuple[Cue, ...] = ()
    problems: tuple[Problem, ...] = ()
    details: tuple[Spoken, ...] = ()
    tips: tuple[Id, ...] = ()
    no_pause: bool = False  # belongs to a stretch without a pause
    ready: tuple[Spoken, ...] = ()  # what must be within reach before it begins
    image: str | None = None  # as the recipe's own
    written: str | None = None  # the source's own words, never said

    @property
    def warnings(self) -> tuple[str, ...]:
        """Those of its instructions, in their order."""
        return tuple(i.warning for i in self.instructions if i.warning)


@dataclass(frozen=True, slots=True)
class Nutrient:
    """Per serving."""

    name: Spoken
    amount: Quantity
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """A word that voices or recognisers get wrong: respelled for a voice, and as it may be heard."""

    word: str
    said: Spoken
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Answers about the whole dish, each a few sentences of at most 22 words."""

    about: tuple[Spoken, ...] = ()  # what it is like and what it is for
    serving: tuple[Spoken, ...] = ()
    storage: tuple[Spoken, ...] = ()
    reheating: tuple[Spoken, ...] = ()
    freezing: tuple[Spoken, ...] = ()
    why: tuple[Spoken, ...] = ()
    closing: tuple[Spoken, ...] = ()  # said after the last step, before the leftovers


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a recipe is from. `license`: under which its words may be passed on."""

    name: str
    author: str | None = None
    url: str | None = None
    license: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What a recipe makes where it is not for so many people: "one loaf", "twenty four cookies"."""

    amount: Quantity
    thing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """`title` as it is written, in any alphabet; `said` is the same in words, where it has digits or symbols.

    `preparing`, `cooking` and `published` are the source's own times: `published` for both together.
    """

    id: Id
    title: str
    said: Spoken | None = None
    names: tuple[Spoken, ...] = ()  # what else a cook may call it
    source: Source
    summary: Spoken | None = None
    servings: Quantity | None = None  # people
    makes: Batch | None = None
    published: Span | None = None
    preparing: Span | None = None
    cooking: Span | None = None
    published_parts: Spoken | None = None  # how the source divides it, a sentence
    total: Span | None = None  # what its steps add up to
    total_note: Spoken | None = None  # why that may differ, a sentence
    groups: tuple[Group, ...]
    equipment: tuple[Spoken, ...] = ()
    steps: tuple[Step, ...]
    tips: tuple[Tip, ...] = ()
    nutrition: tuple[Nutrient, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()
    topics: tuple[Topic, ...] = ()  # questions about this dish, with their answers
    kitchen: Kitchen = field(default_factory=Kitchen)  # what every kitchen knows; not a recipe's own
    knowledge: Knowledge = Knowledge()
    image: str | None = None  # a PNG, JPEG or WebP file beside the recipe's, shown and never needed

    @property
    def spoken_title(self) -> str:
        return self.said or self.title

    @property
    def takes(self) -> Span | None:
        """As the recipe says, else as its steps do; None where neither says anything."""
        known = [step.duration for step in self.steps if step.duration]
        added = Span(sum(s.least_seconds for s in known), sum(s.most_seconds for s in known))
        return self.total or self.published or (added if known else None)

    @property
    def ingredients(self) -> tuple[Ingredient, ...]:
        return tuple(i for group in self.groups for i in group.ingredients)

    def ingredient(self, id: str) -> Ingredient:
        return next(i for i in self.ingredients if i.id == id)

    def called(self, name: str) -> tuple[Ingredient, ...]:
        """The ingredients that a spoken name may mean: those of its very name, else all of its kind, else none."""
        wanted = name.lower().strip()
        exact = [i for i in self.ingredients if wanted == i.name.lower()]
        kind = [i for i in self.ingredients if wanted == i.kind.lower() or wanted in map(str.lower, i.aliases)]
        return tuple(exact if exact and len(exact) >= len(kind) else kind or exact)

    def tip(self, id: str) -> Tip:
        return next(t for t in self.tips if t.id == id)
