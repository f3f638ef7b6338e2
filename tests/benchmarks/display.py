"""What the displays cost: the page's weight, from event to paint, ten open screens, and the terminal."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from threading import Thread

from assistant.building import writing
from assistant.core.view import view
from assistant.displays.web import pages
from assistant.displays.web.door import Door, new_keys
from assistant.displays.web.server import WebDisplay, listening
from assistant.resources import load_yaml
from tests.benchmarks.yardstick import yardstick
from tests.conversation import Conversation
from tests.displays.browser import Browser
from tests.displays.page import Page
from tests.displays.person import Person

TURNS = 40
SCREENS = 10
SECONDS = 30.0
SECONDS_CHECKED = 10.0
_DRAWN = 20
TURN_EVERY_SECONDS = 5.0
LEVEL_SECONDS = 0.25


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        weight()
        to_paint(Path(folder) / "paint")
        ten_screens()
        terminal(Path(folder) / "terminal")


def counts(share: float = 1.0) -> dict[str, float]:
    """For scripts/benchmark --check: what needs no browser; the screens look on for `share` of SECONDS_CHECKED."""
    talk = Conversation()
    talk.hear("start")
    began = time.process_time()
    for _ in range(_DRAWN):
        view(talk.session, talk.now)
    seconds = (time.process_time() - began) / _DRAWN
    return {
        "page_kilobytes": kilobytes()[0],
        "cost_of_a_view": seconds / yardstick(),
        "ten_screens_share_of_a_core": screens_cost(SCREENS, share * SECONDS_CHECKED),
    }


def kilobytes() -> tuple[float, float]:
    """Of what a browser loads, and of all with the icons for installing."""
    files = {path: len(file.body) for path, file in pages.page_files().items() if path != "/"}
    loaded = sum(size for path, size in files.items() if "icon-" not in path and path != pages.CODE_PAGE)
    return loaded / 1000, sum(files.values()) / 1000


def weight() -> None:
    print("the page: {:.1f} kB in all, {:.1f} kB with icons for installing".format(*kilobytes()))


def to_paint(folder: Path) -> None:
    """From the line that the program reads to the frame after the page has it, both by this machine's clock."""
    folder.mkdir()
    page, browser = Page(folder), Browser.started(folder / "browser")
    try:
        browser.open(page.address)
        browser.until("#place", "Not begun")
        browser.script(
            "window.painted = []; new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => "
            "window.painted.push(Date.now() / 1000)))).observe(document.getElementById('heard'), "
            "{subtree: true, childList: true, characterData: true});"
        )
        page.type("start")
        delays = list(_delays(page, browser))
    finally:
        browser.close()
        page.kill()
    print(
        f"from event to paint, {len(delays)} turns: median {1000 * statistics.median(delays):.0f} ms, "
        f"90 % {1000 * sorted(delays)[int(0.9 * len(delays))]:.0f} ms, longest {1000 * max(delays):.0f} ms"
    )


def _delays(page: Page, browser: Browser) -> Iterator[float]:
    for number in range(TURNS):
        browser.script("window.painted.length = 0")
        line = f"go to step {'two' if number % 2 else 'three'}"
        began_at = time.time()
        page.type(line)
        browser.until("#heard q", line)
        time.sleep(0.1)
        yield browser.script("return window.painted[0]") - began_at


def ten_screens() -> None:
    for count in (0, SCREENS):
        print(f"{count} open screens: {screens_cost(count, SECONDS):.1%} of a core")


def screens_cost(count: int, seconds: float) -> float:
    """The server's and the page's part of a session with a turn every five seconds and a microphone that hears."""
    keys, talk = new_keys(), Conversation()
    talk.begin()
    sock = listening(False, None)
    port = sock.getsockname()[1]
    display = WebDisplay(
        sock, Door(keys), lambda words: None, time.time, writing, load_yaml("language/actions.en.yaml")
    )
    display.show(lambda: view(talk.session, talk.now))
    try:
        with _screens(count, port, keys.secret):
            return _cost(display, talk, seconds)
    finally:
        display.close()


# Screens that look on from another process, so that only the server is counted.
_LOOK = """
import sys
from contextlib import ExitStack
from threading import Thread
from websockets.sync.client import connect

count, port, secret = int(sys.argv[1]), sys.argv[2], sys.argv[3]
with ExitStack() as stack:
    for _ in range(count):
        cookie, origin = {"Cookie": f"cooking={secret}"}, f"http://127.0.0.1:{port}"
        screen = stack.enter_context(connect(f"ws://127.0.0.1:{port}/live", additional_headers=cookie, origin=origin))
        Thread(target=lambda screen=screen: [None for _ in screen], daemon=True).start()
    print("open", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _screens(count: int, port: int, secret: str) -> Iterator[None]:
    arguments = [sys.executable, "-c", _LOOK, str(count), str(port), secret]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as others:
        assert others.stdin and others.stdout
        assert others.stdout.readline() == "open\n"
        yield
        others.stdin.close()


def _cost(display: WebDisplay, talk: Conversation, seconds: float) -> float:
    """Processor time of this process, by the seconds that pass."""
    levels, lines = cycle([0.1, 0.5, 0.3, 0.9, 0.2]), cycle(["start", "next", "next", "go back", "repeat"])
    used, began_at, next_turn = time.process_time(), time.monotonic(), 0.0
    while (passed := time.monotonic() - began_at) < seconds:
        if passed >= next_turn:
            next_turn += TURN_EVERY_SECONDS
            before = time.process_time()
            talk.hear(next(lines))
            used += time.process_time() - before  # the core's own work is no display's
            display.show(lambda: view(talk.session, talk.now))
        display.level(next(levels))
        time.sleep(LEVEL_SECONDS)
    return (time.process_time() - used) / (time.monotonic() - began_at)


def terminal(folder: Path) -> None:
    """The whole program at a terminal of 200 columns, two timers running and a turn every five seconds, against the
    same without a display: processor time by the seconds that pass."""
    costs = {}
    for display in ("none", "terminal"):
        person = Person(folder / display, 200, 50, "--display", display)
        reading = Thread(target=person.read_on, daemon=True)
        try:
            person.until(lambda shown: "Shall we start" in shown or "Then:" in shown)  # plain or in large letters
            reading.start()
            for line in ("start", "set a rice timer for ten minutes", "set a timer for twenty minutes"):
                person.press(f"{line}\r")
            time.sleep(2)
            before, began_at = person.processor_seconds(), time.monotonic()
            for number in range(int(SECONDS / TURN_EVERY_SECONDS)):
                person.press("go back\r" if number % 2 else "next\r")
                time.sleep(TURN_EVERY_SECONDS)
            costs[display] = (person.processor_seconds() - before) / (time.monotonic() - began_at)
        finally:
            person.close()
    print(f"the terminal: {costs['terminal'] - costs['none']:.1%} of a core, beside {costs['none']:.1%} without it")


if __name__ == "__main__":
    main()
