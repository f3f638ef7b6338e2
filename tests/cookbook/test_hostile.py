"""Whatever is given to be checked: errors in bounded time, nothing run, nothing raised."""

from __future__ import annotations

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.cookbook import MOST_PROBLEMS, check, load
from tests.cookbook.test_loading import TEA, written

SECONDS = 20.0  # of this process; a second where nothing else goes on

HOSTILE = {
    "many errors": "steps: [" + "{}," * 100_000 + "]",
    "many lists": "steps: [" + "[]," * 100_000 + "]",
    "many keys": "".join(f"k{n}: 1\n" for n in range(40_000)),
    "deep": "[" * 200_000,
    "deep mappings": "a: {" * 100_000,
    "long number": TEA.replace("servings: 2", "servings: " + "9" * 100_000),
    "long length of time": TEA.replace("published: 10 minutes", "published: " + "9" * 5000 + " minutes"),
    "long whole number": TEA.replace("span: 90 seconds", "span: " + "1 " * 5000 + "seconds"),
    "long title": TEA.replace("A pot of tea", "tea " * 100_000, 1),
    "long reference": TEA.replace("{leaves}", "{" + "a-" * 100_000 + "}"),
    "braces": TEA.replace("Pour in", "{" * 50_000, 1),
    "a bomb": "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghijklmnopqrstuvw")),
    "a merge": "<<: [{a: 1}, {b: 2}]\n" + TEA,
    "code": "!!python/object/apply:os.system ['touch /tmp/ran']",
    "no servings at all": TEA.replace("servings: 2", "servings: 0"),
    "a timer of nothing": TEA.replace("span: 4 - 5 minutes", "span: 0 seconds"),
    "far too much": TEA.replace("1/3 cup", "1000000 cups"),
    "another encoding": TEA.encode("utf-16"),
    "latin": TEA.replace("tea", "thé").encode("latin-1"),
    "binary": bytes(range(256)) * 1000,
    "a question that is no template": TEA + "topics:\n  - {name: x, asked: ['how (long'], texts: [Long.]}\n",
    "a question with an unknown list": TEA + "topics:\n  - {name: x, asked: ['how {lnog}'], texts: [Long.]}\n",
    "a substitute for nobody": TEA.replace("so: Take two.", "so: Take two., goes_with: sugar"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_gives_errors_soon(tmp_path: Path, name: str) -> None:
    content = HOSTILE[name]
    path = tmp_path / "hostile.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    began = time.process_time()
    recipe, problems = load(path)
    assert time.process_time() - began < SECONDS
    assert recipe is None
    assert 1 <= len(problems) <= MOST_PROBLEMS + 1
    assert all(len(str(p)) < 2000 for p in problems)


def test_fifty_megabytes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    _, (problem,) = load(path)
    assert problem.message == "the file is too large for a recipe"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path / "pipe.yaml", Path("/dev/zero")):
        _, (problem,) = load(path)
        assert problem.message == "this is not a file"


def test_many_files_are_checked_like_few(tmp_path: Path) -> None:
    good = [written(tmp_path, TEA, f"good-{n:03}.yaml") for n in range(99)]
    bad = written(tmp_path, TEA.replace("title: A", "titel: A"), "bad.yaml")
    problems = check([*good, bad])
    assert [(p.file, p.line) for p in problems] == [(str(bad), 1), (str(bad), 2)]
