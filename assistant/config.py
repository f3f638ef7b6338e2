"""What a run of the program is asked to do, and where its files are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from assistant.errors import MissingError

APP = "cooking-assistant"
MODEL = "vosk-model-small-en-us-0.15"
PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """`servings` None: as the recipe says. Devices are names or numbers, None for the system's choice."""

    recipe: str | None = None
    servings: int | None = None
    ears: Literal["microphone", "keyboard"] = "microphone"
    voice: Literal["pyttsx3", "text"] = "pyttsx3"
    display: Literal["terminal", "none"] = "none"
    fresh: bool = False
    microphone: str | int | None = None
    loudspeaker: str | int | None = None


def recipe_folders() -> tuple[Path, ...]:
    """The cook's own recipes come before the project's."""
    return (platformdirs.user_data_path(APP, appauthor=False) / "recipes", PROJECT / "recipes")


def journal_path() -> Path:
    return platformdirs.user_state_path(APP, appauthor=False) / "journal.sqlite3"


def lock_path() -> Path:
    """Held by the one program that cooks."""
    return journal_path().with_name("cooking.lock")


def model_path() -> Path:
    """The speech model's folder; raises MissingError."""
    chosen = os.environ.get("VOSK_MODEL_PATH")
    path = Path(chosen) if chosen else PROJECT / "models" / MODEL
    if not (path / "am").is_dir():
        raise MissingError(f"There is no speech model in {path}. Run scripts/fetch-model to get it.")
    return path
