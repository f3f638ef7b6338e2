"""Which voices are here, and whether there is a natural one."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.config import Settings, is_installed
from assistant.doctor.finding import Finding, State, better, ok
from assistant.edges.voices import natural
from assistant.edges.voices.choosing import installed

_OF_THE_PACKAGE = "pip install 'assistant[natural]'"


def voices(settings: Settings) -> Iterator[Finding]:
    """Whether they speak at all is found where one is heard."""
    names = list(installed())
    if settings.voice not in (None, "text", *names):
        says = f"The voice {settings.voice} that is set is not here; {names[0]} speaks."
        yield Finding("voices", State.BETTER, says, f"Take {names[0]}.", {"voice": names[0]}, {"voices": names})
    elif natural.NAME not in names:
        how = _OF_THE_PACKAGE if is_installed() else "./scripts/cook"
        yield better("voices", f"Only {', '.join(names)} is here.", f"{how} adds a natural one.", voices=names)
    else:
        yield ok("voices", f"{settings.voice or names[0]} speaks; here are {', '.join(names)}.", voices=names)
