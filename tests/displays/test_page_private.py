"""What was said stays out of the browser's stores, and other pages of the same browser stay out of the kitchen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.displays.browser import Browser, chromium
from tests.displays.page import GINGER, Page, opened, touch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None and not sys.platform.startswith("linux"), reason="there is no Chromium"),
]

STORES = (
    "const done = arguments[0]; (async () => done([localStorage.length, sessionStorage.length, document.cookie,"
    "(await indexedDB.databases()).length, 'caches' in window ? (await caches.keys()).length : 0,"
    "(await navigator.serviceWorker?.getRegistrations() ?? []).length]))()"
)


def test_nothing_that_was_said_is_kept_in_the_browser(page: Page, browser: Browser) -> None:
    page.type("note: less salt next time")
    browser.until("#heard q", "note: less salt next time")
    assert browser.driver.execute_async_script(STORES) == [0, 0, "", 0, 0, 0]


def test_nothing_that_was_said_is_on_the_browsers_disk(tmp_path: Path) -> None:
    """After a session with a reload, a lost connection and a goodbye its whole profile is searched."""
    profile = tmp_path / "browser"
    page, browser = Page(tmp_path), Browser.started(profile)
    try:
        opened(page, browser)
        page.type("note: marzipan is better")
        browser.until("#heard q", "note: marzipan is better")
        browser.one("#words").send_keys("note: saffron is dear\n")
        browser.until("#heard q", "note: saffron is dear")
        browser.one("#words").send_keys("quince")  # typed, not said
        browser.driver.refresh()
        browser.until("#heard q", "note: saffron is dear")
        assert browser.script("return document.getElementById('words').value") == ""
        page.kill()
        browser.until("#lost", lambda text: text.startswith("No connection."))
        assert browser.text("#heard q") == "note: saffron is dear"  # in memory it stands
        browser.open("about:blank")
    finally:
        page.kill()
        browser.close()
    kept = {str(file): file.read_bytes() for file in profile.rglob("*") if file.is_file()}
    assert found(kept, f"127.0.0.1:{page.port}"), "the browser does keep where it was"
    for word in ("marzipan", "saffron", "quince", "fresh ginger for the pot"):
        assert found(kept, word) == []


def found(kept: dict[str, bytes], word: str) -> list[str]:
    return [name for name, data in kept.items() if word.encode() in data or word.encode("utf-16-le") in data]


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[str]:
    """The address of another page on this machine: for the browser the same site, with our cookie sent along."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Another page</title><p>Win a pan!</p>")
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


INTRUDING = """
const [port, done] = arguments;
const screen = () => new Promise((tell) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`);
  socket.onopen = () => { socket.send('{"say": "next"}'); tell("open"); };
  socket.onclose = () => tell("refused");
});
const read = () => fetch(`http://127.0.0.1:${port}/`, {credentials: "include"}).then(() => "open", () => "refused");
(async () => done([await screen(), await read()]))();
"""


def test_another_page_of_the_same_browser_neither_sees_nor_says(page: Page, browser: Browser, stranger: str) -> None:
    browser.open(stranger)
    assert browser.driver.execute_async_script(INTRUDING, page.port) == ["refused", "refused"]
    opened(page, browser)
    browser.until("#text", GINGER)
    touch(browser, "next_step")
    browser.until("#heard q", "next")
    page.read()
