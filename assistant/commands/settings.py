"""`assistant settings [NAME=VALUE...]`: what is in force and where it comes from; or set it for good."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from assistant.config import settings_path
from assistant.settings import file
from assistant.settings.setting import did_you_mean
from assistant.settings.sources import KNOWN, in_force


def run(args: Namespace) -> int:
    """Raises SettingsError."""
    if args.example:
        print(file.example(KNOWN), end="")
        return 0
    if args.changes:
        file.write(settings_path(), dict(map(change, args.changes)), KNOWN)
    force = in_force({})
    values = {name: getattr(force.settings, name) for name, setting in KNOWN.items() if setting.kept}
    if args.json:
        print(json.dumps({n: {"value": v, "from": force.origins[n]} for n, v in values.items()}, ensure_ascii=False))
        return 0
    print(f"# {settings_path()}{'' if settings_path().exists() else ' (not there yet)'}")
    for name, value in values.items():
        print(f"# {name} is not set" if value is None else f"{name} = {file.toml(value)}  # {force.origins[name]}")
    return 0


def change(text: str) -> tuple[str, Any]:
    """`NAME=VALUE` as a name and a value, None to unset it. Raises SettingsError."""
    name, equals, value = text.partition("=")
    names = [setting.name for setting in KNOWN.values() if setting.kept]
    if name not in names:
        raise file.SettingsError(f"There is no setting {name!r}{did_you_mean(name, names)}")
    if not equals:
        raise file.SettingsError(f"{name} has no value; write {name}={KNOWN[name].kind.example}.")
    try:
        return name, KNOWN[name].kind.read(value) if value else None
    except ValueError as problem:
        raise file.SettingsError(f"{name}: {problem}") from problem
