"""What the doctor says of what it finds, and what it proposes."""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.commands import doctor
from assistant.config import Settings, sentence_model_path
from assistant.doctor.checks import devices, machine, questions as questions_check, room, words
from assistant.doctor.checks.model import model
from assistant.doctor.checks.offline import judged
from assistant.doctor.checks.questions import questions
from assistant.doctor.consultation import as_json, consulted, proposed, worst
from assistant.doctor.finding import Finding, State, ok
from assistant.edges.microphone import RATE, MicrophoneError
from assistant.edges.player import Device, LoudspeakerError
from assistant.edges.recognizer import Decision
from assistant.edges.sounds import Samples
from assistant.language.understand import Meaning
from assistant.settings import file
from assistant.settings.sources import KNOWN

SETTINGS = Settings()
BUILT_IN, USB = "Built-in", "USB Audio"


def states(findings: Iterator[Finding]) -> list[tuple[str, State]]:
    """Whatever is not well says what to do."""
    found = list(findings)
    assert all(f.advice or f.state is State.OK for f in found), found
    return [(f.about, f.state) for f in found]


def test_what_a_check_stumbles_over_is_a_finding_and_the_others_go_on() -> None:
    def stumbles(settings: Settings) -> Iterator[Finding]:
        yield ok("half", "so far")
        raise RuntimeError("no such thing")

    found = list(consulted((stumbles, machine.system), SETTINGS))
    assert [f.state for f in found] == [State.OK, State.BROKEN, State.OK]
    assert "no such thing" in found[1].says
    assert worst(found) is State.BROKEN
    assert json.loads(json.dumps(as_json(found)))["state"] == "broken"


def test_the_first_of_two_proposals_for_a_setting_counts() -> None:
    each = [Finding("x", State.BETTER, "", "", {"microphone": name}) for name in (USB, BUILT_IN)]
    assert proposed(each) == {"microphone": USB}


def folder_of_a_model(folder: Path) -> Settings:
    (folder / "am").mkdir(parents=True)
    (folder / "am" / "final.mdl").write_bytes(b"model")
    (folder / "contents.json").write_text(json.dumps({"am/final.mdl": 5}))
    return Settings(model=str(folder))


def test_a_model_that_is_gone_damaged_or_another(tmp_path: Path) -> None:
    assert states(model(Settings(model=str(tmp_path / "none")))) == [("speech model", State.BROKEN)]
    other = folder_of_a_model(tmp_path / "other")
    assert states(model(other)) == [("speech model", State.BETTER)]
    (tmp_path / "other" / "am" / "final.mdl").write_bytes(b"mod")
    assert states(model(other)) == [("speech model", State.BROKEN)]


@pytest.mark.model
def test_the_model_of_questions_is_missing_damaged_or_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (whole,) = questions(SETTINGS)
    assert (whole.state, whole.about) == (State.OK, "questions")
    assert 0 <= whole.figures["seconds"] < 1
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for path in sentence_model_path().glob("*.*"):
        (damaged / path.name).write_bytes(path.read_bytes()[:1000])
    for folder, says, advice in (
        (damaged, "the model cannot be used", f"Delete {damaged}"),
        (tmp_path / "none", "there is no model in", "Run scripts/fetch-model."),
    ):
        monkeypatch.setattr(questions_check, "sentence_model_path", lambda folder=folder: folder)
        (found,) = questions(SETTINGS)
        assert found.state is State.BETTER
        assert says in found.says and advice in found.advice
    monkeypatch.setattr(questions_check, "find_spec", lambda name: None)
    (found,) = questions(SETTINGS)
    assert (found.state, found.advice) == (State.BETTER, "Run pip install 'assistant[questions]'.")


def test_a_disk_without_room_and_a_clock_without_a_zone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "journal_path", lambda: tmp_path / "state" / "journal.sqlite3")
    assert states(machine.disk(SETTINGS)) == [("disk", State.OK)]
    monkeypatch.setattr(machine, "_ENOUGH_MEGABYTES", 10**9)
    assert states(machine.disk(SETTINGS)) == [("disk", State.BETTER)]
    monkeypatch.setattr(machine, "_writable", lambda folder: False)
    assert states(machine.disk(SETTINGS)) == [("disk", State.BROKEN)]
    monkeypatch.setitem(os.environ, "TZ", "UTC")
    time.tzset()
    assert states(machine.clock(SETTINGS)) == [("clock", State.OK)]
    monkeypatch.delitem(os.environ, "TZ")
    monkeypatch.setattr(machine, "_BUILT", time.time() + 1)
    assert states(machine.clock(SETTINGS)) == [("clock", State.BETTER)]
    time.tzset()


