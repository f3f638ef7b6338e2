"""`assistant doctor`: is everything there, how well does it work here, and what to do."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from assistant.config import Settings, lock_path, settings_path
from assistant.doctor.checks.room import noise
from assistant.doctor.checks.words import words
from assistant.doctor.consultation import AUDIBLE, OFFLINE, SILENT, as_json, consulted, proposed, worst
from assistant.doctor.finding import Finding, State
from assistant.edges.lock import only_one
from assistant.settings import file
from assistant.settings.sources import KNOWN, settings

_WIDTH = max(map(len, State))


def run(args: Namespace) -> int:
    """3 where something is broken. Raises BusyError beside a running session, which has the devices."""
    with only_one(lock_path()):
        findings = []
        for finding in looked_at(args, settings(args)):
            findings.append(finding)
            if not args.json:
                show(finding)
        if args.json:
            print(json.dumps(as_json(findings), ensure_ascii=False))
        elif sys.stdin.isatty():
            offer(proposed(findings))
    return 3 if worst(findings) is State.BROKEN else 0


def looked_at(args: Namespace, asked: Settings) -> Iterator[Finding]:
    if args.offline:
        yield from consulted(OFFLINE, asked)
        return
    yield from consulted(SILENT, asked)
    if args.quiet:
        return
    if not args.json:
        print("Now I listen to the room, say a word, and listen to it.", flush=True)
    yield from consulted(AUDIBLE, asked)
    if not args.json and sys.stdin.isatty() and asks("To hear how loud the hood is, turn it on and type yes: "):
        yield from noise(asked, "room with the hood on")
    if not args.json and sys.stdin.isatty() and asks("To measure your voice, type yes, and say next at the stove: "):
        yield from words(asked)


def show(finding: Finding) -> None:
    print(f"{finding.state:<{_WIDTH}}  {finding.about}: {finding.says}", flush=True)
    if finding.advice:
        print(f"{'':<{_WIDTH}}  → {finding.advice}", flush=True)


def offer(proposals: dict[str, Any]) -> None:
    """Writes them on a yes. Raises SettingsError."""
    if not proposals:
        return
    for name, value in proposals.items():
        print(f"{name} = {file.toml(value)}")
    if asks(f"Write this into {settings_path()}? Type yes: "):
        file.write(settings_path(), proposals, KNOWN)


def asks(question: str) -> bool:
    print(question, end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
