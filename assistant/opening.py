"""Going over to another recipe while the program runs: the same as starting with it, but for what is on the stove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from assistant.app import Opened
from assistant.building import interpreter_for, open_recipe, wording
from assistant.config import Settings
from assistant.core.events import Started
from assistant.core.going_over import is_over, taken_along
from assistant.core.manner import NO_MEANS, Manner, Means
from assistant.core.recipe import Recipe
from assistant.core.session import Session
from assistant.core.shelf import Shelf
from assistant.edges.clock import Watch
from assistant.edges.keeper import Keeper
from assistant.language.aliases import Knows
from assistant.language.understand import Interpreter
from assistant.sensing import Sensing, no_sense
from assistant.taking_up import begin


@dataclass(frozen=True, slots=True)
class ShelfOpening:
    """`knows`: which words the recogniser knows. `on_opened` gets the recipe, before anything of it is said."""

    shelf: Shelf
    keeper: Keeper
    watch: Watch
    means: Means = NO_MEANS
    knows: Knows | None = None
    wake_phrase: str = ""
    on_opened: Callable[[Recipe], None] = lambda recipe: None
    sensing: Sensing = no_sense

    def opened(self, file: str, session: Session) -> Opened:
        """Raises CookbookError, or InputError for a broken recipe."""
        recipe = open_recipe(file)
        if is_over(session):
            self.keeper.end()  # there is nothing to go back to
        words = wording(session.utc_offset_seconds)
        along = partial(self._along, session, file)
        new, events = begin(Settings(), recipe, self.shelf, self.keeper, self.watch, words, self.means, along)
        manner = Manner(session.volume_percent, session.speed_percent, session.voice)
        chosen = tuple(replace(e, chosen=True, manner=manner) if isinstance(e, Started) else e for e in events)
        self.on_opened(recipe)
        return Opened(new, chosen)

    def _along(self, old: Session, file: str, new: Session) -> Session:
        taken = taken_along(old, new, back=old.left == file and not is_over(new))
        return replace(taken, wake_phrase=self.wake_phrase)

    def interpreter(self, recipe: Recipe) -> Interpreter:
        speakers = self.means.loudspeakers
        return interpreter_for(recipe, self.shelf, self.knows, self.wake_phrase, speakers, self.sensing)
