"""The speaker's bookkeeping, on a device that plays when told: no sound card."""

from __future__ import annotations

import gc
import queue
import random
import threading
import time
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest
from edges.fakes import FakeVoice, HandDrivenPlayer, Listener

from assistant.core.effects import Sound
from assistant.core.session import USUAL_VOLUME_PERCENT
from assistant.edges import ahead
from assistant.edges.channel import FADE_SECONDS, Channel
from assistant.edges.player import LoudspeakerError, is_sleepy
from assistant.edges.sounds import ALARM_PAUSE_SECONDS, alarm, limited, resampled, soft, trimmed
from assistant.edges.speaker import Speaker, joined
from assistant.edges.voices.voice import LEVEL


class Stage:
    def __init__(self, wakes_seconds: float = 0.0, sounds: bool = True) -> None:
        self.voice, self.player, self.listener = FakeVoice(), HandDrivenPlayer(wakes_seconds), Listener()
        self.speaker = Speaker(self.voice, self.player, self.listener, sounds=sounds)

    def hold_up_the_voice(self) -> tuple[threading.Event, threading.Event]:
        """The first event tells that it was asked for something, the second lets it speak."""
        busy, go_on = threading.Event(), threading.Event()
        speak = self.voice.speak

        def slowly(text: str, speed: float = 1.0) -> Iterator[np.ndarray]:
            busy.set()
            go_on.wait(5)
            return speak(text, speed)

        self.voice.speak = slowly  # type: ignore[method-assign]
        return busy, go_on

    def play_until_ended(self, number: int) -> np.ndarray:
        """Plays on until the utterance is reported as ended; the renderer may take its time."""
        sound = []
        for _ in range(2000):
            sound.append(self.player.run(0.05))
            try:
                if self.listener.ended.get(timeout=0.002)[0] == number:
                    return np.concatenate(sound)
            except queue.Empty:
                continue
        raise AssertionError(f"utterance {number} did not end: {self.listener.reports}")

    def play_until_heard(self) -> None:
        for _ in range(2000):
            if self.player.run(0.01).any():
                return
            time.sleep(0.001)  # lets the renderer's thread run
        raise AssertionError("nothing was played")


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.speaker.close()


def test_an_utterance_starts_and_ends_once(stage: Stage) -> None:
    stage.speaker.say(1, "One two three. Four five.")
    sound = stage.play_until_ended(1)
    assert stage.listener.reports == [("started", 1), ("ended", 1, True)]
    assert np.count_nonzero(np.abs(sound) > 0.01) / stage.player.rate == pytest.approx(0.5, abs=0.05)


def test_utterances_are_spoken_one_after_the_other(stage: Stage) -> None:
    stage.speaker.say(1, "One.")
    stage.speaker.say(2, "Two.")
    stage.play_until_ended(2)
    assert stage.listener.reports == [("started", 1), ("ended", 1, True), ("started", 2), ("ended", 2, True)]


def test_stop_breaks_off_what_is_spoken_and_what_waits(stage: Stage) -> None:
    stage.speaker.say(1, "One two three four five six.")
    stage.speaker.say(2, "Seven.")
    stage.play_until_heard()
    stage.speaker.stop_speaking()
    tail = stage.player.run(1.0)
    assert stage.listener.reports == [("started", 1), ("ended", 1, False), ("ended", 2, False)]
    assert not tail[round((FADE_SECONDS + 0.01) * stage.player.rate) :].any()


def test_after_a_stop_it_speaks_again(stage: Stage) -> None:
    stage.speaker.say(1, "One two three.")
    stage.speaker.stop_speaking()
    stage.speaker.say(2, "Two.")
    stage.play_until_ended(2)
    assert stage.listener.reports[-2:] == [("started", 2), ("ended", 2, True)]


def test_a_stop_fades_and_does_not_click(stage: Stage) -> None:
    stage.speaker.say(1, "One two three four five six.")
    stage.play_until_heard()
    before = stage.player.run(0.1)
    stage.speaker.stop_speaking()
    after = stage.player.run(0.1)
    steps = np.abs(np.diff(np.concatenate([before, after])))
    assert steps.max() <= 1.1 * np.abs(np.diff(before)).max()


def test_a_broken_voice_is_reported_and_the_utterance_ends(stage: Stage) -> None:
    stage.voice.broken = True
    stage.speaker.say(1, "One.")
    assert stage.listener.ended.get(timeout=5) == (1, False)
    assert stage.listener.reports == [("failed", "voice", "The voice is broken; mend it."), ("ended", 1, False)]
    stage.voice.broken = False
    stage.speaker.say(2, "Two.")
    stage.play_until_ended(2)


