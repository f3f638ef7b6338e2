"""Bad input of every kind, to `check` and `import` as a cook calls them: a sentence, exit code 1, and nothing run."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from assistant.cli import main
from tests.cookbook.test_hostile import HOSTILE
from tests.cookbook.test_loading import TEA
from tests.importing.test_command import PAGE, SOUP

SECONDS = 20.0  # of this process; a second where nothing else goes on
LARGE_BYTES = 50_000_000
RAN = Path("/tmp/ran")  # what the hostile file would make
LD = '<script type="application/ld+json">{}</script>'
BOMB = HOSTILE["a bomb"]
PAGES = {  # of other people, so that `import` meets them
    "depth.html": LD.format('{"@type":"Recipe","name":' + "[" * 200_000),
    "depth-of-objects.json": '{"a":' * 100_000,
    "wrong-types.html": LD.format(
        '{"@type":"Recipe","name":{"a":[1]},"recipeIngredient":{"x":3},"recipeInstructions":[[7],null,{"@type":9}],'
        '"recipeYield":{"y":[]},"totalTime":[{}],"author":[[[]]],"nutrition":5}'
    ),
    "numbers.html": LD.format(
        f'{{"@type":"Recipe","name":{"9" * 5000},"recipeIngredient":[1e999,-0],"totalTime":"PT{"9" * 5000}M"}}'
    ),
    "bomb.md": f"---\n{BOMB}---\n# Nothing\n",
    "bomb.cook": f"---\n{BOMB}---\n",
    "code.cook": f"---\nx: {HOSTILE['code']}\n---\n",
    "binary.txt": bytes(range(1, 256)) * 1000,
    "zeros.html": bytes(100_000),
    "archive.md": b"PK\x03\x04" + bytes(range(256)) * 100,
}
FINE = {  # unusual, and good all the same
    "tabs.md": SOUP.replace("- ", "-\t").replace("1. ", "1.\t"),
    "mac.md": SOUP.replace("\n", "\r"),
    "windows.md": SOUP.replace("\n", "\r\n"),
    "twice.html": PAGE.replace('"name":"Tea"', '"name":"Coffee","name":"Tea"'),
    "utf-16.md": SOUP.replace("Carrot", "Crème").encode("utf-16"),
    "latin-1.md": SOUP.replace("Carrot", "Crème").encode("latin-1"),
    "japanese.html": ('<meta charset="shift_jis">' + PAGE.replace("Tea", "お茶")).encode("shift_jis"),
}


def bytes_of(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def told_in_time(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The lines that it refuses with."""
    began_at = time.process_time()
    assert main(list(arguments)) == 1
    assert time.process_time() - began_at < SECONDS
    out, err = capsys.readouterr()
    assert not RAN.exists()
    assert "Traceback" not in out + err
    return (out + err).splitlines()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_recipe_is_told_in_sentences(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_bytes(bytes_of(HOSTILE[name]))
    (line,) = told_in_time(capsys, "import", str(path))
    assert "our own format already" in line
    for line in told_in_time(capsys, "check", str(path)):
        assert len(line) < 2000
        assert re.match(rf"{re.escape(str(path))}:\d+: (error|warning): ", line), line


@pytest.mark.parametrize("name", HOSTILE)
def test_the_same_as_a_text_is_taken_or_refused_soon(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "hostile.txt"
    path.write_bytes(bytes_of(HOSTILE[name]))
    began_at = time.process_time()
    code = main(["import", str(path), "--out", str(tmp_path / "out.yaml")])
    assert time.process_time() - began_at < SECONDS
    assert code == 1 or main(["check", str(tmp_path / "out.yaml")]) == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("command", ["check", "import"])
def test_a_hostile_page_is_refused_in_a_sentence(
    command: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(bytes_of(PAGES[name]))
    lines = told_in_time(capsys, command, str(path))
    assert lines and (command == "check" or len(lines) == 1), lines
    assert all(line.strip() and len(line) < 2000 for line in lines)


@pytest.mark.parametrize("command", ["check", "import"])
def test_fifty_megabytes_are_refused_unread(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / ("large.yaml" if command == "check" else "large.txt")
    with path.open("wb") as file:
        file.truncate(LARGE_BYTES)
    (line,) = told_in_time(capsys, command, str(path))
    assert "too large" in line


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("servings: 2\n", "servings: 2\nservings: 3\n", 7, "twice"),
        ("servings: 2\n", "\tservings: 2\n", 6, "tab"),
        ("servings: 2\n", "servings: [2]\n", 6, "list"),
        ("title: A pot of tea\n", "title: {a: 1}\n", 2, "mapping"),
        ("title: A pot of tea\n", "title: caf\u00e9\x07\n", 2, "character"),
    ],
)
def test_check_names_what_is_wrong_and_where(
    old: str, new: str, line: int, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tea.yaml"
    path.write_text(TEA.replace(old, new, 1), encoding="utf-8")
    lines = told_in_time(capsys, "check", str(path))
    assert any(told.startswith(f"{path}:{line}: error: ") and says in told for told in lines), lines


@pytest.mark.parametrize("name", FINE)
def test_what_is_only_unusual_is_imported(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    path.write_bytes(bytes_of(FINE[name]))
    assert main(["import", str(path), "--out", str(tmp_path / "out.yaml")]) == 0, capsys.readouterr().err
    assert main(["check", str(tmp_path / "out.yaml")]) == 0, capsys.readouterr().out
