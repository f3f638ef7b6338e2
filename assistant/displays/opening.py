"""Which display a run has, and what it needs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from assistant.app import Display
from assistant.building import writing
from assistant.config import Settings, keys_path, recipe_folders
from assistant.edges.display import LineDisplay, NoDisplay
from assistant.inbox import Inbox
from assistant.resources import load_yaml


def open_display(settings: Settings, inbox: Inbox, now: Callable[[], float]) -> Display:
    """What is wished on it goes to the inbox; `now` is the session's clock. Raises DisplayError."""
    match which(settings):
        case "none":
            return NoDisplay()
        case "terminal" if can_draw():
            from assistant.displays.terminal.screen import TerminalDisplay

            actions, typing = load_yaml("language/actions.en.yaml"), settings.ears == "keyboard"
            return TerminalDisplay(inbox.typed, inbox.input_ended, now, writing, actions, typing and sys.stdin.isatty())
        case "terminal":
            return LineDisplay()
        case "web":
            return open_web(settings, inbox.typed, now)


def which(settings: Settings) -> Literal["terminal", "web", "none"]:
    """The one that is set, else what the place allows."""
    if settings.display is not None or settings.share:
        return settings.display or "web"
    return "terminal" if sys.stdout.isatty() and settings.voice != "text" else "none"


def can_draw() -> bool:
    """Whether there is a terminal on which lines can be drawn anew; elsewhere they are printed one after the other."""
    able = sys.platform != "win32" and shutil.which("stty") is not None
    return able and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def types_on_display(settings: Settings) -> bool:
    """Whether the display reads the keyboard, so that nothing else may."""
    return which(settings) == "terminal" and can_draw() and sys.stdin.isatty()


def shows_words(settings: Settings) -> bool:
    """Whether what is said stands on the terminal already."""
    return which(settings) == "terminal"


def open_web(settings: Settings, on_words: Callable[[str], None], now: Callable[[], float]) -> Display:
    """Says where it is found, on standard error: standard output may hold what would be spoken."""
    from assistant.displays.web.address import announcement, own_names
    from assistant.displays.web.door import Door, kept_keys
    from assistant.displays.web.server import WebDisplay, listening

    sock = listening(settings.share, settings.port)
    keys = kept_keys(keys_path())
    door = Door(keys, own_names() if settings.share else frozenset())
    actions = load_yaml("language/actions.en.yaml")
    display = WebDisplay(sock, door, on_words, now, writing, actions, image_file)
    port = sock.getsockname()[1]
    print(announcement(port, keys.code, settings.share, sys.stderr.isatty()), file=sys.stderr, flush=True)
    return display


def image_file(name: str) -> Path | None:
    """A recipe's image, which lies beside the recipe; nothing outside of that folder."""
    from assistant.displays.web.pages import IMAGE_KINDS

    if Path(name).name != name or Path(name).suffix.lower() not in IMAGE_KINDS:
        return None
    return next((folder / name for folder in recipe_folders() if (folder / name).is_file()), None)
