"""Which voice speaks, and which one where that fails."""

from __future__ import annotations

import itertools

import pytest
from edges.fakes import FakeVoice

from assistant.edges.voices import choosing, natural, system
from assistant.edges.voices.choosing import Voices, installed
from assistant.edges.voices.voice import VoiceError


class Kitchen:
    """Two voices, opened when they are needed."""

    def __init__(self, chosen: str | None = None, broken: tuple[str, ...] = ()) -> None:
        self.opened: dict[str, FakeVoice] = {}
        self.broken, self.fallen = broken, list[str]()
        self.voices = Voices({"best": lambda: self.open("best"), "quick": lambda: self.open("quick")}, chosen)
        self.voices.on_fallen = self.fallen.append

    def open(self, name: str) -> FakeVoice:
        if name in self.broken:
            raise VoiceError(f"There is no {name} voice.")
        return self.opened.setdefault(name, FakeVoice(name))

    def say(self, text: str) -> str:
        """Who says it."""
        list(self.voices.speak(text))
        return next(name for name, voice in self.opened.items() if text in voice.said)


def test_the_best_speaks_and_the_other_is_not_even_opened() -> None:
    kitchen = Kitchen()
    assert kitchen.say("One.") == "best"
    assert "quick" not in kitchen.opened


def test_the_chosen_one_speaks_until_another_is_chosen() -> None:
    kitchen = Kitchen(chosen="quick")
    assert kitchen.say("One.") == "quick"
    kitchen.voices.choose("best")
    assert kitchen.say("Two.") == "best"
    kitchen.voices.choose(None)
    assert kitchen.say("Three.") == "best"


def test_a_voice_that_is_not_here_is_the_best_one() -> None:
    assert Kitchen(chosen="soprano").say("One.") == "best"


def test_where_one_fails_the_next_says_the_same_sentence_and_goes_on() -> None:
    kitchen = Kitchen()
    kitchen.say("One.")
    kitchen.opened["best"].broken = True
    assert kitchen.say("Two.") == "quick"
    kitchen.opened["best"].broken = False
    assert kitchen.say("Three.") == "quick"
    assert kitchen.fallen == ["The voice is broken; mend it. Another voice goes on."]


def test_a_voice_that_failed_speaks_again_when_it_is_chosen_again() -> None:
    kitchen = Kitchen()
    kitchen.opened["best"].broken = True
    kitchen.say("One.")
    kitchen.opened["best"].broken = False
    kitchen.voices.choose("best")
    assert kitchen.say("Two.") == "best"


def test_where_the_best_cannot_be_opened_another_is() -> None:
    assert Kitchen(broken=("best",)).say("One.") == "quick"


def test_where_none_can_be_opened_it_says_so() -> None:
    with pytest.raises(VoiceError, match="no quick voice"):
        Kitchen(broken=("best", "quick"))


def test_where_all_fail_it_is_told_and_the_next_sentence_tries_again() -> None:
    kitchen = Kitchen()
    kitchen.say("One.")
    for voice in (kitchen.opened["best"], kitchen.open("quick")):
        voice.broken = True
    with pytest.raises(VoiceError):
        kitchen.say("Two.")
    kitchen.opened["best"].broken = False
    assert kitchen.say("Three.") == "best"


def test_while_the_best_still_loads_another_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    kitchen = Kitchen()
    monkeypatch.setattr(kitchen.opened["best"], "can_say", lambda text, speed, within_seconds: False)
    assert kitchen.say("One.") == "quick"
    monkeypatch.undo()
    assert kitchen.say("Two.") == "best"
    assert kitchen.fallen == []


@pytest.mark.parametrize(("there", "names"), [(True, [natural.NAME, system.NAME]), (False, [system.NAME])])
def test_the_natural_voice_comes_first_where_it_is_installed(
    monkeypatch: pytest.MonkeyPatch, there: bool, names: list[str]
) -> None:
    monkeypatch.setattr(choosing.natural, "is_installed", lambda: there)
    assert list(installed()) == names


def test_a_natural_voice_that_is_damaged_tells_when_it_is_to_speak(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "voice.onnx").write_bytes(b"no model")
    (tmp_path / "voice.onnx.json").write_text('{"audio": {"sample_rate": 22050}}')
    monkeypatch.setattr(natural, "_model_path", lambda: tmp_path / "voice.onnx")
    with pytest.raises(VoiceError, match="--voice pyttsx3"):
        list(natural.NaturalVoice().speak("One."))
    monkeypatch.setattr(natural, "_model_path", lambda: None)
    with pytest.raises(VoiceError, match="not installed"):
        natural.NaturalVoice()


def test_a_machine_that_is_too_slow_for_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    voice = natural.NaturalVoice()
    for _ in range(20):
        voice._judge(0.3, 1.0)
    with pytest.raises(VoiceError, match="too slow"):
        for _ in range(20):
            voice._judge(2.0, 1.0)


def test_on_a_machine_that_is_too_slow_for_the_best_voice_the_faster_one_speaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The sentence that tells it is heard whole, by the faster voice, and so is what follows."""
    seconds = itertools.count(0, 100)
    monkeypatch.setattr(natural.time, "thread_time", lambda: next(seconds))
    quick, fallen = FakeVoice("quick"), list[str]()
    voices = Voices({natural.NAME: natural.NaturalVoice, "quick": lambda: quick})
    voices.on_fallen = fallen.append
    assert voices.can_say("One.", 1.0, 30.0)
    for number in range(natural._JUDGED_BY + 2):
        assert list(voices.speak(f"Number {number}."))
    voices.close()
    assert fallen == ["The natural voice is too slow for this machine. Another voice goes on."]
    assert quick.said == [f"Number {number}." for number in range(natural._JUDGED_BY - 1, natural._JUDGED_BY + 2)]
