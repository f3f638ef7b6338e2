"""The doctor in a kitchen that exists only in software: with noise, an echo, and a microphone that can be muted."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from card import SoundCard

from tests.kitchen import spoken, write
from tests.whole.program import ASSISTANT, ROOT, own_folders, run

LOOKED_AT = (
    *("machine", "settings", "disk", "clock", "speech model", "questions", "voices", "voice and hearing", "speed"),
    *("microphone", "loudspeaker", "room at rest", "echo", "spoken and heard"),
)
NOISE_DECIBELS, ECHO_DECIBELS = -50.0, 10.0
FAR_DECIBELS = -10.0  # of a cook who stands at the stove, below one at arm's length


def consult(folder: Path, card: SoundCard) -> tuple[int, dict[str, Any]]:
    """The exit code, and the findings by what they are about."""
    done = subprocess.run(
        [*ASSISTANT, "doctor", "--json"],
        env=own_folders(folder, card.env), cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    found = {f["about"]: f for f in json.loads(done.stdout)["findings"]}
    assert all(f["state"] == "ok" or f["advice"] for f in found.values()), found
    return done.returncode, found


@pytest.fixture
def noisy(own_card: SoundCard, tmp_path: Path) -> Iterator[SoundCard]:
    wav = tmp_path / "noise.wav"
    write(wav, np.random.default_rng(1).standard_normal(16000 * 60) * 10 ** (NOISE_DECIBELS / 20), 16000)
    player = own_card.play(wav, wait=False)
    yield own_card
    player.terminate()


@pytest.mark.card
@pytest.mark.model
def test_the_doctor_hears_the_room_and_itself(noisy: SoundCard, tmp_path: Path) -> None:
    noisy.echo(ECHO_DECIBELS)
    code, found = consult(tmp_path, noisy)
    assert code == 0, found
    assert tuple(found) == LOOKED_AT
    assert {"word_to_answer_seconds", "decoding_share"} <= set(found["speed"]["figures"])
    assert len(found["speech model"]["figures"]["sha256"]) == 64
    for about in ("speech model", "voice and hearing", "microphone", "loudspeaker", "room at rest", "echo"):
        assert found[about]["state"] == "ok", found[about]
    assert found["room at rest"]["figures"]["noise_decibels"] == pytest.approx(NOISE_DECIBELS, abs=3)
    assert found["echo"]["figures"]["echo_decibels"] == pytest.approx(-ECHO_DECIBELS, abs=3)
    assert 0.05 < found["echo"]["figures"]["delay_seconds"] < 0.5
    assert found["spoken and heard"]["state"] == "ok", found


class Patient:
    """Types into the doctor's terminal what it asks for."""

    def __init__(self, folder: Path, card: SoundCard) -> None:
        self._ours, its = pty.openpty()
        self._doctor = subprocess.Popen(
            [*ASSISTANT, "doctor"], env=own_folders(folder, card.env), cwd=ROOT, stdin=its, stdout=subprocess.PIPE
        )
        os.close(its)

    def asked(self, question: str) -> str:
        """All that is said up to the question."""
        assert self._doctor.stdout
        said = b""
        while question.encode() not in said:
            more = self._doctor.stdout.read1()
            assert more, said.decode()
            said += more
        return said.decode()

    def type(self, line: str) -> None:
        os.write(self._ours, f"{line}\n".encode())

    def gone(self) -> int:
        code = self._doctor.wait(30)
        os.close(self._ours)
        return code


@pytest.mark.card
@pytest.mark.model
def test_the_doctor_asks_for_the_hood_and_a_word_and_writes_what_it_proposes(noisy: SoundCard, tmp_path: Path) -> None:
    noisy.echo(ECHO_DECIBELS)
    wav, (word, rate) = tmp_path / "next.wav", spoken("next")
    write(wav, np.concatenate([np.zeros(rate), word * 10 ** (FAR_DECIBELS / 20)]), rate)
    patient = Patient(tmp_path, noisy)
    assert "room at rest: Quiet enough" in patient.asked("turn it on and type yes: ")
    patient.type("yes")
    assert "room with the hood on: Quiet enough" in patient.asked("and say next at the stove: ")
    patient.type("yes")
    noisy.play(wav)
    told = patient.asked("Type yes: ")
    assert 'your words: "Next" was heard' in told
    level = re.search(r"^voice_level = (-\d+)$", told, re.MULTILINE)
    assert level, told
    patient.type("yes")
    assert patient.gone() == 0
    written = tomllib.loads((tmp_path / "config" / "cooking-assistant" / "settings.toml").read_text())
    assert written == {"voice_level": int(level[1])}


@pytest.mark.card
@pytest.mark.model
def test_a_muted_microphone_is_broken(own_card: SoundCard, tmp_path: Path) -> None:
    code, found = consult(tmp_path, own_card)
    assert (code, found["microphone"]["state"]) == (3, "broken"), found
    assert "zeros" in found["microphone"]["says"]


@pytest.mark.model
def test_without_sound_the_doctor_looks_at_the_rest(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--quiet", patience_seconds=120)
    assert "speech model: vosk-model-small-en-us-0.15, whole. Its sha256 begins with 75370a0137f9." in done.stdout
    assert "questions: all-minilm-l6-v2-q compares them in " in done.stdout
    assert "heard by the recogniser" in done.stdout
    assert "microphone" not in done.stdout
    assert done.stderr == ""


def test_without_a_model_the_doctor_says_how_to_get_one(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--quiet", "--model", str(tmp_path))
    assert done.returncode == 3
    assert f"broken           speech model: There is no speech model in {tmp_path}." in done.stdout
    assert "Run scripts/fetch-model." in done.stdout
