"""Where settings come from: a flag before the environment, that before the file, and that before the default."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.config import Settings, settings_path
from assistant.settings import file
from assistant.settings.setting import did_you_mean, settings_of

PREFIX = "COOKING_ASSISTANT_"
KNOWN = settings_of(Settings)


@dataclass(frozen=True, slots=True)
class InForce:
    """`origins` says by name where each value comes from."""

    settings: Settings
    origins: Mapping[str, str]


def settings(args: Namespace | None = None) -> Settings:
    """What this run is asked to do. Raises file.SettingsError."""
    return in_force(vars(args) if args else {}).settings


def in_force(
    flags: Mapping[str, Any], environment: Mapping[str, str] = os.environ, path: Path | None = None
) -> InForce:
    """`flags` has those that were given, among other things. Raises file.SettingsError."""
    path = path or settings_path()
    values: dict[str, Any] = {}
    origins = dict.fromkeys(KNOWN, "default")
    for origin, source in (
        (str(path), file.read(path, KNOWN)),
        ("environment", _from(environment)),
        ("flag", {name: value for name, value in flags.items() if name in KNOWN}),
    ):
        values |= source
        origins |= dict.fromkeys(source, origin)
    return InForce(Settings(**values), origins)


def variable(name: str) -> str:
    return PREFIX + name.upper()


def _from(environment: Mapping[str, str]) -> dict[str, Any]:
    """An empty variable is none."""
    names = {variable(name): name for name in KNOWN}
    values, problems = {}, []
    for key, text in environment.items():
        if not key.startswith(PREFIX) or not text:
            continue
        try:
            if key not in names:
                raise ValueError(f"there is no such variable{did_you_mean(key, names)}")
            values[names[key]] = KNOWN[names[key]].kind.read(text)
        except ValueError as problem:
            problems.append(f"{key}: {problem}")
    if problems:
        raise file.SettingsError("\n".join(problems))
    return values