def test_a_lost_loudspeaker_ends_what_is_spoken_and_what_comes(stage: Stage) -> None:
    stage.speaker.say(1, "One two.")
    stage.play_until_heard()
    stage.player.working_now = False
    stage.player.on_failed("It is gone.")
    stage.speaker.say(2, "Three.")
    assert stage.listener.ended.get(timeout=5) == (1, False)
    assert stage.listener.ended.get(timeout=5) == (2, False)
    assert ("failed", "loudspeaker", "It is gone.") in stage.listener.reports


def test_own_words_are_those_that_sound_or_did_lately(stage: Stage) -> None:
    assert stage.speaker.own_words(10) == ""
    stage.speaker.say(1, "Whisk the honey. Add the ginger.")
    stage.play_until_heard()
    assert stage.speaker.own_words(0) == "Whisk the honey."
    stage.play_until_ended(1)
    assert stage.speaker.own_words(10) == "Whisk the honey. Add the ginger."


def test_the_alarm_pauses_repeats_and_stops(stage: Stage) -> None:
    stage.speaker.ring(6)
    sound = stage.player.run(5)
    rate = stage.player.rate
    quiet = np.convolve(np.abs(sound) < 1e-6, np.ones(round(ALARM_PAUSE_SECONDS * rate)), "valid")
    assert np.any(quiet >= round(ALARM_PAUSE_SECONDS * rate))
    assert np.abs(sound[-2 * rate :]).max() > 0.1
    stage.speaker.stop_ringing()
    assert not stage.player.run(1)[round((FADE_SECONDS + 0.01) * rate) :].any()


def test_the_alarm_ends_by_itself(stage: Stage) -> None:
    stage.speaker.ring(4)
    assert stage.player.run(6).any()
    assert not stage.player.run(2).any()


def test_the_alarm_rises(stage: Stage) -> None:
    stage.speaker.ring(30)
    levels = [np.abs(stage.player.run(5)).max() for _ in range(4)]
    assert levels[0] < levels[1] < levels[2] == levels[3] > 0.7


def test_volume_quiets_the_voice_and_not_the_alarm(stage: Stage) -> None:
    stage.speaker.set_voice(10, 1.0)
    stage.speaker.play(Sound.HEARD)
    soft_peak = np.abs(stage.player.run(1)).max()
    stage.speaker.ring(2)
    assert soft_peak < 0.01 < 0.1 < np.abs(stage.player.run(1)).max()


@pytest.mark.parametrize("sound", list(Sound))
def test_every_soft_sound_is_short_soft_and_begins_and_ends_at_nothing(sound: Sound) -> None:
    samples = soft(sound, 44100)
    assert 0.05 < len(samples) / 44100 < 0.5
    assert 0.1 < np.abs(samples).max() < 0.3
    assert abs(samples[0]) < 0.01 and abs(samples[-1]) < 0.01


def test_the_alarm_is_loud() -> None:
    assert np.abs(alarm(44100)).max() > 0.5


def test_a_channel_calls_its_marks_when_all_before_was_taken() -> None:
    channel, called = Channel(100), []
    channel.put([np.ones(5, np.float32), lambda: called.append("first"), np.ones(5, np.float32)])
    channel.put([lambda: called.append("second")])
    assert list(channel.take(4)) == [1, 1, 1, 1] and called == []
    assert list(channel.take(1)) == [1] and called == ["first"]
    assert list(channel.take(7)) == [1, 1, 1, 1, 1, 0, 0] and called == ["first", "second"]


def test_joined_holds_all_sentences() -> None:
    voice = FakeVoice()
    assert len(joined(voice, "One two. Three.")) / voice.rate == pytest.approx(0.55)
    assert len(joined(voice, "")) == 0


@pytest.mark.parametrize(("rate", "wanted"), [(22050, 44100), (22050, 48000), (16000, 44100), (48000, 16000)])
def test_resampling_keeps_a_tone(rate: int, wanted: int) -> None:
    at = np.arange(rate) / rate
    tone = np.asarray(0.5 * np.sin(2 * np.pi * 440 * at), np.float32)
    expected = 0.5 * np.sin(2 * np.pi * 440 * np.arange(wanted) / wanted)
    assert np.abs(resampled(tone, rate, wanted) - expected).max() < 0.01


