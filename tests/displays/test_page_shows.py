"""What stands on the page, seen from the other side of the kitchen: one view in a real browser, without a program."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.building import writing
from assistant.core.view import Doing, View, view
from assistant.displays.web.door import Door, new_keys
from assistant.displays.web.server import WebDisplay, listening
from assistant.resources import load_yaml
from tests.conversation import Conversation
from tests.displays.browser import Browser, chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None and not sys.platform.startswith("linux"), reason="there is no Chromium"),
]

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Shown:
    display: WebDisplay
    talk: Conversation
    address: str
    said: list[str]

    def say(self, *lines: str) -> View:
        for line in lines:
            self.talk.hear(line)
        return self.show()

    def show(self) -> View:
        seen = view(self.talk.session, self.talk.now)
        self.display.show(lambda: seen)
        return seen


@contextmanager
def shown(folder: Path, image: str | None = None) -> Iterator[Shown]:
    """A session on a clock of its own; its recipe names an image, which lies in `folder` or does not."""
    keys, talk, said, sock = new_keys(), Conversation(), list[str](), listening(False, None)
    talk.begin()
    talk.session = replace(talk.session, recipe=replace(talk.session.recipe, image=image))
    address = f"http://127.0.0.1:{sock.getsockname()[1]}/?code={keys.code}"
    actions = load_yaml("language/actions.en.yaml")
    display = WebDisplay(sock, Door(keys), said.append, lambda: talk.now, writing, actions, folder.joinpath)
    try:
        yield Shown(display, talk, address, said)
    finally:
        display.close()


@pytest.fixture
def kitchen(tmp_path: Path, browser: Browser) -> Iterator[Shown]:
    with shown(tmp_path) as one:
        one.show()
        browser.size(1024, 768)
        browser.open(one.address)
        browser.until("#place", "Not begun")
        yield one


LINE = (
    "return [...document.querySelectorAll('#line li')].map((e) => [e.className, e.textContent, "
    "e.querySelectorAll('i.timer').length, e.getAttribute('aria-current')])"
)


def test_the_evening_shows_steps_waits_timers_and_now(kitchen: Shown, browser: Browser) -> None:
    seen = kitchen.say("start", "go to step three", "set a rice timer for ten minutes", "set an egg timer for a minute")
    browser.until("#line-words", lambda text: text.startswith("Now: simmer, since 6:00 PM. Next: check, about 7:"))
    line = browser.script(LINE)
    assert [kind for kind, *_ in line] == [s.when.value + (" waits" if s.waits else "") for s in seen.line]
    assert line[2] == ["now waits", line[2][1], 2, "step"]
    assert line[2][1].startswith("Simmer the pork belly, 6:00 PM to 7:")
    assert sum(timers for _, _, timers, _ in line) == 2
    begins, wide, marks = browser.script(
        "const here = document.querySelector('#line .now'), box = here.getBoundingClientRect();"
        "return [box.left, box.width, [...here.querySelectorAll('i')].map((e) => e.getBoundingClientRect().left)]"
    )
    stretch = seen.line[2]
    due = [(clock.due_at or 0) - stretch.begins_at for clock in seen.clocks]
    for moment, mark in zip([*sorted(due), 0.0], marks, strict=True):  # the last one is now
        assert mark == pytest.approx(begins + wide * moment / (stretch.ends_at - stretch.begins_at), abs=2)


def test_it_shows_what_the_assistant_does_and_how_loud_it_is_at_the_microphone(
    kitchen: Shown, browser: Browser
) -> None:
    seen = kitchen.say("start")
    assert not browser.one("#level").is_displayed(), "there is no microphone yet"
    for loudness, level in ((0.0, "0"), (0.52, "5"), (1.0, "10")):
        kitchen.display.level(loudness)
        browser.until_holds(f"document.getElementById('level').getAttribute('aria-valuenow') === '{level}'")
    assert browser.one("#level").is_displayed()
    words = {"speaking": "Speaking", "listening": "Listening", "paused": "Paused", "asleep": "Not listening"}
    for doing in Doing:
        kitchen.display.show(lambda doing=doing: replace(seen, doing=doing))  # type: ignore[misc]
        browser.until("#doing-words", words[doing])


@pytest.mark.parametrize("image", ["pork.png", "lost.png", "broken.png", None])
def test_an_image_is_shown_and_never_needed(image: str | None, tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "pork.png").write_bytes(PNG)
    (tmp_path / "broken.png").write_bytes(PNG[:20])
    with shown(tmp_path, image) as kitchen:
        kitchen.say("start")
        browser.open(kitchen.address)
        browser.until("#place", lambda text: text.startswith("Step 1 of 12"))
        browser.until_holds("document.readyState === 'complete' && document.getElementById('image').complete")
        wide, seen = browser.script(
            "const i = document.getElementById('image'); return [i.naturalWidth, i.offsetHeight]"
        )
        assert (wide > 0, seen > 0) == ((True, True) if image == "pork.png" else (False, False))
        browser.one("[data-action=next_step]").click()
        browser.until_holds("true")
        assert kitchen.said == ["next"]


# Width and height of a screen, and the millimetres of its pixel.
SCREENS = {
    "tablet": (1024, 768, 0.195),
    "upright": (768, 1024, 0.195),
    "laptop": (1280, 720, 0.242),
    "large": (1920, 1080, 0.277),
}
CAPITAL = 0.71  # of a letter's size
MINUTE_AT_THREE_METRES = 3000 * 0.000291  # of arc, in millimetres
LEGIBLE_MINUTES, GOOD_EYES_MINUTES = 10, 5


@pytest.mark.parametrize("screen", SCREENS)
def test_it_is_read_from_three_metres(screen: str, kitchen: Shown, browser: Browser) -> None:
    """The instruction and what is left of a timer: large enough, and in sight without a touch."""
    width, height, pixel = SCREENS[screen]
    browser.size(width, height)
    kitchen.say("start", "go to step six", "next", "set a rice timer for forty minutes")
    browser.until("#clocks .left", "40:00")
    for selector in ("#text", "#clocks .left"):
        size, bottom = letters(browser, selector)
        assert size * CAPITAL * pixel / MINUTE_AT_THREE_METRES >= LEGIBLE_MINUTES, selector
        assert bottom <= height, selector
    kitchen.say("cancel the rice timer", "set a stock timer for twelve hours")
    browser.until("#clocks .left", "12:00:00")
    size, _ = letters(browser, "#clocks .left")
    assert size * CAPITAL * pixel / MINUTE_AT_THREE_METRES >= GOOD_EYES_MINUTES


def letters(browser: Browser, selector: str) -> tuple[float, float]:
    """Their size and where the last line ends, in pixels."""
    size, bottom = browser.script(
        "const e = document.querySelector(arguments[0]);"
        "return [parseFloat(getComputedStyle(e).fontSize), e.getBoundingClientRect().bottom]",
        selector,
    )
    return size, bottom
