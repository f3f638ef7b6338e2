"""A recipe as its source has it, before anything is made speakable. Every reader gives one of these."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import InputError


@dataclass(frozen=True, slots=True)
class WrittenGroup:
    """Ingredient lines that the source lists together; `name` is empty where it gives none."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """`section` is the heading that it stands under, `title` its own; both may be empty."""

    text: str
    section: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`yields` is the source's text; lengths of time are seconds, None where the source says nothing."""

    title: str
    groups: tuple[WrittenGroup, ...]
    steps: tuple[WrittenStep, ...]
    about: str = ""
    author: str = ""
    site: str = ""
    address: str = ""
    yields: str = ""
    prep_seconds: int | None = None
    cook_seconds: int | None = None
    total_seconds: int | None = None
    tools: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    language: str = ""
    nutrition: tuple[tuple[str, str], ...] = ()  # schema.org's keys in lower case with what they say

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for group in self.groups for line in group.lines)


class RefusedError(InputError):
    """What was given holds no recipe that can be taken; the message says why and what to do."""