def test_trimming_takes_silence_off_both_ends() -> None:
    sound = np.concatenate([np.zeros(500), np.ones(100), np.zeros(500)]).astype(np.float32)
    assert 100 <= len(trimmed(sound, 1000)) <= 162
    assert len(trimmed(np.zeros(10, np.float32), 1000)) == 0


def test_trimming_keeps_a_soft_beginning() -> None:
    """As the "t" of "ten", half a hundredth as loud as its vowel."""
    sound = np.concatenate([np.zeros(500), np.full(40, 0.005), np.ones(100), np.zeros(500)]).astype(np.float32)
    assert np.count_nonzero(trimmed(sound, 1000)) == 140


def level(samples: np.ndarray) -> float:
    return float(np.sqrt(np.square(samples[np.abs(samples) > 1e-3]).mean()))


def test_it_speaks_louder_over_noise_from_the_next_sentence_on() -> None:
    stage = Stage()
    stage.speaker.say(1, "One two three.")
    quiet = level(stage.play_until_ended(1))
    stage.player.over_noise = lambda: 2.0
    stage.player.run(0.05)
    stage.speaker.say(2, "One two three.")
    loud = stage.play_until_ended(2)
    assert level(loud) / quiet == pytest.approx(2.0, rel=0.05)
    stage.speaker.close()


@pytest.mark.parametrize(("percent", "times"), [(USUAL_VOLUME_PERCENT, 1.0), (100, (100 / 80) ** 2), (40, 0.25)])
def test_the_usual_volume_is_the_level_of_the_voice(stage: Stage, percent: int, times: float) -> None:
    stage.speaker.set_voice(percent, 1.0)
    stage.speaker.say(1, "One two three.")
    assert level(stage.play_until_ended(1)) == pytest.approx(LEVEL * times, rel=0.05)


def test_what_is_too_loud_is_bent_and_not_cut() -> None:
    wave = np.asarray(1.8 * np.sin(np.linspace(0, 40, 4000)), np.float32)
    assert 0.9 < np.abs(limited(wave)).max() <= 1.0
    assert np.abs(np.diff(limited(wave))).max() <= np.abs(np.diff(wave)).max()
    assert limited(wave / 3) == pytest.approx(wave / 3)


def test_a_loudspeaker_that_sleeps_is_woken_before_the_first_word() -> None:
    stage = Stage(wakes_seconds=0.5)
    stage.speaker.say(1, "One.")
    while not (sound := stage.player.run(0.01)).any() or np.abs(sound).max() < 5e-4:
        time.sleep(0.001)
    heard = np.concatenate([sound, stage.play_until_ended(1)])
    first_word = int(np.flatnonzero(np.abs(heard) > 0.05)[0])
    assert first_word / stage.player.rate == pytest.approx(0.5, abs=0.03)
    assert stage.player.run(0.1).any(), "zeros would let it sleep"
    stage.speaker.say(2, "Two.")
    assert stage.player.lead_in().size == 0
    stage.play_until_ended(2)
    stage.speaker.close()


@pytest.mark.parametrize(
    ("name", "sleeps"),
    [("bluez_output.AA", True), ("Kitchen AirPods", True), ("JBL Bluetooth", True), ("HDA Intel PCH", False)],
)
def test_wireless_loudspeakers_are_known_by_their_names(name: str, sleeps: bool) -> None:
    assert is_sleepy(name) == sleeps


def test_soft_sounds_come_before_the_words_and_can_be_turned_off() -> None:
    for sounds in (True, False):
        stage = Stage(sounds=sounds)
        stage.speaker.play(Sound.NOT_UNDERSTOOD)
        stage.speaker.say(1, "One.")
        heard = np.abs(stage.play_until_ended(1)) > 0.05
        beep = len(soft(Sound.NOT_UNDERSTOOD, stage.player.rate)) if sounds else 0
        assert np.count_nonzero(heard) / stage.player.rate == pytest.approx(0.8 * (beep / 16000 + 0.1), abs=0.03)
        stage.speaker.play(Sound.REMINDER)
        assert stage.player.run(0.3).any()
        stage.speaker.close()


def test_parts_that_were_heard_to_their_end_are_counted(stage: Stage) -> None:
    stage.speaker.say(1, "One. Two. Three three three three three three three.")
    while len(stage.speaker.own_words(9)) < 15:
        stage.player.run(0.02)
        time.sleep(0.001)
    stage.speaker.stop_speaking()
    stage.speaker.say(2, "One. Two.")
    stage.play_until_ended(2)
    assert stage.listener.parts == [2, 2]


