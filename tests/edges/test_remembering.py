"""Sentences on disk: rendered once, bounded, never half a sentence; and rendered ahead while it is quiet."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from edges.fakes import FakeVoice

from assistant.edges import ahead
from assistant.edges.ahead import Ahead
from assistant.edges.voices.remembering import RememberingVoice, Store
from assistant.edges.voices.voice import Voice


def spoken(voice: Voice, text: str, speed: float = 1.0) -> np.ndarray:
    return np.concatenate(list(voice.speak(text, speed)))


@pytest.fixture
def fake() -> FakeVoice:
    return FakeVoice()


def test_a_sentence_is_rendered_once_and_sounds_the_same(tmp_path: Path, fake: FakeVoice) -> None:
    first = spoken(RememberingVoice(fake, Store(tmp_path)), "One two.")
    again = spoken(RememberingVoice(fake, Store(tmp_path)), "One two.")
    assert fake.said == ["One two."]
    assert np.abs(first - again).max() < 1e-4


@pytest.mark.parametrize("changed", ["text", "speed", "name", "version"])
def test_what_changes_its_sound_makes_it_another_sentence(tmp_path: Path, fake: FakeVoice, changed: str) -> None:
    spoken(RememberingVoice(fake, Store(tmp_path)), "One.")
    if changed in ("name", "version"):
        setattr(fake, changed, "other")
    text, speed = ("Two." if changed == "text" else "One."), (0.8 if changed == "speed" else 1.0)
    spoken(RememberingVoice(fake, Store(tmp_path)), text, speed)
    assert len(fake.said) == 2


def test_a_sentence_that_was_broken_off_is_not_kept(tmp_path: Path, fake: FakeVoice) -> None:
    voice = RememberingVoice(fake, Store(tmp_path))
    next(iter(voice.speak("One two three.")))
    assert list(tmp_path.iterdir()) == []


def test_it_can_say_what_it_remembers_while_the_voice_still_loads(
    tmp_path: Path, fake: FakeVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = RememberingVoice(fake, Store(tmp_path))
    spoken(voice, "One.")
    monkeypatch.setattr(fake, "can_say", lambda text, speed, within_seconds: False)
    assert voice.can_say("One.", 1.0, 0.0)
    assert not voice.can_say("Two.", 1.0, 0.0)


def test_the_longest_unused_go_when_it_is_full(tmp_path: Path) -> None:
    store = Store(tmp_path, limit_bytes=1000)
    for n in range(5):
        store.put(f"{n}", np.zeros(100, np.float32))
        os.utime(tmp_path / f"{n}.pcm", (n, n))
    assert store.get("0") is not None, "used now"
    store.put("5", np.zeros(100, np.float32))
    assert store.has("0") and store.has("5") and not store.has("1")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1000


def test_a_shelf_knows_what_was_there_before_it(tmp_path: Path) -> None:
    Store(tmp_path, 1000).put("old", np.zeros(450, np.float32))
    Store(tmp_path, 1000).put("new", np.zeros(100, np.float32))
    assert not Store(tmp_path).has("old") and Store(tmp_path).has("new")


@pytest.mark.parametrize("content", [b"", b"odd"])
def test_what_is_damaged_is_rendered_anew(tmp_path: Path, fake: FakeVoice, content: bytes) -> None:
    voice = RememberingVoice(fake, Store(tmp_path))
    whole = spoken(voice, "One.")
    next(tmp_path.iterdir()).write_bytes(content)
    assert len(spoken(voice, "One.")) == len(whole)


def test_where_nothing_can_be_kept_it_speaks_all_the_same(tmp_path: Path, fake: FakeVoice) -> None:
    (tmp_path / "file").touch()
    voice = RememberingVoice(fake, Store(tmp_path / "file" / "below"))
    assert len(spoken(voice, "One.")) == len(spoken(voice, "One.")) > 0
    assert not list(tmp_path.glob("tmp*"))


def test_what_may_be_said_soon_is_rendered_while_it_is_quiet(fake: FakeVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_QUIET_SECONDS", 0.0)
    quiet = [False]
    rendering = Ahead(fake, lambda: quiet[0])
    rendering.prepare(["One. Two.", "Three.", "One."], 1.0)
    assert fake.said == []
    quiet[0] = True
    for _ in range(3):
        fake.asked.get(timeout=10)
    rendering.prepare(["Four."], 1.0)
    fake.asked.get(timeout=10)
    rendering.close()
    assert fake.said == ["One.", "Two.", "Three.", "Four."]


def test_a_voice_that_fails_ahead_fails_nobody(fake: FakeVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_QUIET_SECONDS", 0.0)
    fake.broken = True
    rendering = Ahead(fake, lambda: True)
    rendering.prepare(["One."], 1.0)
    fake.asked.get(timeout=10)
    fake.broken = False
    rendering.prepare(["Two."], 1.0)
    fake.asked.get(timeout=10)
    rendering.close()
    assert fake.said == ["Two."]


def test_what_was_rendered_ahead_is_there_for_the_next_time(
    tmp_path: Path, fake: FakeVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_QUIET_SECONDS", 0.0)
    rendering = Ahead(RememberingVoice(fake, Store(tmp_path)), lambda: True)
    rendering.prepare(["One. Two."], 1.0)
    for _ in range(2):
        fake.asked.get(timeout=10)
    rendering.close()
    later = FakeVoice()
    voice = RememberingVoice(later, Store(tmp_path))
    assert len(spoken(voice, "One.")) and len(spoken(voice, "Two."))
    assert later.said == []
