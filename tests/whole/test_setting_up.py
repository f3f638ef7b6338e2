"""Settings as the real program takes them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.whole.program import run


def test_what_was_set_for_good_is_in_force(tmp_path: Path) -> None:
    done = run(tmp_path, "settings", "ears=keyboard", "voice=text", "servings=8")
    assert done.returncode == 0, done.stderr
    chosen = {"ears": "keyboard", "voice": "text", "servings": 8}
    assert tomllib.loads((tmp_path / "config/cooking-assistant/settings.toml").read_text()) == chosen
    assert chosen.items() <= tomllib.loads(done.stdout).items()
    assert "eight people" in run(tmp_path, "cook", "--fresh").stdout
    assert "two people" in run(tmp_path, "cook", "--fresh", COOKING_ASSISTANT_SERVINGS="2").stdout
    told = json.loads(run(tmp_path, "settings", "--json", COOKING_ASSISTANT_SERVINGS="2").stdout)
    assert told["servings"] == {"value": 2, "from": "environment"}
    assert told["ears"] == {"value": "keyboard", "from": str(tmp_path / "config/cooking-assistant/settings.toml")}
    assert run(tmp_path, "settings", "servings=").returncode == 0
    assert "four to six people" in run(tmp_path, "cook", "--fresh").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("settings", "voise=text"), 1, "There is no setting 'voise'; did you mean 'voice'?\n"),
        (("settings", "voice"), 1, 'voice has no value; write voice="text".\n'),
        (("settings", "voice=txt"), 1, "voice: 'txt' is no choice; did you mean 'text'?\n"),
        (("cook", "--voce", "text"), 2, "there is no option --voce; did you mean '--voice'?\n"),
        (("cook", "--voice", "txt"), 2, "argument --voice: 'txt' is no choice; did you mean 'text'?\n"),
        (("cok",), 2, "argument COMMAND: 'cok' is no choice; did you mean 'cook'?\n"),
    ],
)
def test_what_is_wrong_is_said_with_the_nearest_name(
    arguments: tuple[str, ...], code: int, says: str, tmp_path: Path
) -> None:
    done = run(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.endswith(says)


def test_a_broken_settings_file_ends_every_command_that_needs_it_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "cooking-assistant"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('\nmicrofone = "USB"\n')
    for command in (("cook", "--fresh"), ("settings",)):
        done = run(tmp_path, *command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"{folder / 'settings.toml'}:2: there is no setting 'microfone'; did you mean 'microphone'?\n"
        )