def test_a_thousand_utterances_with_random_interruptions_leave_nothing_behind() -> None:
    rng, stage = random.Random(1), Stage()
    threads, before = threading.active_count(), 0
    for number in range(1, 1001):
        stage.speaker.say(number, rng.choice(["One two. Three.", "Four.", "Five six seven eight. Nine. Ten."]))
        for _ in range(rng.randrange(4)):
            stage.player.run(0.05)
        if rng.random() < 0.7:
            stage.speaker.stop_speaking()
        if number == 200:
            tracemalloc.start()
        if number == 400:
            gc.collect()
            before = tracemalloc.get_traced_memory()[0]
    stage.speaker.stop_speaking()
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    ended = [stage.listener.ended.get(timeout=5)[0] for _ in range(1000)]
    assert sorted(ended) == list(range(1, 1001))
    assert threading.active_count() == threads
    assert grown < 500_000
    stage.speaker.close()
    assert threading.active_count() == threads - 2


def until_idle(stage: Stage) -> None:
    deadline = time.monotonic() + 5
    while not (stage.speaker._idle and stage.speaker._to_render.empty()) and time.monotonic() < deadline:
        time.sleep(0.001)


def test_what_is_foreseen_is_rendered_before_it_is_said(stage: Stage) -> None:
    stage.speaker.foresee(["One two. Three.", "Four."])
    until_idle(stage)
    assert stage.voice.said == ["One two.", "Three.", "Four."]
    assert not stage.player.run(0.5).any(), "nobody has said it yet"
    assert stage.listener.reports == []


def test_what_is_said_comes_before_the_rest_of_what_was_foreseen(stage: Stage) -> None:
    busy, go_on = stage.hold_up_the_voice()
    stage.speaker.foresee(["One. Two. Three."])
    assert busy.wait(5)
    stage.speaker.say(1, "Four.")
    go_on.set()
    stage.play_until_ended(1)
    assert stage.voice.said == ["One.", "Four."]


def test_nothing_is_rendered_ahead_while_somebody_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, has_time = threading.Semaphore(0), Speaker._has_time
    monkeypatch.setattr(Speaker, "_has_time", lambda speaker: (looked.release(), has_time(speaker))[1])
    monkeypatch.setattr(ahead, "_QUIET_SECONDS", 0.0)
    monkeypatch.setattr(ahead, "_LOOK_SECONDS", 0.001)
    stage = Stage()
    stage.speaker.somebody_speaks(True)
    stage.speaker.prepare(["One."])
    while looked.acquire(blocking=False):
        pass
    for _ in range(3):
        assert looked.acquire(timeout=5)
    assert stage.voice.said == []
    stage.speaker.somebody_speaks(False)
    assert stage.voice.asked.get(timeout=5) == "One."
    stage.speaker.close()


@pytest.mark.parametrize("length", [1, 2, 997, 44761, 80923])
def test_a_sound_of_any_length_is_resampled_whole(length: int) -> None:
    sound = np.asarray(0.5 * np.sin(np.linspace(0, np.pi, length)), np.float32)
    made = resampled(sound, 22050, 48000)
    assert len(made) == round(length * 48000 / 22050)
    assert np.abs(made).max() == pytest.approx(np.abs(sound).max(), abs=0.02)


def test_what_was_stopped_before_its_turn_is_not_rendered(stage: Stage) -> None:
    busy, go_on = stage.hold_up_the_voice()
    stage.speaker.say(1, "One. Two.")
    stage.speaker.say(2, "Three.")
    assert busy.wait(5)
    stage.speaker.stop_speaking()
    stage.speaker.say(3, "Four.")
    go_on.set()
    stage.play_until_ended(3)
    assert stage.voice.said == ["One.", "Four."]


def test_a_voice_that_fails_at_what_is_foreseen_is_told_when_it_is_said(stage: Stage) -> None:
    stage.voice.broken = True
    stage.speaker.foresee(["One."])
    until_idle(stage)
    assert stage.listener.reports == []
    stage.speaker.say(1, "One.")
    assert stage.listener.ended.get(timeout=5) == (1, False)


def test_where_the_chosen_device_is_gone_the_systems_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    player, tried = HandDrivenPlayer(), []
    player._device = "kitchen"

    def opened(device: object) -> object:
        tried.append(device)
        if device == "kitchen":
            raise LoudspeakerError("It is gone.")
        return object()

    monkeypatch.setattr(player, "_open", opened)
    assert player._reopened()
    assert tried == ["kitchen", None]
