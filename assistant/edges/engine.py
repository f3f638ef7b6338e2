"""Vosk, without its means to download: on loading it would open a socket to see whether there is IPv6."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_DOWNLOADER = "requests"


def engine() -> Any:
    """The module `vosk`; it takes half as long to load without what it downloads models with."""
    if "vosk" in sys.modules or _DOWNLOADER in sys.modules:
        import vosk

        return vosk
    sys.modules[_DOWNLOADER] = ModuleType(_DOWNLOADER)
    try:
        import vosk
    finally:
        del sys.modules[_DOWNLOADER]
    return vosk
