"""The page in a real browser, beside the real program: it follows, it speaks, and it survives."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

import pytest

from tests.displays.browser import PATIENCE_SECONDS, Browser, chromium
from tests.displays.page import GINGER, ONIONS, Page, opened, touch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None and not sys.platform.startswith("linux"), reason="there is no Chromium"),
]


def test_the_page_follows_the_session(page: Page, browser: Browser) -> None:
    assert browser.script("return location.search") == ""  # the code does not stay in sight
    browser.until("#text", GINGER)
    assert browser.text("#place") == "Step 1 of 12 · Prepare the pork belly (1/8)"
    assert browser.text("#coming span") == ONIONS
    assert browser.text("#heard q") == "go to step one"
    page.type("cook for ten")
    browser.until("#text", GINGER.replace("3", "6"))
    page.type("colorless green ideas")
    browser.until("#heard q", "colorless green ideas (not understood)")
    page.type("set a rice timer for ten minutes")
    browser.until("#clocks .left", lambda left: bool(re.fullmatch(r"10:00|9:5\d", left)))
    assert re.fullmatch(r"until \d+:\d\d\s[AP]M", browser.text("#clocks .until"))
    browser.one("summary").click()
    assert "12. Slice and serve" in browser.text("#reading")
    assert browser.complaints() == []


def test_a_touch_does_what_the_word_does(page: Page, browser: Browser) -> None:
    touch(browser, "next_step")
    assert page.read().startswith("Cut two green onions")
    browser.until("#text", ONIONS)
    touch(browser, "previous_step")
    browser.until("#text", GINGER)
    browser.one("#words").send_keys("set a timer for one second\n")
    browser.until("#ringing", "one second timer: time is up.")
    touch(browser, "stop")
    browser.until("#ringing", "")
    assert [page.read() for _ in range(4)][-1] == "One second timer off."


def test_a_button_stays_the_same_while_the_page_changes(page: Page, browser: Browser) -> None:
    for line in ("go to step two", "next", "no"):
        page.type(line)
    browser.until("#more", lambda labels: labels.startswith("Start timer"))
    onward = browser.one("[data-action=next_step]")
    page.type("go to step one")
    browser.until("#more", lambda labels: labels.startswith("Pause"))
    onward.click()
    browser.until("#text", ONIONS)
    page.read()


def test_two_screens_agree(page: Page, browser: Browser) -> None:
    first = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("window")
    try:
        browser.open(f"http://localhost:{page.port}/?code={page.code}")
        browser.until("#text", GINGER)
        touch(browser, "next_step")
        browser.until("#text", ONIONS)
        here = browser.script("return document.querySelector('main').innerText")
    finally:
        browser.driver.close()
        browser.driver.switch_to.window(first)
    browser.until("#text", ONIONS)
    assert browser.script("return document.querySelector('main').innerText") == here
    page.read()


def test_a_lost_connection_is_said_and_mended_after_a_crash(tmp_path: Path, browser: Browser) -> None:
    page = opened(Page(tmp_path), browser)
    assert browser.text("#place") == "Not begun"
    touch(browser, "start_cooking")
    assert page.read().startswith("Step one: Prepare the pork belly.")
    page.type("set a rice timer for ten minutes")
    browser.until("#clocks .name", "rice timer")
    page.kill()
    browser.until("#lost", lambda text: text.startswith("No connection. This is how it was at "))
    assert browser.text("#text") == GINGER
    left = browser.text("#clocks .left")
    browser.until("#clocks .left", lambda text: text != left)  # it ticks on
    assert browser.one("[data-action=next_step]").get_attribute("aria-disabled") == "true"
    again = Page(tmp_path, "--port", str(page.port))
    try:
        browser.until("#lost", "")
        browser.until("#said span", lambda text: text.startswith("Welcome back."))
        touch(browser, "yes")
        browser.until("#text", GINGER)
    finally:
        again.kill()


def test_timers_are_right_after_sleep(page: Page, browser: Browser) -> None:
    """The page is frozen, as a device that sleeps freezes it, while its clock goes on by eight minutes."""
    page.type("set a rice timer for ten minutes")
    browser.until("#clocks .left", lambda left: left.startswith("9:"))
    browser.devtools("Page.setWebLifecycleState", state="frozen")
    browser.devtools("Page.setWebLifecycleState", state="active")
    shown = browser.script(
        "const real = Date.now; Date.now = () => real() + 480000;"
        "document.dispatchEvent(new Event('visibilitychange'));"
        "const shown = document.querySelector('#clocks .left').textContent; Date.now = real; return shown"
    )
    assert re.fullmatch(r"1:\d\d", shown)
    browser.until("#clocks .left", lambda left: left.startswith("9:"))  # the program's clock counts, not the device's


def test_a_dead_connection_is_noticed_on_waking(page: Page, browser: Browser) -> None:
    """One that says nothing and was never closed, as after a night: the page asks, and makes another."""
    browser.script(
        "window.made = 0; const Real = WebSocket;"
        "window.WebSocket = class extends Real { constructor(...all) { super(...all); window.made += 1; } };"
        "Object.defineProperty(document, 'visibilityState', {get: () => 'visible'});"
        "Real.prototype.send = function () {}; document.dispatchEvent(new Event('visibilitychange'));"
    )
    browser.driver.set_script_timeout(10)
    made = browser.driver.execute_async_script(
        "const done = arguments[0]; setInterval(() => { if (window.made) done(window.made); }, 50)"
    )
    assert made == 1
    browser.until("#lost", "")


def test_nothing_is_loaded_from_elsewhere_and_the_page_is_light(page: Page, browser: Browser) -> None:
    browser.driver.get_log("performance")  # type: ignore[no-untyped-call]
    browser.driver.refresh()
    browser.until("#text", GINGER)
    events = [json.loads(e["message"])["message"] for e in browser.driver.get_log("performance")]  # type: ignore[no-untyped-call]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    got = [e["params"]["encodedDataLength"] for e in events if e["method"] == "Network.loadingFinished"]
    frames = [
        len(e["params"]["response"]["payloadData"]) for e in events if e["method"] == "Network.webSocketFrameReceived"
    ]
    assert asked and all(url.startswith(f"http://127.0.0.1:{page.port}/") for url in asked)
    print(f"{len(asked)} files, {sum(got)} bytes, and {sum(frames)} bytes of the session")
    assert sum(got) + sum(frames) <= 150_000


def before_loading(browser: Browser, script: str) -> str:
    return str(browser.devtools("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"])


FILM = (
    "const film = document.getElementById('film'); if (!film) return null; const at = film.getBoundingClientRect();"
    "return [!film.paused && film.currentTime > 0, film.muted, at.width > 0 && at.right <= innerWidth && "
    "at.bottom <= innerHeight && document.elementsFromPoint(at.x, at.y).length > 0]"
)


@pytest.mark.parametrize(
    ("wake_lock", "locked", "film"),
    [
        ("{value: {request: async (kind) => { window.locked = kind; }}}", "screen", None),
        ("{value: {request: async () => { throw new Error('saving power'); }}}", None, [True, True, True]),
        ("{value: undefined}", None, [True, True, True]),  # a phone over plain HTTP
    ],
    ids=["given", "refused", "not there"],
)
def test_the_screen_is_kept_on_with_and_without_a_wake_lock(
    wake_lock: str, locked: str | None, film: list[bool] | None, page: Page, browser: Browser
) -> None:
    added = before_loading(browser, f"Object.defineProperty(Navigator.prototype, 'wakeLock', {wake_lock})")
    try:
        browser.driver.refresh()
        browser.until("#text", GINGER)
        browser.one("#title").click()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while browser.script(FILM) != film and time.monotonic() < deadline:
            time.sleep(0.05)
        assert (browser.script("return window.locked ?? null"), browser.script(FILM)) == (locked, film)
        assert browser.script("return document.documentElement.scrollWidth <= innerWidth")
    finally:
        browser.devtools("Page.removeScriptToEvaluateOnNewDocument", identifier=added)


def test_it_can_be_installed(page: Page, browser: Browser) -> None:
    assert browser.devtools("Page.getInstallabilityErrors") == {"installabilityErrors": []}
