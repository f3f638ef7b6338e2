"""The session that a run of the program begins with: the unfinished one, or a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import SystemRandom

from assistant.building import open_recipe, spoken_so
from assistant.config import Settings
from assistant.cookbook import CookbookError
from assistant.core.events import ClockChanged, Event, Started
from assistant.core.handlers.measuring import scaled_for
from assistant.core.manner import NO_MEANS, Manner, Means
from assistant.core.recipe import Recipe
from assistant.core.relocating import in_bounds, outline, relocated
from assistant.core.sentences import Sentence, sentence
from assistant.core.session import Session
from assistant.core.shelf import Shelf
from assistant.edges.clock import Watch
from assistant.edges.display import report
from assistant.edges.journal import Kept
from assistant.edges.keeper import Keeper
from assistant.edges.saving import SavedError
from assistant.edges.state import Beside, beside, restored
from assistant.errors import InputError
from assistant.language.wording import Wording

_FORGOTTEN_SECONDS = 24 * 3600.0  # nobody goes on with a dish of the day before


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A kept session as it is now: how long nobody ran it, by how much the clock was set, and what to say about it."""

    session: Session
    away_seconds: float
    clock_set_by: float
    changed: tuple[Sentence, ...]


def unfinished(settings: Settings, keeper: Keeper, watch: Watch) -> Kept | None:
    """What to go on with, whichever recipe it is of unless the cook named one."""
    return None if settings.fresh else lately(keeper.unfinished(), watch)


def lately(kept: Kept | None, watch: Watch) -> Kept | None:
    """That session, unless it was left too long ago."""
    return None if kept is None or absence(kept, watch)[0] >= _FORGOTTEN_SECONDS else kept


def absence(kept: Kept, watch: Watch) -> tuple[float, float]:
    """How many seconds nobody ran it, and by how many the clock was set in that time."""
    try:
        known = beside(kept.state)
    except SavedError:
        known = Beside()
    set_by = watch.set_since(kept.touched_at, known.boot, known.ahead)
    return max(0.0, watch.now() - set_by - kept.touched_at), set_by


def recipe_to_cook(settings: Settings, kept: Kept | None, keeper: Keeper) -> tuple[Recipe, tuple[Sentence, ...]]:
    """The one asked for, else the unfinished one's: if need be as it was when its file could still be read.

    Raises CookbookError where there is none, InputError for a broken one.
    """
    name = settings.recipe or (kept.recipe if kept else None)
    try:
        return open_recipe(name), ()
    except (CookbookError, InputError) as problem:
        old = keeper.recipe_of(kept) if kept is not None and settings.recipe in (None, kept.recipe) else None
        if old is None:
            raise
        report(problem)
        return old, (sentence("recipe_unreadable"),)


def begin(
    settings: Settings,
    recipe: Recipe,
    shelf: Shelf,
    keeper: Keeper,
    watch: Watch,
    words: Wording,
    means: Means = NO_MEANS,
    along: Callable[[Session], Session] = lambda session: session,
) -> tuple[Session, list[Event]]:
    """The session and the events that begin it; the keeper keeps it from now on. `along` adds what else there is."""
    kept = None if settings.fresh else lately(keeper.unfinished(recipe.id), watch)
    taken, said = None, tuple(keeper.news)
    keeper.news.clear()
    if kept is not None:
        try:
            taken = take_up(kept, recipe, shelf, keeper, watch)
        except SavedError as problem:
            report(f"The unfinished session cannot be taken up again: {problem}.")
            kept, said = None, (*said, sentence("session_unreadable"))
    session = new_session(recipe, shelf) if taken is None else taken.session
    session = along(session if settings.servings is None else scaled_for(session, settings.servings))
    session = replace(session, loud=False, wake_phrase=spoken_so(settings.wake_phrase))
    said += () if taken is None else taken.changed
    keeper.begin(session, kept)
    before = keeper.carried(recipe, kept)
    started = Started(
        away_seconds=None if taken is None else taken.away_seconds,
        utc_offset_seconds=watch.utc_offset_seconds,
        last_took=keeper.last_took(recipe, kept),
        changed=words.text(said) if said else None,
        habit=before.habit,
        notes=before.notes,
        manner=manner_for(settings, keeper, None if taken is None else taken.session),
        voices=means.voices,
        loudspeakers=means.loudspeakers,
    )
    if taken is not None and taken.clock_set_by:
        return session, [ClockChanged(taken.clock_set_by, watch.utc_offset_seconds), started]
    return session, [started]


def manner_for(settings: Settings, keeper: Keeper, session: Session | None = None) -> Manner:
    """How to speak: as it is set, else as in the session that is gone on with, else as the last time."""
    if session is not None:
        manner = Manner(session.volume_percent, session.speed_percent, session.voice)
    else:
        manner = keeper.manner() or Manner()
    return Manner(
        manner.volume_percent if settings.volume is None else settings.volume,
        manner.speed_percent if settings.speed is None else settings.speed,
        settings.voice or manner.voice,
    )


def take_up(kept: Kept, recipe: Recipe, shelf: Shelf, keeper: Keeper, watch: Watch) -> TakenUp:
    """Whatever of it can be read, at the same step of the recipe as it is now. Raises SavedError."""
    lost: list[str] = []
    session = restored(kept.state, recipe, shelf, lost)
    for each in lost:
        report(f"Not taken over from the unfinished session: {each}.")
    said = [sentence("partly_unreadable")] if lost else []
    old = keeper.outline_of(kept)
    if old is None:
        session = in_bounds(session)
    elif old != outline(recipe):
        session = relocated(session, old)
        said.append(sentence("recipe_changed"))
    return TakenUp(session, *absence(kept, watch), tuple(said))


def new_session(recipe: Recipe, shelf: Shelf) -> Session:
    return Session(recipe, shelf, seed=SystemRandom().getrandbits(32))
