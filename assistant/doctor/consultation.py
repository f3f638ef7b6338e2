"""Which checks are made, in which order; the order is that of what depends on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assistant.config import Settings
from assistant.doctor.checks.devices import loudspeaker, microphone
from assistant.doctor.checks.itself import itself
from assistant.doctor.checks.machine import clock, disk, settings_file, system
from assistant.doctor.checks.model import model
from assistant.doctor.checks.offline import offline
from assistant.doctor.checks.questions import questions
from assistant.doctor.checks.room import echo, noise
from assistant.doctor.checks.voices import voices
from assistant.doctor.finding import Check, Finding, State, broken

SILENT: tuple[Check, ...] = (system, settings_file, disk, clock, model, questions, voices, itself)
AUDIBLE: tuple[Check, ...] = (microphone, loudspeaker, noise, echo)
OFFLINE: tuple[Check, ...] = (offline,)


def consulted(checks: tuple[Check, ...], settings: Settings) -> Iterator[Finding]:
    """Each finding as soon as it is there; what a check itself stumbles over is a finding too."""
    for check in checks:
        try:
            yield from check(settings)
        except Exception as problem:  # libraries of devices raise whatever they like, and the other checks go on
            yield broken(check.__name__, f"This could not be checked ({problem!r}).", "Tell us about it.")


def proposed(findings: list[Finding]) -> dict[str, Any]:
    """The settings that would make something better; of two for one, the first."""
    proposals: dict[str, Any] = {}
    for finding in findings:
        proposals = {**finding.proposes, **proposals}
    return proposals


def as_json(findings: list[Finding]) -> dict[str, Any]:
    return {"state": worst(findings), "findings": [asdict(f) for f in findings], "proposes": proposed(findings)}


def worst(findings: list[Finding]) -> State:
    order = list(State)
    return max((f.state for f in findings), key=order.index, default=State.OK)
