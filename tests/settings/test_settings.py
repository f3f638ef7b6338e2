"""Settings: what may be written, which source counts, and what is said where one is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.config import Settings
from assistant.settings import file
from assistant.settings.file import SettingsError
from assistant.settings.sources import KNOWN, in_force, variable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_are_in_force(path: Path) -> None:
    force = in_force({}, {}, path)
    assert force.settings == Settings()
    assert set(force.origins.values()) == {"default"}


def test_a_flag_comes_before_the_environment_that_before_the_file_and_that_before_the_default(path: Path) -> None:
    written(path, 'ears = "keyboard"\nservings = 2\nmicrophone = "file"\n')
    environment = {"COOKING_ASSISTANT_SERVINGS": "3", "COOKING_ASSISTANT_MICROPHONE": "7", "PATH": "/bin"}
    force = in_force({"servings": 4, "command": "cook"}, environment, path)
    assert force.settings == Settings(ears="keyboard", servings=4, microphone=7)
    assert [force.origins[n] for n in ("voice", "ears", "microphone", "servings")] == [
        "default", str(path), "environment", "flag",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('\n\nmicrofone = "USB"', ":3: there is no setting 'microfone'; did you mean 'microphone'?"),
        ("[ears]\nname = 1", ":1: ears: {'name': 1} is no choice; there are microphone, keyboard."),
        ("[devices]\nmicrophone = 1", ":1: there is no setting 'devices'"),
        ('voice = "txt"', ":1: voice: 'txt' is no choice; did you mean 'text'?"),
        ("servings = 0", ":1: servings: 0 is not between 1 and 100."),
        ("servings = true", ":1: servings: True is not a whole number from 1 to 100."),
        ("servings = 2.5", ":1: servings: 2.5 is not a whole number from 1 to 100."),
        ('microphone = ""', ":1: microphone: '' is not the name or number of a device."),
        ("microphone = -1", ":1: microphone: -1 is not the name or number of a device."),
        ("recipe = 1", ":1: recipe: 1 is not a text."),
        ("fresh = true", ":1: 'fresh' is for one run; use the flag --fresh instead."),
        ("servings", ": Expected '=' after a key"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_line(text: str, says: str, path: Path) -> None:
    with pytest.raises(SettingsError) as problem:
        file.read(written(path, text), KNOWN)
    assert str(problem.value).startswith(f"{path}{says}")


def test_all_problems_are_said_at_once(path: Path) -> None:
    with pytest.raises(SettingsError) as problem:
        file.read(written(path, "servings = 0\nvoise = 1\n"), KNOWN)
    assert len(str(problem.value).splitlines()) == 2


def test_a_file_that_is_no_text_is_said_so(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read"):
        file.read(path, KNOWN)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("COOKING_ASSISTANT_VOISE", "text", "there is no such variable; did you mean 'COOKING_ASSISTANT_VOICE'?"),
        ("COOKING_ASSISTANT_SERVINGS", "many", "'many' is not a whole number from 1 to 100."),
    ],
)
def test_what_is_wrong_in_the_environment_is_said_with_its_name(name: str, text: str, says: str, path: Path) -> None:
    with pytest.raises(SettingsError) as problem:
        in_force({}, {name: text}, path)
    assert str(problem.value) == f"{name}: {says}"


def test_an_empty_variable_is_none(path: Path) -> None:
    assert in_force({}, {"COOKING_ASSISTANT_SERVINGS": ""}, path).settings == Settings()


@pytest.mark.parametrize("name", [s.name for s in KNOWN.values() if s.kept])
def test_each_setting_can_be_written_and_read_again(name: str, path: Path) -> None:
    value = KNOWN[name].kind.read(tomllib.loads(f"x = {KNOWN[name].kind.example}")["x"])
    file.write(path, {name: value}, KNOWN)
    force = in_force({}, {}, path)
    assert getattr(force.settings, name) == value
    assert in_force({}, {variable(name): str(value)}, path.with_name("none")).settings == force.settings


def test_writing_leaves_the_rest_as_it_is(path: Path) -> None:
    before = '# mine\nservings = 2  # of us\n# voice = "text"\nmicrophone = "USB"\n'
    file.write(written(path, before), {"servings": 6, "voice": "text"}, KNOWN)
    assert path.read_text() == '# mine\nservings = 6\n# voice = "text"\nmicrophone = "USB"\nvoice = "text"\n'
    file.write(path, {"servings": None, "voice": None}, KNOWN)
    assert path.read_text() == '# mine\n# voice = "text"\nmicrophone = "USB"\n'


@pytest.mark.parametrize("value", ['quo"te', "back\\slash", "new\nline", "bell\a", "delete\x7f", "Küche", "🎤", "# no"])
def test_any_text_survives(value: str, path: Path) -> None:
    file.write(path, {"microphone": value}, KNOWN)
    assert file.read(path, KNOWN) == {"microphone": value}


def test_a_file_that_cannot_be_read_is_not_written_over(path: Path) -> None:
    written(path, "servings = [")
    with pytest.raises(SettingsError):
        file.write(path, {"servings": 2}, KNOWN)
    assert path.read_text() == "servings = ["


def test_the_example_explains_every_setting_and_sets_none() -> None:
    text = file.example(KNOWN)
    assert tomllib.loads(text) == {}
    without = "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line)
    set_: dict[str, Any] = tomllib.loads(without)
    assert list(set_) == [s.name for s in KNOWN.values() if s.kept]
