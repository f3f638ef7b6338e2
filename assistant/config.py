"""What a run of the program is asked to do, and where its files are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from assistant.errors import MissingError
from assistant.settings.setting import DEVICE, TEXT, YES_OR_NO, number, one_of, setting, whole

APP = "cooking-assistant"
MODEL = "vosk-model-small-en-us-0.15"
SENTENCE_MODEL = "all-minilm-l6-v2-q"
VOICE_DECIBELS = -25  # of full scale: a cook's words at a microphone within arm's length
VOICE_LEVELS = (-60, -5)
PACKAGE = Path(__file__).resolve().parent
PROJECT = PACKAGE.parent  # of a checkout, which has the recipes and the model beside the package


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is a line of the settings file, an environment variable and a flag of `assistant cook`.

    None leaves it to the recipe, the system or the terminal. Another setting is another line here.
    """

    recipe: str | None = setting(None, TEXT, "a recipe's name or file; without it the pork belly")
    servings: int | None = setting(None, whole(1, 100), "for so many people")
    ears: Literal["microphone", "keyboard"] = setting(
        "microphone", one_of("microphone", "keyboard"), "what it listens to"
    )
    voice: Literal["natural", "pyttsx3", "text"] | None = setting(
        None,
        one_of("natural", "pyttsx3", "text"),
        "who speaks; without it the best; text prints it",
    )
    display: Literal["terminal", "web", "none"] | None = setting(
        None, one_of("terminal", "web", "none"), "where to show things; without it the terminal, where there is one"
    )
    share: bool = setting(False, YES_OR_NO, "the web display is for every screen of the house, with the code")
    port: int | None = setting(None, whole(1, 65535), "of the web display; without it the first free one from 8787")
    fresh: bool = setting(False, YES_OR_NO, "do not offer to go on with an unfinished session", kept=False)
    microphone: str | int | None = setting(None, DEVICE, "the name of one, a part of it, or its number")
    loudspeaker: str | int | None = setting(None, DEVICE, "the same")
    voice_level: int = setting(
        VOICE_DECIBELS,
        whole(*VOICE_LEVELS),
        "decibels of your words at the microphone, as the doctor measures them",
    )
    volume: int | None = setting(None, whole(20, 100), "percent; without it as the last time")
    speed: int | None = setting(None, whole(55, 160), "percent of normal speech; without it as the last time")
    loudspeaker_wakes: float | None = setting(
        None, number(0.0, 3.0), "seconds that it swallows when it slept; without it, half a second of a wireless one"
    )
    sounds: bool = setting(True, YES_OR_NO, "soft sounds for heard, not understood and done, beside the words")
    wake_phrase: str | None = setting(
        None, TEXT, "for a kitchen with guests: what every command must begin with, like hey chef"
    )
    model: str | None = setting(None, TEXT, "the folder of the speech model")


def settings_path() -> Path:
    return platformdirs.user_config_path(APP, appauthor=False) / "settings.toml"


def recipe_folders() -> tuple[Path, ...]:
    """The cook's own recipes come before the project's."""
    ours = PACKAGE / "recipes" if is_installed() else PROJECT / "recipes"
    return (platformdirs.user_data_path(APP, appauthor=False) / "recipes", ours)


def is_installed() -> bool:
    """With its data inside, not run from a checkout."""
    return (PACKAGE / "recipes").is_dir()


def models_folder() -> Path:
    return platformdirs.user_data_path(APP, appauthor=False) / "models" if is_installed() else PROJECT / "models"


def journal_path() -> Path:
    return platformdirs.user_state_path(APP, appauthor=False) / "journal.sqlite3"


def voice_cache() -> Path:
    """Where rendered sentences are kept; all of it can be made again."""
    return platformdirs.user_cache_path(APP, appauthor=False) / "voice"


def keys_path() -> Path:
    """What opens the web display."""
    return journal_path().with_name("display-keys.json")


def lock_path() -> Path:
    """Held by the one program that cooks."""
    return journal_path().with_name("cooking.lock")


def sentence_model_path() -> Path:
    """The folder of the model that compares questions; it need not be there."""
    return models_folder() / SENTENCE_MODEL


def fetch_command() -> str:
    return "assistant fetch-model" if is_installed() else "scripts/fetch-model"


def model_path(chosen: str | None = None) -> Path:
    """The speech model's folder: the one chosen in the settings, else where it is put; raises MissingError."""
    chosen = chosen or os.environ.get("VOSK_MODEL_PATH")
    path = Path(chosen) if chosen else models_folder() / MODEL
    if not (path / "am").is_dir():
        raise MissingError(f"There is no speech model in {path}. Run {fetch_command()} to get it.")
    return path
