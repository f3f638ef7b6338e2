"""What stands in the README and in docs/ as an example works as it stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import DOCS, ROOT
from tests.whole.program import own_folders

PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
NOT_HERE = {  # why a line is not run by this test
    r"\./scripts/test( .*)?": "it runs this very test",
    r"\./scripts/check": "it runs this very test",
    r"(pip|pipx) install .*": "it needs the network; tests/whole/test_installing.py installs the same wheel",
    r".*fetch-model.*": "it needs the network; tests/scripts/test_fetch_model.py fetches from a server of its own",
    r".*--microphone.*": "it needs these devices",
    r"(scripts/benchmark|scripts/measure|scripts/fuzz|scripts/endurance|scripts/faults).*": "it takes minutes",
    r"scripts/wheels": "it needs uv and the network",
    r"assistant doctor": "it needs a sound card; tests/whole/test_doctor.py gives it one",
    r"assistant doctor --json": "the same",
}


def blocks(kind: str) -> list[tuple[str, str]]:
    """Page and content of each fenced block of this kind."""
    fence = re.compile(rf"^```{kind}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return [(page.name, found) for page in PAGES for found in fence.findall(page.read_text(encoding="utf-8"))]


COMMANDS = [
    (page, line.partition("  #")[0].strip())
    for page, block in blocks("sh")
    for line in block.splitlines()
    if line.strip() and not line.startswith("#")
]


def test_the_examples_for_developers(tmp_path: Path) -> None:
    """One after the other, as somebody reads them."""
    code = "\n".join(block for page, block in blocks("python") if page == "developers.md")
    assert code.count("assert") >= 5
    (tmp_path / "examples.py").write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, tmp_path / "examples.py"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_page_has_other_python() -> None:
    assert {page for page, _ in blocks("python")} == {"developers.md"}


@pytest.mark.parametrize(("page", "command"), COMMANDS, ids=[f"{page}: {command}" for page, command in COMMANDS])
@pytest.mark.skipif(sys.platform == "win32", reason="they are for a shell")
def test_each_command_ends_well_as_written(page: str, command: str, tmp_path: Path) -> None:
    """By somebody who types and reads: that is set in the environment, so that the command stays as it is."""
    if why := [why for pattern, why in NOT_HERE.items() if re.fullmatch(pattern, command)]:
        pytest.skip(why[0])
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = own_folders(tmp_path) | {
        "PATH": path,
        "COOKING_ASSISTANT_EARS": "keyboard",
        "COOKING_ASSISTANT_VOICE": "text",
    }
    done = subprocess.run(
        command, shell=True, env=env, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_the_readme_links_only_to_what_is_there() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
