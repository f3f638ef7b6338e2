"""A real browser: the system's Chromium, driven by Selenium."""

from __future__ import annotations

import base64
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

PATIENCE_SECONDS = 10.0
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--lang=en-US",
)  # fmt: skip


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Browser:
    driver: webdriver.Chrome

    @staticmethod
    def started(folder: Path) -> Browser:
        options = webdriver.ChromeOptions()
        for option in (*_OPTIONS, f"--user-data-dir={folder}"):
            options.add_argument(option)
        options.binary_location = chromium() or ""
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        return Browser(webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"))))

    def open(self, address: str) -> None:
        self.driver.get(address)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return str(self.driver.execute_script("return document.querySelector(arguments[0])?.textContent", selector))

    def script(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def devtools(self, command: str, **arguments: object) -> Any:
        return self.driver.execute_cdp_cmd(command, arguments)

    def until(self, selector: str, wanted: str | Callable[[str], bool], within: float = PATIENCE_SECONDS) -> str:
        """The text there, once it is (or holds for) `wanted`."""
        deadline, text = time.monotonic() + within, ""
        while time.monotonic() < deadline:
            text = self.text(selector)
            if text == wanted or (callable(wanted) and wanted(text)):
                return text
            time.sleep(0.02)
        raise AssertionError(f"{selector} is still {text!r}")

    def until_holds(self, condition: str) -> None:
        """Of the page, in its language."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.script(f"return {condition}"):
            assert time.monotonic() < deadline, condition
            time.sleep(0.02)

    def size(self, width: int, height: int, dark: bool = False) -> None:
        self.devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 700
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.devtools("Page.captureScreenshot", format="png")["data"]))

    def axe(self) -> list[str]:
        """What axe-core finds: `rule: where`."""
        self.script((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', "
            "'wcag22aa', 'best-practice']}).then((result) => done(result.violations));"
        )
        return [f"{v['id']}: {[node['target'] for node in v['nodes']]}" for v in found]

    def complaints(self) -> list[str]:
        """What the page's console says."""
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]

    def close(self) -> None:
        self.driver.quit()