class Devices:
    """What each microphone delivers; those not named cannot be opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, rate: int = 48000, **sounds: Samples) -> None:
        self.sounds = sounds
        monkeypatch.setattr(devices, "recorded", self.recorded)
        monkeypatch.setattr(room, "recorded", self.recorded)
        monkeypatch.setattr(words, "recorded", self.recorded)
        monkeypatch.setattr(devices, "named", lambda device, kind: (device or "builtin", rate))
        monkeypatch.setattr(devices, "_names", lambda kind: list(sounds))

    def recorded(self, seconds: float, device: Device = None) -> Samples:
        if (name := device or "builtin") not in self.sounds:
            raise MicrophoneError("No microphone was found; connect one.")
        return self.sounds[str(name)]


ZEROS = np.zeros(RATE, np.float32)
NOISE = np.random.default_rng(2).standard_normal(RATE).astype(np.float32)


@pytest.mark.parametrize(
    ("builtin", "usb", "state", "proposes"),
    [
        (NOISE * 0.001, ZEROS, State.OK, {}),
        (ZEROS, NOISE * 0.001, State.BETTER, {"microphone": "usb"}),
        (None, NOISE * 0.001, State.BETTER, {"microphone": "usb"}),
        (ZEROS, ZEROS, State.BROKEN, {}),
        (None, ZEROS, State.BROKEN, {}),
        (NOISE * 3, ZEROS, State.BETTER, {}),
        (NOISE * 0.00005, ZEROS, State.BETTER, {}),
    ],
    ids=["well", "muted", "gone", "all muted", "gone, other muted", "overdriven", "very quiet"],
)
def test_a_microphone_and_which_other_to_take(
    builtin: Samples | None, usb: Samples, state: State, proposes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Devices(monkeypatch, **({} if builtin is None else {"builtin": np.clip(builtin, -1, 1)}), usb=usb)
    (found,) = devices.microphone(SETTINGS)
    assert (found.state, found.proposes) == (state, proposes), found


@pytest.mark.parametrize(
    ("opening", "state", "proposes"),
    [
        ({"builtin", "usb"}, State.OK, {}),
        ({"usb"}, State.BETTER, {"loudspeaker": "usb"}),
        (set(), State.BROKEN, {}),
    ],
    ids=["well", "gone", "all gone"],
)
def test_a_loudspeaker_and_which_other_to_take(
    opening: set[str], state: State, proposes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Loudspeaker:
        latency_seconds = 0.02

        def __init__(self, device: Device) -> None:
            if (device or "builtin") not in opening:
                raise LoudspeakerError("No loudspeaker was found; connect one.")

        def close(self) -> None:
            pass

    Devices(monkeypatch, builtin=ZEROS, usb=ZEROS)
    monkeypatch.setattr(devices, "Player", Loudspeaker)
    (found,) = devices.loudspeaker(SETTINGS)
    assert (found.state, found.proposes) == (state, proposes), found
    assert found.advice or state is State.OK


def test_a_microphone_like_a_telephone(monkeypatch: pytest.MonkeyPatch) -> None:
    Devices(monkeypatch, rate=8000, builtin=NOISE * 0.001)
    (found,) = devices.microphone(SETTINGS)
    assert "telephone (8000 Hz)" in found.says


@pytest.mark.parametrize(("level", "state"), [(0.003, State.OK), (0.02, State.BETTER), (0.1, State.BETTER)])
def test_noise(level: float, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    Devices(monkeypatch, builtin=NOISE * np.float32(level))
    assert states(room.noise(SETTINGS)) == [("room at rest", state)]


def said_next(decibels: float) -> Samples:
    """Four seconds of a quiet kitchen, and half a second of somebody."""
    word = np.float32(10 ** (decibels / 20))
    return np.concatenate([np.resize(NOISE, 4 * RATE) * np.float32(0.0003), NOISE[: RATE // 2] * word])


@pytest.mark.parametrize(
    ("decibels", "heard", "state", "proposes"),
    [
        (-25, "next_step", State.OK, {}),
        (-27, "next_step", State.OK, {}),
        (-40, "next_step", State.BETTER, {"voice_level": -40}),
        (-2, "next_step", State.BETTER, {"voice_level": -5}),
        (-25, "stop", State.BETTER, {}),
        (-25, None, State.BETTER, {}),
        (-69, "next_step", State.BETTER, {}),
    ],
)
def test_a_cook_who_is_louder_or_farther_away_gets_another_level_proposed(
    decibels: float, heard: str | None, state: State, proposes: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    Devices(monkeypatch, builtin=said_next(decibels))
    meaning = Meaning(heard) if heard else None
    decision = Decision("some words", meaning, 0.0, 0.0, 0.0)
    monkeypatch.setattr(words, "decided_in", lambda sound, settings: decision)
    (found,) = words.words(SETTINGS)
    assert (found.state, found.proposes) == (state, proposes), found


def test_the_proof_of_being_offline_says_how_much_it_proves() -> None:
    result = {"typed": 6, "said": 7, "heard": "next_step", "sealed": "system"}
    assert [f.state for f in judged(result, True)] == [State.OK]
    assert [f.state for f in judged({**result, "sealed": "python"}, False)] == [State.BETTER]
    assert [f.state for f in judged({**result, "problem": "no model"}, False)] == [State.BETTER]


@pytest.mark.parametrize(("answer", "written"), [("yes\n", {"microphone": "usb"}), ("\n", {}), ("", {})])
def test_settings_are_written_on_a_yes_only(
    answer: str, written: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    monkeypatch.setattr(doctor, "settings_path", lambda: path)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    doctor.offer({"microphone": "usb"})
    assert file.read(path, KNOWN) == written
