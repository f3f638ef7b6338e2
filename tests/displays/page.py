"""The real program with its page on, and raw ways to knock at it."""

from __future__ import annotations

import http.client
import json
import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from websockets.sync.client import ClientConnection, connect

from tests.displays.browser import Browser
from tests.whole.program import Typist

GINGER = "Cut 3 slices of fresh ginger for the pot, each about a quarter inch thick."
ONIONS = "Cut 2 green onions into pieces three inches long."


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


class Page(Typist):
    """A cook who types, with the page at `address` (the code in it) and `port`."""

    def __init__(self, folder: Path, *options: str) -> None:
        super().__init__(folder, "--display", "web", *options)
        assert self._process.stderr
        announced = self._process.stderr.readline()
        found = re.search(r"(http://[^:]+:(\d+)/\?code=(\w+))", announced)
        assert found, announced + self._process.stderr.read()
        self.address, self.port, self.code = found[1], int(found[2]), found[3]
        keys = json.loads((folder / "state/cooking-assistant/display-keys.json").read_text())
        self.cookie = f"cooking={keys['secret']}"
        self.greeting = self.read()

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers=named)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace"))

    def screen(self, cookie: str | None = None, origin: str | None = None) -> ClientConnection:
        """A connection as the page makes it; raises InvalidStatus where it is refused."""
        return connect(
            f"ws://127.0.0.1:{self.port}/live",
            additional_headers={"Cookie": self.cookie if cookie is None else cookie},
            origin=f"http://127.0.0.1:{self.port}" if origin is None else origin or None,  # type: ignore[arg-type]
            open_timeout=5,
            compression=None,
        )


def news(screen: ClientConnection) -> dict[str, object]:
    return dict(json.loads(screen.recv(timeout=5)))


def opened(page: Page, browser: Browser) -> Page:
    browser.size(1024, 768)
    browser.devtools("Page.bringToFront")
    browser.open(page.address)
    browser.until("#title", "Caramelized honey glazed pork belly")
    browser.complaints()
    return page


def touch(browser: Browser, action: str) -> None:
    browser.one(f"[data-action={action}]").click()
