"""Which display a run has."""

from __future__ import annotations

import sys

import pytest

from assistant.config import Settings
from assistant.displays.opening import which


@pytest.mark.parametrize(
    ("settings", "on_terminal", "display"),
    [
        (Settings(), True, "terminal"),
        (Settings(), False, "none"),
        (Settings(voice="text"), True, "none"),  # what is spoken stands there already
        (Settings(share=True), True, "web"),
        (Settings(display="web"), True, "web"),
        (Settings(display="none"), True, "none"),
        (Settings(display="terminal", voice="text"), True, "terminal"),
    ],
)
def test_the_terminal_is_the_default_where_there_is_one(
    settings: Settings, on_terminal: bool, display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: on_terminal)
    assert which(settings) == display
