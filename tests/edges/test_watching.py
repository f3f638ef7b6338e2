"""A voice that hangs is given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from assistant.edges.sounds import Samples
from assistant.edges.voices.choosing import Voices
from assistant.edges.voices.voice import VoiceError
from assistant.edges.voices.watching import WatchedVoice
from tests.edges.fakes import FakeVoice


class Hanging(FakeVoice):
    """Gives a piece, and never another one."""

    def __init__(self) -> None:
        super().__init__("hanging")
        self.let_go = threading.Event()
        self.closed = False

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        yield np.ones(160, np.float32)
        self.let_go.wait()

    def close(self) -> None:
        self.closed = True


def test_it_says_what_the_voice_says() -> None:
    watched = WatchedVoice(FakeVoice())
    assert [len(piece) for piece in watched.speak("stir the honey")] == [1600] * 3
    assert list(watched.speak("...")) == []


def test_what_the_voice_raises_is_raised() -> None:
    voice = FakeVoice()
    voice.broken = True
    with pytest.raises(VoiceError, match="The voice is broken"):
        list(WatchedVoice(voice).speak("stir"))


def test_a_voice_that_hangs_is_given_up_and_the_next_one_speaks() -> None:
    hanging = Hanging()
    fallen: list[str] = []
    voices = Voices({"hanging": lambda: WatchedVoice(hanging, 0.05), "other": lambda: FakeVoice("other")})
    voices.on_fallen = fallen.append
    said = [len(piece) for piece in voices.speak("stir the honey")]
    voices.close()
    assert said == [160, 1600, 1600, 1600]
    assert len(fallen) == 1
    assert not hanging.closed
    hanging.let_go.set()
