"""Microphone and loudspeaker: there, open, and delivering sound; else which other one to take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any

from assistant.config import Settings
from assistant.doctor.finding import Finding, State, better, broken, ok
from assistant.doctor.sound import Level, level_of, recorded
from assistant.edges.microphone import RATE, MicrophoneError
from assistant.edges.player import Device, LoudspeakerError, Player

_LISTEN_SECONDS = 0.7
_CLIPPED_SHARE = 0.001
_QUIET_DECIBELS = -75.0  # a room at rest is louder; what is quieter is muted, or its level is at the bottom


def microphone(settings: Settings) -> Iterator[Finding]:
    name, rate = named(settings.microphone, "input")
    try:
        level = level_of(recorded(_LISTEN_SECONDS, settings.microphone))
    except MicrophoneError as problem:
        yield _instead(str(problem), settings.microphone)
        return
    figures = {"device": name, "rate": rate, "level_decibels": level.decibels, "clipped_share": level.clipped_share}
    trouble = _trouble_with(level, rate)
    if level.all_zeros:
        yield _instead(f"{name} delivers nothing but zeros: it is muted, or not allowed.", settings.microphone)
    elif trouble:
        yield better("microphone", f"{name} {trouble[0]}.", trouble[1], **figures)
    else:
        yield ok("microphone", f"{name} delivers sound.", **figures)


def _trouble_with(level: Level, rate: int) -> tuple[str, str] | None:
    """What it does, and what to do about it."""
    if level.clipped_share > _CLIPPED_SHARE:
        return "is overdriven", "Turn its level down in the system's sound settings."
    if level.decibels < _QUIET_DECIBELS:
        return "is very quiet", "Turn its level up in the system's sound settings."
    if rate < RATE:
        return f"hears like a telephone ({rate} Hz)", "Prefer one that is not connected by Bluetooth."
    return None


def loudspeaker(settings: Settings) -> Iterator[Finding]:
    name, rate = named(settings.loudspeaker, "output")
    try:
        latency_seconds = _opened(settings.loudspeaker)
    except LoudspeakerError as problem:
        yield _other_loudspeaker(str(problem), settings.loudspeaker)
        return
    yield ok("loudspeaker", f"{name} opens.", device=name, rate=rate, latency_seconds=round(latency_seconds, 3))


def named(device: Device, kind: str) -> tuple[str, int]:
    """What the system calls it, and its own rate."""
    import sounddevice

    with suppress(sounddevice.PortAudioError, ValueError):
        found = sounddevice.query_devices(device, kind)
        return str(found["name"]), int(found["default_samplerate"])
    return "none" if device is None else str(device), 0


def _instead(says: str, chosen: Device) -> Finding:
    if name := _another("input", chosen, _delivers):
        advice = f"{name} delivers sound: take that one."
        return Finding("microphone", State.BETTER, says, advice, {"microphone": name})
    return broken("microphone", says, "Unmute it in the system's sound settings, allow it, or connect another one.")


def _other_loudspeaker(says: str, chosen: Device) -> Finding:
    if name := _another("output", chosen, _opens):
        return Finding("loudspeaker", State.BETTER, says, f"{name} opens: take that one.", {"loudspeaker": name})
    return broken("loudspeaker", says, "Connect one, or let go of it in other programs.")


def _another(kind: str, chosen: Device, works: Callable[[str], bool]) -> str | None:
    mine = named(chosen, kind)[0]
    return next((name for name in _names(kind) if name != mine and works(name)), None)


def _opened(device: Device) -> float:
    """Its latency in seconds. Raises LoudspeakerError."""
    with closing(Player(device)) as player:
        return player.latency_seconds


def _opens(name: str) -> bool:
    with suppress(LoudspeakerError):
        _opened(name)
        return True
    return False


def _delivers(name: str) -> bool:
    level: Level | None = None
    with suppress(MicrophoneError):
        level = level_of(recorded(_LISTEN_SECONDS, name))
    return level is not None and not level.all_zeros and level.decibels > _QUIET_DECIBELS


def _names(kind: str) -> list[str]:
    import sounddevice

    found: list[dict[str, Any]] = list(sounddevice.query_devices())
    return list(dict.fromkeys(str(each["name"]) for each in found if each[f"max_{kind}_channels"] > 0))
