"""A recipe's images: shown where the recipe names them, and nothing else of the disk."""

from __future__ import annotations

import http.client
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.building import writing
from assistant.core.view import view
from assistant.displays import opening
from assistant.displays.opening import image_file
from assistant.displays.web.door import COOKIE, Door, new_keys
from assistant.displays.web.server import WebDisplay, listening
from tests.conversation import Conversation

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "recipes").mkdir()
    for name in ("pork.png", "notes.txt", "other.png"):
        (tmp_path / "recipes" / name).write_bytes(PNG)
    (tmp_path / "outside.png").write_bytes(PNG)
    monkeypatch.setattr(opening, "recipe_folders", lambda: (tmp_path / "recipes",))
    return tmp_path / "recipes"


def test_only_images_that_lie_beside_a_recipe(folder: Path) -> None:
    assert image_file("pork.png") == folder / "pork.png"
    for name in ("notes.txt", "../outside.png", f"{folder}/pork.png", "none.png", "", ".", "pork.png/"):
        assert image_file(name) is None


def test_the_page_gets_the_image_that_the_recipe_names_and_no_other(folder: Path) -> None:
    keys, talk = new_keys(), Conversation()
    talk.begin()
    talk.session = replace(talk.session, recipe=replace(talk.session.recipe, image="pork.png"))
    sock = listening(False, None)
    port = sock.getsockname()[1]
    display = WebDisplay(sock, Door(keys), lambda words: None, lambda: talk.now, writing, {}, image_file)
    try:
        display.show(lambda: view(talk.session, talk.now))
        got = {
            name: fetched(port, f"/image/{name}", keys.secret) for name in ("pork.png", "other.png", "..%2Foutside.png")
        }
    finally:
        display.close()
    assert got == {"pork.png": (200, PNG), "other.png": (404, None), "..%2Foutside.png": (404, None)}


def fetched(port: int, path: str, secret: str) -> tuple[int, bytes | None]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Cookie": f"{COOKIE}={secret}"})
        answer = connection.getresponse()
        body = answer.read()
        return answer.status, body if answer.status == 200 else None
    finally:
        connection.close()
