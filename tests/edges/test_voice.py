"""Every voice, the fake one too, keeps the contract of `Voice`."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from edges.fakes import FakeVoice

from assistant.edges.synthesizer import SystemVoice, Voice, sentences

SENTENCE = "Whisk one third of a cup of honey with three tablespoons of soy sauce."


@pytest.fixture(scope="module", params=[SystemVoice, FakeVoice])
def voice(request: pytest.FixtureRequest) -> Iterator[Voice]:
    voice = request.param()
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
    edge = round(0.05 * voice.rate)
    assert samples[:edge].max() > 0.005
    assert samples[-edge:].max() > 0.005


def test_speed_shortens_and_lengthens(voice: Voice) -> None:
    slow, normal, fast = (len(spoken(voice, SENTENCE, speed)) for speed in (0.7, 1.0, 1.4))
    assert slow > 1.2 * normal > 1.2 * 1.2 * fast


def test_it_comes_back_to_normal_speed(voice: Voice) -> None:
    normal = len(spoken(voice, SENTENCE))
    spoken(voice, SENTENCE, 1.5)
    assert len(spoken(voice, SENTENCE)) == pytest.approx(normal, rel=0.02)


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
    ("text", "parts"),
    [
        ("Wait.", ["Wait."]),
        ("Heat the oil. Add the garlic!", ["Heat the oil.", "Add the garlic!"]),
        ("Is it done? If so, go on.", ["Is it done?", "If so, go on."]),
        ("Add 2.5 cups.", ["Add 2.5 cups."]),
        ("", []),
        (f"{LONG}, {LONG}.", [f"{LONG},", f"{LONG}."]),
    ],
)
def test_text_is_rendered_sentence_by_sentence(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
