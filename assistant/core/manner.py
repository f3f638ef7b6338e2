"""How a cook wants to be spoken to."""

from __future__ import annotations

from dataclasses import dataclass

USUAL_VOLUME_PERCENT = 80  # leaves room above it


@dataclass(frozen=True, slots=True)
class Manner:
    """`voice` by name, None for the best."""

    volume_percent: int = USUAL_VOLUME_PERCENT
    speed_percent: int = 100
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What this machine can speak with and from, by name, the best first."""

    voices: tuple[str, ...] = ()
    loudspeakers: tuple[str, ...] = ()


NO_MEANS = Means()  # where words are printed
