"""A second copy of where the session is, for the day on which the journal itself is damaged."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.core.relocating import Outline


@dataclass(frozen=True, slots=True)
class Spare:
    """`recipe` is its id; `touched_at` wall-clock seconds."""

    recipe: str
    touched_at: float
    state: str
    outline: Outline


def write(path: Path, spare: Spare) -> None:
    """Wholly or not at all. Raises OSError."""
    data = {
        "recipe": spare.recipe,
        "touched_at": spare.touched_at,
        "state": spare.state,
        "outline": spare.outline.steps,
    }
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def read(path: Path) -> Spare | None:
    """None where there is none, or none that can be read."""
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        outline = Outline(tuple((str(name), tuple(map(str, texts))) for name, texts in data["outline"]))
        return Spare(str(data["recipe"]), float(data["touched_at"]), str(data["state"]), outline)
    return None
