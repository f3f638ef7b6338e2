"""The page in a real browser follows what is said aloud to the real program."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.core.events import Started
from tests.displays.browser import PATIENCE_SECONDS, Browser
from tests.kitchen import MISSED_SECONDS, MOST_MISSED, Kitchen

pytestmark = [pytest.mark.card, pytest.mark.model, pytest.mark.browser]


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    browser = Browser.started(tmp_path / "browser")
    yield browser
    browser.close()


def address(kitchen: Kitchen) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := re.search(r"http://\S+/\?code=\w+", kitchen.log)):
        assert time.monotonic() < deadline, kitchen.log
        time.sleep(0.05)
    return found[0]


def test_the_page_follows_the_voice(kitchen: Kitchen, browser: Browser) -> None:
    kitchen.start(COOKING_ASSISTANT_DISPLAY="web", COOKING_ASSISTANT_SPEED="160")
    browser.open(address(kitchen))
    browser.size(1024, 768)
    assert isinstance(kitchen.listen().event, Started)
    browser.until("#doing-words", "Listening")
    kitchen.say("start")
    browser.until("#place", lambda text: text.startswith("Step 1 of 12"))
    for _ in range(MOST_MISSED):  # said again where it is not heard, as a cook would
        kitchen.speak("next step")
        with suppress(AssertionError):
            browser.until("#text", lambda text: text.startswith("Cut 2 green onions"), MISSED_SECONDS)
            break
    assert browser.text("#place").endswith("(2/8)")
    assert browser.text("#heard q") == "next step"
    assert browser.complaints() == []
