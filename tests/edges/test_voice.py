"""Every voice, the fake one too, keeps the contract of `Voice`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from edges.fakes import FakeVoice

from assistant.edges.voices.choosing import Voices
from assistant.edges.voices.natural import NaturalVoice
from assistant.edges.voices.pronouncing import PronouncingVoice
from assistant.edges.voices.remembering import RememberingVoice, Store
from assistant.edges.voices.system import SystemVoice
from assistant.edges.voices.voice import LEVEL, Voice
from assistant.language.parts import parts
from assistant.language.pronunciation import Dictionary

LOUDNESS_DECIBELS = 3.0  # between the softest and the loudest
SENTENCE = "Whisk one third of a cup of honey with three tablespoons of soy sauce."


def remembered(folder: Path) -> Voice:
    return RememberingVoice(FakeVoice(), Store(folder))


def one_of_several(folder: Path) -> Voice:
    return Voices({"fake": FakeVoice, "other": FakeVoice})


EVERY: dict[str, Callable[[Path], Voice]] = {
    "system": lambda _: SystemVoice(),
    "natural": lambda _: NaturalVoice(),
    "pronouncing": lambda _: PronouncingVoice(FakeVoice(), Dictionary({"soy": {"all": "soya"}})),
    "remembering": remembered,
    "one of several": one_of_several,
    "fake": lambda _: FakeVoice(),
}


@pytest.fixture(scope="module", params=EVERY)
def voice(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voice]:
    voice = EVERY[request.param](tmp_path_factory.mktemp("voice"))
    assert voice.can_say(SENTENCE, 1.0, within_seconds=30.0)
    yield voice
    voice.close()


def spoken(voice: Voice, text: str, speed: float = 1.0) -> np.ndarray:
    return np.concatenate([np.zeros(0, np.float32), *voice.speak(text, speed)])


def test_pieces_are_mono_float32_within_full_scale(voice: Voice) -> None:
    pieces = list(voice.speak(SENTENCE))
    assert pieces
    assert all(p.dtype == np.float32 and p.ndim == 1 and np.abs(p).max() <= 1.0 for p in pieces)


def test_a_sentence_lasts_as_long_as_it_takes_to_say_it(voice: Voice) -> None:
    assert 1.0 < len(spoken(voice, SENTENCE)) / voice.rate < 8.0
    assert len(spoken(voice, "Stop.")) < len(spoken(voice, SENTENCE)) / 2


def test_there_is_no_silence_around(voice: Voice) -> None:
    samples = np.abs(spoken(voice, SENTENCE))
    edge = round(0.07 * voice.rate)
    assert samples[:edge].max() > 0.005
    assert samples[-edge:].max() > 0.005


def test_every_sentence_is_as_loud_as_any_other_of_any_voice(voice: Voice) -> None:
    for text in (SENTENCE, "Yes.", "Stop.", "Is the water boiling?"):
        samples = spoken(voice, text)
        frames = np.square(samples[: len(samples) // 400 * 400].reshape(-1, 400)).mean(axis=1)
        level = np.sqrt(frames[frames > 0.01 * frames.max()].mean())
        assert abs(20 * np.log10(level / LEVEL)) < LOUDNESS_DECIBELS / 2


def test_it_has_a_name_and_a_version(voice: Voice) -> None:
    assert voice.name and voice.version


def test_speed_shortens_and_lengthens(voice: Voice) -> None:
    slow, normal, fast = (len(spoken(voice, SENTENCE, speed)) for speed in (0.7, 1.0, 1.4))
    assert slow > 1.2 * normal > 1.2 * 1.2 * fast


def test_it_comes_back_to_normal_speed(voice: Voice) -> None:
    normal = len(spoken(voice, SENTENCE))
    spoken(voice, SENTENCE, 1.5)
    assert len(spoken(voice, SENTENCE)) == pytest.approx(normal, rel=0.05)


@pytest.mark.parametrize("text", ["", "...", "  "])
def test_nothing_to_say_gives_no_sound(voice: Voice, text: str) -> None:
    assert len(spoken(voice, text)) == 0


def test_who_stops_listening_cancels(voice: Voice) -> None:
    pieces = iter(voice.speak(SENTENCE))
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert len(spoken(voice, "And on.")) > 0


def test_it_renders_every_time_and_from_any_thread(voice: Voice) -> None:
    lengths: list[int] = []
    threads = [threading.Thread(target=lambda: lengths.append(len(spoken(voice, SENTENCE)))) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lengths) == 30
    assert min(lengths) > 0.9 * max(lengths)


def test_standard_output_stays_clean(voice: Voice, capfd: pytest.CaptureFixture[str]) -> None:
    spoken(voice, SENTENCE)
    assert capfd.readouterr().out == ""


LONG = " ".join(["word"] * 20)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("Wait.", ["Wait."]),
        ("Heat the oil. Add the garlic!", ["Heat the oil.", "Add the garlic!"]),
        ("Is it done? If so, go on.", ["Is it done?", "If so, go on."]),
        ("Add 2.5 cups.", ["Add 2.5 cups."]),
        ("", []),
        (f"{LONG}, {LONG}.", [f"{LONG},", f"{LONG}."]),
    ],
)
def test_text_is_rendered_sentence_by_sentence(text: str, split: list[str]) -> None:
    assert parts(text) == split
