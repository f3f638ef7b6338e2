"""The files of a speech model: whole, or not. With half a file, Vosk ends the process without a word."""

from __future__ import annotations

import json
from pathlib import Path

CONTENTS = "contents.json"  # sizes in bytes by path, written when the model is put in place


def lost_files(folder: Path) -> list[str]:
    """Those that are gone, or have another size than they had. A model put there by hand has no list: none."""
    try:
        sizes: dict[str, int] = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        return [name for name, size in sizes.items() if not _has(folder / name, size)]
    except (OSError, ValueError, AttributeError):
        return []


def _has(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size
