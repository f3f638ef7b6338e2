"""What a setting is: a name, what it is good for, and which values it may have."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import Any, TypeAlias

Raw: TypeAlias = object  # a text from the environment or the command line, or a value of TOML

_SPEC = "setting"
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` makes a value of what was written and raises ValueError where it is none; `example` is TOML."""

    read: Callable[[Raw], Any]
    shown: str
    example: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One that is not `kept` is asked of a single run: a flag, but never in the file."""

    name: str
    default: Any
    kind: Kind
    help: str
    kept: bool

    @property
    def flag(self) -> str:
        return f"--{self.name.replace('_', '-')}"


def setting(default: Any, kind: Kind, help: str, *, kept: bool = True) -> Any:
    """A field of the settings."""
    return field(default=default, metadata={_SPEC: (kind, help, kept)})


def settings_of(owner: type[Any]) -> dict[str, Setting]:
    """The settings that a dataclass consists of, by name."""
    return {f.name: Setting(f.name, f.default, *f.metadata[_SPEC]) for f in fields(owner)}


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """`; did you mean 'microphone'?`, or what there is where nothing is near."""
    by_lower = {name.lower(): name for name in names}
    near = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.5)
    return f"; did you mean {by_lower[near[0]]!r}?" if near else f"; there are {', '.join(by_lower.values())}."


def one_of(*choices: str) -> Kind:
    def read(raw: Raw) -> str:
        if raw not in choices:
            raise ValueError(f"{raw!r} is no choice{did_you_mean(str(raw), choices)}")
        return str(raw)

    return Kind(read, "{" + ",".join(choices) + "}", f'"{choices[-1]}"')


def whole(least: int, most: int) -> Kind:
    def read(raw: Raw) -> int:
        text = str(raw).strip()
        if isinstance(raw, bool | float) or not text.removeprefix("-").isdecimal():
            raise ValueError(f"{raw!r} is not a whole number from {least} to {most}.")
        if not least <= int(text) <= most:
            raise ValueError(f"{text} is not between {least} and {most}.")
        return int(text)

    return Kind(read, "N", str(most))


def number(least: float, most: float) -> Kind:
    def read(raw: Raw) -> float:
        try:
            value = float("nan") if isinstance(raw, bool) else float(str(raw))
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise ValueError(f"{raw!r} is not a number from {least:g} to {most:g}.")
        return value

    return Kind(read, "X", f"{most:g}")


def _text(raw: Raw) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(f"{raw!r} is not a text.")
    return raw.strip()


def _yes_or_no(raw: Raw) -> bool:
    text = str(raw).lower()
    if text not in _YES + _NO:
        raise ValueError(f"{raw!r} is not true or false.")
    return text in _YES


def _device(raw: Raw) -> str | int:
    if isinstance(raw, bool | float) or not isinstance(raw, str | int) or not str(raw).strip() or str(raw)[0] == "-":
        raise ValueError(f"{raw!r} is not the name or number of a device.")
    text = str(raw).strip()
    return int(text) if text.isdecimal() else text


TEXT = Kind(_text, "TEXT", '"..."')
YES_OR_NO = Kind(_yes_or_no, "", "true")
DEVICE = Kind(_device, "DEVICE", '"USB"')
