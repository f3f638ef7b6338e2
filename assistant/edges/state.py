"""A session as one line of JSON, with what is needed beside it to take it up again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from assistant.core.adapting import Adaptation
from assistant.core.recipe import Recipe
from assistant.core.session import Choosing, Cooking, Manner, Note, Phase, Place, Session
from assistant.core.shelf import Shelf
from assistant.core.timers import Timer
from assistant.edges.saving import SavedError, fits, from_json, to_json, values_of

_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Beside:
    """The recipe's fingerprint, and what the wall clock was ahead of the steady clock of that boot."""

    recipe: str | None = None
    boot: str | None = None
    ahead: float | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What one session leaves to the next: how the cook wants it made, and notes."""

    habit: Adaptation | None = None
    notes: tuple[Note, ...] = ()


def manner_of(state: str) -> Manner:
    """How that session spoke, as far as it can be read. Raises SavedError where nothing can."""
    data = _read(state)
    return Manner(**values_of(Manner, data, []))


def carried(state: str) -> Carried:
    """As far as it can be read. Raises SavedError where nothing can."""
    data = _read(state)
    wanted: dict[str, Any] = {name: data[name] for name in ("habit", "notes", "last_notes") if name in data}
    values = values_of(Session, wanted, [])
    return Carried(values.get("habit"), values.get("last_notes", ()) + values.get("notes", ()))


def state_of(session: Session, beside: Beside, with_shelf: bool = False) -> str:
    """Without the recipe and, unless it is wanted, the shelf: they are read anew."""
    kept = session if with_shelf else replace(session, shelf=())
    return json.dumps(to_json(kept) | {"recipe": None, "beside": asdict(beside)}, ensure_ascii=False)


def beside(state: str) -> Beside:
    """Nothing where an older version kept nothing."""
    kept = _read(state).get("beside")
    kept = kept if isinstance(kept, dict) else {}
    recipe, boot, ahead = (kept.get(name) for name in ("recipe", "boot", "ahead"))
    return Beside(
        recipe if isinstance(recipe, str) else None,
        boot if isinstance(boot, str) else None,
        ahead if isinstance(ahead, float) and fits(ahead, float) else None,
    )


def restored(state: str, recipe: Recipe, shelf: Shelf | None = None, lost: list[str] | None = None) -> Session:
    """The session with this recipe and shelf, as far as it can be read: what cannot is named in `lost`.

    Raises SavedError where nothing is left that says how far the cooking was.
    """
    lost = [] if lost is None else lost
    data = {k: v for k, v in _read(state).items() if k != "recipe"}
    if shelf is not None:
        data.pop("shelf", None)
    if not fits(data.get("seed"), int):
        data["seed"] = 0
    values = values_of(Session, data, lost)
    if abs(values.get("utc_offset_seconds", 0)) >= _DAY_SECONDS:  # no zone is so far away
        del values["utc_offset_seconds"]
    if not {"place", "phase", "timers"} & values.keys():
        raise SavedError("the saved session says neither place nor timers")
    missing: dict[str, Any] = {"shelf": (), "place": Place(), "phase": _phase_beneath(data.get("phase"))}
    return Session(recipe=recipe, **(missing | values | ({} if shelf is None else {"shelf": shelf})))


def _phase_beneath(data: Any) -> Phase:
    """The phase beneath a question or state that is not known: cooking goes on, it never starts over."""
    back = data.get("back") if isinstance(data, dict) else None
    try:
        phase = from_json(back)
    except SavedError:
        phase = None
    return phase if isinstance(phase, Choosing | Cooking) else Cooking()


def timers_of(state: str) -> tuple[Timer, ...]:
    """Those that can be read."""
    timers = from_json(_read(state).get("timers", []))
    return tuple(t for t in timers if isinstance(t, Timer)) if isinstance(timers, tuple) else ()


def _read(state: str) -> dict[str, Any]:
    try:
        data = json.loads(state)
    except (ValueError, RecursionError) as problem:
        raise SavedError(f"the saved state is no JSON: {problem}") from problem
    if not isinstance(data, dict):
        raise SavedError("the saved state is no session")
    return data
