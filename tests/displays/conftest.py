from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.displays.browser import Browser
from tests.displays.page import Page, opened


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser.started(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    page = Page(tmp_path_factory.mktemp("program"))
    yield page
    page.kill()


@pytest.fixture
def page(program: Page, browser: Browser) -> Page:
    """The session at its first instruction without timers, open in the browser."""
    for line in ("listen again", "cancel all timers", "yes", "cook for five", "go to step one"):
        program.type(line)
    return opened(program, browser)
