"""The machine: room on the disk, a journal that can be written, a clock that knows its zone, the settings file."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from assistant.config import Settings, journal_path, settings_path
from assistant.doctor.finding import Finding, better, broken, ok

_ENOUGH_MEGABYTES = 100  # an evening takes one; the rest is for the machine
_BUILT = time.mktime((2025, 1, 1, 0, 0, 0, 0, 0, 0))  # no kitchen is in a time before this program


def settings_file(settings: Settings) -> Iterator[Finding]:
    """It was read already; a broken one ends the command before."""
    path = settings_path()
    yield ok("settings", f"{path}." if path.exists() else f"All as they come; {path} would hold yours.")


def disk(settings: Settings) -> Iterator[Finding]:
    folder = journal_path().parent
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free // 1_000_000
    if not _writable(there):
        says, advice = f"Nothing can be written in {there}.", "Allow it; until then a crash forgets where you are."
        yield broken("disk", says, advice, free_megabytes=free)
    elif free < _ENOUGH_MEGABYTES:
        yield better("disk", f"Only {free} MB are free for {folder}.", "Make room.", free_megabytes=free)
    else:
        yield ok("disk", f"{free} MB free; the journal is in {folder}.", free_megabytes=free)


def clock(settings: Settings) -> Iterator[Finding]:
    now = time.localtime()
    shown = time.strftime("%H:%M %Z", now)
    if time.time() < _BUILT:
        yield better("clock", f"It says {time.strftime('%Y-%m-%d', now)}.", "Set it; timers run right all the same.")
    elif not os.environ.get("TZ") and now.tm_gmtoff == 0:
        advice = "If that is not what your clock says, set the machine's time zone."
        yield better("clock", f"It is {shown}.", advice, utc_offset_seconds=0)
    else:
        yield ok("clock", f"It is {shown}.", utc_offset_seconds=now.tm_gmtoff)


def system(settings: Settings) -> Iterator[Finding]:
    cores = os.cpu_count() or 1
    what = f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}, {cores} cores"
    yield ok("machine", f"{what}.", cores=cores)


def _writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
