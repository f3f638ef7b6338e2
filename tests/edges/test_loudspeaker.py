"""The real player and the real voice, heard on a virtual sound card."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest
from card import RATE, Recording, SoundCard
from edges.fakes import Listener

from assistant.edges import speaker as speaker_module
from assistant.edges.loudspeakers import loudspeakers
from assistant.edges.player import LoudspeakerError, Player
from assistant.edges.sounds import resampled
from assistant.edges.speaker import Speaker
from assistant.edges.voices.natural import NaturalVoice
from assistant.edges.voices.system import SystemVoice
from assistant.edges.voices.voice import Voice

pytestmark = [pytest.mark.card, pytest.mark.alone]
HONEY = "Whisk one third of a cup of honey with three tablespoons of soy sauce."
SILENT_WITHIN_SECONDS = 0.2
SILENT = 2e-3
FIRST_SOUND_SECONDS = {"pyttsx3": 0.4, "natural": 0.7}  # of something new, the card's own 0.1 s included


class Kitchen:
    def __init__(self, card: SoundCard, voice: Voice | None = None) -> None:
        self.listener = Listener()
        self.voice = voice or SystemVoice()
        self.speaker = Speaker(self.voice, Player(), self.listener)
        self.heard: Recording = card.record()

    def close(self) -> None:
        self.speaker.close()
        self.heard.stop()


@pytest.fixture(params=[SystemVoice, NaturalVoice])
def kitchen(card: SoundCard, request: pytest.FixtureRequest) -> Iterator[Kitchen]:
    kitchen = Kitchen(card, request.param())
    assert kitchen.voice.can_say(HONEY, 1.0, within_seconds=60.0)
    yield kitchen
    kitchen.close()


def test_it_speaks_at_once_and_reports_the_end_when_it_was_heard(kitchen: Kitchen) -> None:
    said_at = kitchen.heard.now()
    kitchen.speaker.say(1, HONEY)
    assert kitchen.listener.ended.get(timeout=10) == (1, True)
    reported_at = kitchen.heard.now()
    began, ended = kitchen.heard.until_quiet(said_at, gap=0.5)
    assert began - said_at < FIRST_SOUND_SECONDS[kitchen.voice.name]
    assert 2.5 < ended - began < 6
    assert abs(reported_at - ended) < 0.25


def longest_silence(samples: np.ndarray, rate: int) -> float:
    loud = np.flatnonzero(np.abs(samples) > SILENT)
    return float(np.diff(loud).max(initial=0)) / rate


def test_within_a_sentence_there_is_no_gap_of_a_stream_that_starves(kitchen: Kitchen) -> None:
    """Beyond the pauses that the voice makes itself."""
    rendered = np.concatenate(list(kitchen.voice.speak(HONEY)))
    said_at = kitchen.heard.now()
    kitchen.speaker.say(1, HONEY)
    began, ended = kitchen.heard.until_quiet(said_at, gap=0.5)
    heard = longest_silence(kitchen.heard.audio(began, ended), RATE)
    assert heard - longest_silence(rendered, kitchen.voice.rate) <= 0.06


def test_messages_are_as_loud_as_each_other(kitchen: Kitchen) -> None:
    levels = []
    for number, text in enumerate((HONEY, "Yes.", "Is the water boiling?", "Ten minutes left.")):
        said_at = kitchen.heard.now()
        kitchen.speaker.say(number, text)
        frames = kitchen.heard.levels(*kitchen.heard.until_quiet(said_at, gap=0.5))
        levels.append(20 * np.log10(np.sqrt(np.square(frames[frames > 0.1 * frames.max()]).mean())))
    assert max(levels) - min(levels) <= 3.0


def test_stop_is_obeyed_at_once(kitchen: Kitchen) -> None:
    said_at = kitchen.heard.now()
    kitchen.speaker.say(1, HONEY)
    kitchen.heard.until_loud(said_at)
    time.sleep(0.8)  # real speech has to sound before it can be stopped
    stopped_at = kitchen.heard.now()
    kitchen.speaker.stop_speaking()
    assert kitchen.listener.ended.get(timeout=1) == (1, False)
    time.sleep(0.6)
    ended = kitchen.heard.loud_at(said_at)[-1]
    assert ended - stopped_at <= SILENT_WITHIN_SECONDS
    rendered = np.concatenate([resampled(p, kitchen.voice.rate, RATE) for p in kitchen.voice.speak(HONEY)])
    tail = kitchen.heard.audio(stopped_at - 0.05, ended + 0.3)
    assert np.abs(np.diff(tail)).max() <= 1.2 * np.abs(np.diff(rendered)).max(), "a click"


def test_a_second_utterance_follows_the_first(kitchen: Kitchen) -> None:
    kitchen.speaker.say(1, "Yes.")
    kitchen.speaker.say(2, "No.")
    assert [kitchen.listener.ended.get(timeout=10) for _ in range(2)] == [(1, True), (2, True)]


def test_the_alarm_rings_with_pauses_until_it_is_stopped(kitchen: Kitchen) -> None:
    rang_at = kitchen.heard.now()
    kitchen.speaker.ring(30)
    began = kitchen.heard.until_loud(rang_at)
    time.sleep(3.0)  # more than one round of the alarm
    stopped_at = kitchen.heard.now()
    kitchen.speaker.stop_ringing()
    time.sleep(0.6)
    loud = np.array(kitchen.heard.loud_at(began, stopped_at))
    assert np.diff(loud).max() > 1.0
    assert kitchen.heard.loud_at(began)[-1] - stopped_at <= SILENT_WITHIN_SECONDS


def test_volume_is_heard(kitchen: Kitchen) -> None:
    peaks = []
    for number, percent in enumerate((80, 40)):
        kitchen.speaker.set_voice(percent, 1.0)
        said_at = kitchen.heard.now()
        kitchen.speaker.say(number, "Yes.")
        span = kitchen.heard.until_quiet(said_at, gap=0.5)
        peaks.append(np.abs(kitchen.heard.audio(*span)).max())
    assert peaks[1] / peaks[0] == pytest.approx(0.25, rel=0.2)


def test_an_unknown_loudspeaker_says_what_to_do(card: SoundCard) -> None:
    with pytest.raises(LoudspeakerError, match=r"no such device.*--loudspeaker") as error:
        Player("no such device")
    assert error.value.exit_code == 3


def test_another_device_is_spoken_from_while_the_program_runs(kitchen: Kitchen) -> None:
    name = next(iter(loudspeakers()))
    kitchen.speaker.use_loudspeaker(name)
    said_at = kitchen.heard.now()
    kitchen.speaker.say(1, "One two three.")
    kitchen.heard.until_loud(said_at)
    assert kitchen.listener.ended.get(timeout=10) == (1, True)


def test_a_device_that_does_not_work_is_told_and_the_one_before_goes_on(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker_module, "loudspeakers", lambda: {"broken": 9999})
    kitchen.speaker.use_loudspeaker("broken")
    assert [report[:2] for report in kitchen.listener.reports] == [("failed", "loudspeaker")]
    said_at = kitchen.heard.now()
    kitchen.speaker.say(1, "One two three.")
    kitchen.heard.until_loud(said_at)
    assert kitchen.listener.ended.get(timeout=10) == (1, True)


@pytest.fixture
def own_card(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundCard]:
    """One that may be broken."""
    card = SoundCard(tmp_path_factory.mktemp("own"))
    for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, card.env[name])
    yield card
    card.close()


def test_a_card_that_vanishes_is_reported_and_used_again(own_card: SoundCard) -> None:
    kitchen = Kitchen(own_card)
    kitchen.speaker.say(1, HONEY)
    kitchen.heard.until_loud(0)
    own_card.stop_daemon()
    assert kitchen.listener.ended.get(timeout=10) == (1, False)
    assert kitchen.listener.reports[-2][:2] == ("failed", "loudspeaker")
    own_card.start_daemon()
    kitchen.heard = own_card.record()
    for number in range(2, 20):
        kitchen.speaker.say(number, "Yes.")
        if kitchen.listener.ended.get(timeout=10) == (number, True):
            break
        time.sleep(0.5)  # the device is looked for every two seconds
    kitchen.heard.until_loud(0)
    kitchen.close()


def test_another_default_loudspeaker_speaks_when_the_first_goes(
    own_card: SoundCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when headphones are plugged in, and the first one is pulled out: a desktop's sound server moves the stream."""
    monkeypatch.delenv("PULSE_SINK", raising=False)
    for module in ("module-rescue-streams", "module-null-sink sink_name=headphones rate=48000 channels=1"):
        own_card.pactl("load-module", *module.split())
    kitchen = Kitchen(own_card)
    kitchen.speaker.say(1, "Yes.")
    assert kitchen.listener.ended.get(timeout=10) == (1, True)
    own_card.pactl("set-default-sink", "headphones")
    (first,) = (
        line.split()[0] for line in own_card.pactl("list", "short", "modules").splitlines() if "=speaker" in line
    )
    own_card.pactl("unload-module", first)
    kitchen.heard = own_card.record("headphones")
    kitchen.speaker.say(2, HONEY)
    kitchen.heard.until_loud(0)
    assert kitchen.listener.ended.get(timeout=20) == (2, True)
    kitchen.close()
