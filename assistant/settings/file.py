"""The settings file: flat TOML, read with the line of each problem, and written without touching what else is in it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.settings.setting import Setting, did_you_mean

_LINE = 'microphone = "USB"'


class SettingsError(InputError):
    """What was set cannot be used; a line for each problem."""


def read(path: Path, known: Mapping[str, Setting]) -> dict[str, Any]:
    """The values by name; none where there is no file. Raises SettingsError with all problems."""
    text = _text_of(path)
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SettingsError(f"{path}: {problem}; write lines such as {_LINE}.") from problem
    values, problems = {}, []
    for name, raw in written.items():
        try:
            values[name] = _value(name, raw, known)
        except ValueError as problem:
            problems.append(f"{path}:{_line_of(name, text)}: {problem}")
    if problems:
        raise SettingsError("\n".join(problems))
    return values


def write(path: Path, changes: Mapping[str, Any], known: Mapping[str, Setting]) -> None:
    """Sets these in the file, None taking one out; comments and the rest stay. Raises SettingsError.

    The file is replaced in one step, so that a power cut leaves the old or the new one.
    """
    read(path, known)
    lines = _text_of(path).splitlines()
    for name, value in changes.items():
        lines = _changed(lines, name, value)
    new = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text("\n".join([*lines, ""]), encoding="utf-8")
        new.replace(path)
    except OSError as problem:
        raise SettingsError(f"{path} cannot be written ({problem.strerror}); allow it, or use flags.") from problem


def example(known: Mapping[str, Setting]) -> str:
    """A file that sets nothing and explains everything."""
    return "\n".join(f"# {s.name}: {s.help}.\n# {s.name} = {s.kind.example}\n" for s in known.values() if s.kept)


def toml(value: str | int | float | bool) -> str:
    """A value as TOML has it; its texts are JSON's, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # some editors begin a file with a mark
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{path} cannot be read ({problem}); make it a text file that you may read.") from problem


def _value(name: str, raw: object, known: Mapping[str, Setting]) -> Any:
    if name not in known:
        raise ValueError(f"there is no setting {name!r}{did_you_mean(name, _kept(known))}")
    if not known[name].kept:
        raise ValueError(f"{name!r} is for one run; use the flag {known[name].flag} instead.")
    try:
        return known[name].kind.read(raw)
    except ValueError as problem:
        raise ValueError(f"{name}: {problem}") from problem


def _line_of(name: str, text: str) -> int:
    at = re.search(rf"^[ \t\[]*[\"']?{re.escape(name)}\b", text, re.MULTILINE)
    return text.count("\n", 0, at.start()) + 1 if at else 1


def _changed(lines: list[str], name: str, value: Any) -> list[str]:
    """With the line of the setting replaced in its place, added at the end, or taken out."""
    set_here = re.compile(rf"\s*(\"{name}\"|'{name}'|{name})\s*=")
    new = [] if value is None else [f"{name} = {toml(value)}"]
    at = next((n for n, line in enumerate(lines) if set_here.match(line)), len(lines))
    return lines[:at] + new + lines[at + 1 :]


def _kept(known: Mapping[str, Setting]) -> list[str]:
    return [s.name for s in known.values() if s.kept]
