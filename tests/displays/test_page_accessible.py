"""Everybody can use the page: at every size, with a keyboard, a screen reader, large letters and without motion."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.displays.browser import Browser, chromium
from tests.displays.page import GINGER, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None and not sys.platform.startswith("linux"), reason="there is no Chromium"),
]

STATES = {
    "timers": ("go to step three", "set a rice timer for two hours", "set a timer for one second", "next"),
    "glaze": ("go to step six", "next"),
    "warning": ("go to step seven", "yes", "next", "next"),
    "asleep": ("stop listening",),
}


SIZES = (
    (320, 640, True),
    (768, 1024, False),
    (1920, 1080, True),
    (1280, 720, False),
    (740, 360, False),
    (512, 384, False),  # what 1024 by 768 is at 200 %
)
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
LARGE = "html { font-size: 200% !important; }"


@pytest.mark.parametrize("state", STATES)
def test_everybody_can_use_it_at_every_size(state: str, page: Page, browser: Browser) -> None:
    in_state(state, page, browser)
    for width, height, dark in SIZES:
        browser.size(width, height, dark)
        if folder := os.environ.get("ASSISTANT_PICTURES"):
            browser.picture(Path(folder) / f"{state}-{width}.png")
        fits(browser, f"{state} at {width}")
    for width, height, dark in ((768, 1024, False), (768, 1024, True), (512, 384, False)):
        browser.size(width, height, dark)
        assert browser.axe() == []


def in_state(state: str, page: Page, browser: Browser) -> None:
    for line in STATES[state]:
        page.type(line)
    browser.until("#heard q", STATES[state][-1])


def fits(browser: Browser, name: str) -> None:
    """Nothing is cut or must be scrolled sideways, and every button can be met with a knuckle."""
    wide, cut = browser.script(
        "return [document.documentElement.scrollWidth - innerWidth, [...document.querySelectorAll("
        "'button, #text, #clocks .left, #items li')].filter((e) => e.scrollWidth > e.clientWidth + 1 && "
        "getComputedStyle(e).display !== 'inline').map((e) => e.textContent)]"
    )
    assert wide <= 0 and cut == [], name
    heights = browser.script("return [...document.querySelectorAll('nav button')].map((e) => e.offsetHeight)")
    assert heights and min(heights) >= 48, name


@pytest.mark.parametrize("style", [SPACED, LARGE], ids=["spaced", "large"])
def test_letters_may_be_larger_and_wider_apart(style: str, page: Page, browser: Browser) -> None:
    in_state("glaze", page, browser)
    page.type("set a rice timer for two hours")
    browser.until("#clocks .name", "rice timer")
    browser.script(  # as a browser's own settings do, which no policy of the page forbids
        "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]); document.adoptedStyleSheets = [sheet];",
        style,
    )
    for width, height in ((320, 640), (1024, 768)):
        browser.size(width, height)
        fits(browser, f"at {width}")


def test_a_screen_reader_is_told_what_to_do_and_what_rings_and_nothing_twice(page: Page, browser: Browser) -> None:
    in_state("warning", page, browser)
    browser.until("#warnings", lambda text: len(text) > 0)
    browser.script(
        "window.told = []; for (const region of document.querySelectorAll('[aria-live], [role=alert]'))"
        "new MutationObserver(() => window.told.push(region.id || region.firstElementChild.id))"
        ".observe(region, {subtree: true, childList: true, characterData: true})"
    )
    page.type("set a rice timer for ten minutes")
    left = browser.until("#clocks .left", lambda text: text.startswith("9:"))
    browser.until("#clocks .left", lambda text: text != left)  # it ticks, and nobody is told
    assert browser.script("return window.told") == []
    page.type("go to step two")
    browser.until("#place", lambda text: text.startswith("Step 2 of 12"))
    assert set(browser.script("return window.told.splice(0)")) == {"text"}
    assert browser.one("#text").find_element("xpath", "..").get_attribute("aria-live") == "polite"
    page.type("set a timer for one second")
    browser.until("#ringing", "one second timer: time is up.")
    assert browser.script("return window.told") == ["ringing"]
    page.type("stop")


def test_the_question_for_the_code_is_accessible_too(page: Page, browser: Browser) -> None:
    browser.driver.delete_all_cookies()
    browser.open(f"http://127.0.0.1:{page.port}/")
    assert browser.axe() == []
    browser.one("#code").send_keys("wrong\n")
    browser.until("p", "That is not the code.")
    browser.one("#code").send_keys(f"{page.code[:4]} {page.code[4:]}\n".lower())
    browser.until("#text", GINGER)


def test_the_keyboard_is_enough(page: Page, browser: Browser) -> None:
    """Focus is seen, and stays where it was when the buttons change."""
    browser.script("document.querySelector('[data-action=next_step]').focus({focusVisible: true})")
    assert browser.script("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.type("go to step seven")
    browser.until("[data-action=yes]", "Yes")
    assert browser.script("return document.activeElement.dataset.action") == "next_step"


MOVING = (
    "return document.getAnimations().length + [...document.querySelectorAll('*')].map((e) => getComputedStyle(e))"
    ".filter((s) => s.transitionDuration !== '0s' || s.animationName !== 'none' || s.scrollBehavior !== 'auto').length"
)


def test_no_motion_where_none_is_wanted(page: Page, browser: Browser) -> None:
    page.type("set a rice timer for ten minutes")
    browser.until("#clocks .name", "rice timer")
    assert browser.script(MOVING) > 0
    browser.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
    assert browser.script(MOVING) == 0
