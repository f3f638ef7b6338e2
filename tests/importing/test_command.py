"""`assistant import` as a user calls it: files, folders, addresses, and what it refuses."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.cookbook import load
from assistant.importing import sites, sources
from tests.whole.program import Typist, run

SOUP = """# Carrot soup

Serves 4

## Ingredients

- 2 tablespoons butter
- 1 onion, chopped
- 500 g carrots
- 1 litre vegetable stock

## Directions

1. Slice the carrots.
2. Melt the butter in a pot and fry the onion for 5 minutes.
3. Add the carrots and the stock, bring to a boil, and simmer for 20 minutes until the carrots are soft.
"""
PAGE = """<html><script type="application/ld+json">{"@type":"Recipe","name":"Tea",
"recipeIngredient":["1 tea bag","1 cup water"],"recipeYield":"1 serving",
"recipeInstructions":["Boil the water.","Pour it over the tea bag and wait 4 minutes."]}</script></html>"""


@pytest.fixture
def soup(tmp_path: Path) -> Path:
    path = tmp_path / "carrot-soup.md"
    path.write_text(SOUP, encoding="utf-8")
    return path


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
            return
        body = PAGE.encode() if self.path == "/tea" else b"x" * 5_000
        self.send_response(200 if self.path in ("/tea", "/large") else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_gives_the_recipe_on_standard_output(soup: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["import", str(soup)]) == 0
    out, err = capsys.readouterr()
    (tmp_path / "soup.yaml").write_text(out, encoding="utf-8")
    recipe, problems = load(tmp_path / "soup.yaml")
    assert recipe is not None
    assert [p for p in problems if p.severity == "error"] == []
    assert (recipe.title, recipe.servings and recipe.servings.low) == ("Carrot soup", 4)
    assert [i.written for i in recipe.ingredients][1] == "1 onion, chopped"
    assert "How long it takes the source does not say." in err


def test_writes_a_file_and_says_where(soup: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "new" / "soup.yaml"
    assert main(["import", str(soup), "--out", str(out)]) == 0
    assert load(out)[0] is not None
    assert capsys.readouterr().err.startswith(f"Carrot soup is in {out}.\n")


def test_takes_a_folder_with_progress_and_a_summary(
    soup: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "tea.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "broken.md").write_text("# Nothing\n\nOnly words.", encoding="utf-8")
    (tmp_path / "README.md").write_text(SOUP, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert main(["import", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    out, err = capsys.readouterr()
    assert err.splitlines()[0] == "1 of 3: broken.md: refused"
    assert out.splitlines()[0] == f"Of 3 files 2 are in {tmp_path / 'out'}, 2 of them with remarks; 1 were refused."
    assert "refused broken.md: Neither ingredients nor instructions were found there" in out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["carrot-soup.yaml", "tea.yaml"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("missing.html", "cannot be read: No such file"),
        ("ftp://example.org/x", "is no web address"),
        ("x" * 5_000, "cannot be read"),
        ("http://127.0.0.1:9/x", "cannot be reached"),
    ],
)
def test_refuses_with_one_sentence(source: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", source]) == 1
    assert reason in capsys.readouterr().err


def test_a_folder_without_recipes_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path)]) == 1
    assert "holds no recipe files" in capsys.readouterr().err


def test_what_cannot_be_written_is_said(soup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(soup), "--out", "/proc/none/soup.yaml"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_fetches_an_address_and_says_so(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", f"{site}/tea"]) == 0
    out, err = capsys.readouterr()
    assert "title: Tea" in out
    assert f"url: {site}/tea" in out
    assert err.startswith(f"Fetching {site}/tea from the network")


def test_says_what_kept_a_page_away(
    site: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 4_000)
    for path, reason in (("none", "answered 404"), ("large", "too large"), ("away", "answered 302")):
        assert main(["import", f"{site}/{path}"]) == 1
        assert reason in capsys.readouterr().err


def test_names_the_extra_where_it_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.importing.web.is_installed", lambda: False)
    monkeypatch.setattr(sites, "is_installed", lambda: False)
    (tmp_path / "page.html").write_text("<html><p>News.</p></html>", encoding="utf-8")
    assert main(["import", str(tmp_path / "page.html")]) == 1
    assert "pip install 'assistant[import]'" in capsys.readouterr().err


def test_what_was_imported_can_be_cooked(soup: Path, tmp_path: Path) -> None:
    assert run(tmp_path, "import", str(soup), "--out", str(tmp_path / "soup.yaml")).returncode == 0
    typist = Typist(tmp_path, str(tmp_path / "soup.yaml"))
    try:
        assert typist.read().startswith("Hello! Carrot soup for four people.")
        assert typist.type("start") == "Step one: Prepare the ingredients. Chop one onion."
        assert typist.type("next") == "Step two. Slice five hundred grams of carrots."
        assert typist.type("next").endswith("Melt two tablespoons of butter in a pot.")
        told = "Fry the chopped onion for five minutes. Shall I start the fry timer?"
        assert typist.type("next") == told
        assert typist.type("no") == "Fine. Say start timer when you want it."
        assert typist.type("how much onion do i need") == "One onion."
        assert typist.type("next").endswith("Add the carrots and one liter of vegetable stock and bring to a boil.")
        told = "Simmer for twenty minutes until the carrots are soft. Shall I start the simmer timer?"
        assert typist.type("next") == told
        assert typist.type("how do i know it's done") == "The carrots are soft."
    finally:
        typist.kill()
