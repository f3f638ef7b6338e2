"""Our own voice comes out of what the microphone hears; the cook's stays. The real AEC3, in a room made of numbers."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from assistant.edges.canceller import NoCanceller, Reference, WebRtcCanceller, open_canceller
from assistant.edges.microphone import RATE, Block

_BLOCK = 480
_CHUNK_SECONDS = 0.015
_START = 1_900_000_000.0


def syllables(seconds: float, seed: int, hertz: float = 120.0) -> np.ndarray:
    """A hummed, hissing chain of bursts: as broad and as broken as speech."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(seconds * RATE)) / RATE
    hum = sum(np.sin(2 * np.pi * hertz * n * at + n) / n for n in range(1, 20))
    loudness = np.repeat(rng.uniform(0, 1, len(at) // 1600 + 1), 1600)[: len(at)] ** 2
    return (0.1 * loudness * (hum + rng.normal(0, 0.5, len(at)))).astype(np.float32)


def room(played: np.ndarray, delay_seconds: float, decibels: float = 0.0) -> np.ndarray:
    """Its echo: late, and dying away over a fifth of a second."""
    rng = np.random.default_rng(7)
    response = rng.normal(0, 1, RATE // 5) * np.exp(-np.arange(RATE // 5) / (0.03 * RATE))
    response[0] = 10
    response /= np.sqrt(np.sum(response**2))
    late = np.concatenate([np.zeros(round(delay_seconds * RATE)), np.convolve(played, response)])[: len(played)]
    return (late * 10 ** (decibels / 20)).astype(np.float32)


def decibels(sound: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(np.square(sound.astype(np.float64))) + 1e-12))


def cleaned(canceller: WebRtcCanceller, played: np.ndarray, heard: np.ndarray, rate: int = RATE) -> np.ndarray:
    """Both devices run at once; each block comes when its last sample was recorded."""
    step, given, out = round(_CHUNK_SECONDS * rate), 0, []
    pcm = (np.clip(heard, -1, 1) * 32767).astype(np.int16)
    for start in range(0, len(pcm) - _BLOCK + 1, _BLOCK):
        now = (start + _BLOCK) / RATE
        while given + step <= min(now * rate, len(played)):
            canceller.played(played[given : given + step], rate, _START + given / rate)
            given += step
        out.append(canceller.clean(Block(pcm[start : start + _BLOCK].tobytes(), _START + now)))
    return np.frombuffer(b"".join(out), np.int16) / 32768


@pytest.fixture
def canceller() -> WebRtcCanceller:
    canceller = open_canceller()
    assert isinstance(canceller, WebRtcCanceller), "pywebrtc-audio is not installed"
    return canceller


@pytest.mark.parametrize("delay_seconds", [0.05, 0.12, 0.25])
def test_our_own_voice_is_taken_out(canceller: WebRtcCanceller, delay_seconds: float) -> None:
    own = syllables(12, seed=1)
    echo = room(own, delay_seconds)
    left = cleaned(canceller, own, echo)
    assert decibels(left[6 * RATE :]) < decibels(echo[6 * RATE :]) - 20


def test_another_rate_of_the_loudspeaker_is_the_same_voice(canceller: WebRtcCanceller) -> None:
    own = syllables(12, seed=1)
    at_48k = np.interp(np.arange(len(own) * 3) / 3, np.arange(len(own)), own).astype(np.float32)
    echo = room(own, 0.1)
    assert decibels(cleaned(canceller, at_48k, echo, 48_000)[6 * RATE :]) < decibels(echo[6 * RATE :]) - 20


def test_the_cook_is_heard_through_it(canceller: WebRtcCanceller) -> None:
    own, cook = syllables(14, seed=1), np.zeros(14 * RATE, np.float32)
    cook[8 * RATE : 9 * RATE] = syllables(1, seed=2, hertz=210)
    heard = room(own, 0.1) + cook
    left = cleaned(canceller, own, heard)
    assert decibels(left[8 * RATE : 9 * RATE]) > decibels(left[10 * RATE :]) + 10


def test_where_nothing_is_played_the_sound_is_untouched(canceller: WebRtcCanceller) -> None:
    cook = syllables(3, seed=2)
    left = cleaned(canceller, np.zeros_like(cook), cook)
    assert np.array_equal(left, (cook * 32767).astype(np.int16)[: len(left)] / 32768)


def test_odd_blocks_are_put_together(canceller: WebRtcCanceller) -> None:
    sizes = [479, 481, 480, 7, 1000]
    cook = (syllables(1, seed=2) * 32767).astype(np.int16)[: sum(sizes)]
    starts = np.cumsum([0, *sizes])
    out = b"".join(canceller.clean(Block(cook[a:b].tobytes(), _START)) for a, b in pairwise(starts))
    assert out == cook.tobytes()[: len(out)] and len(cook) - len(out) // 2 < 160


class Devices:
    """A reference fed and taken block by block, with numbers for samples."""

    def __init__(self) -> None:
        self.reference, self.now = Reference(), _START

    def run(self, seconds: float, level: float, playing: float = 1.0) -> Iterator[np.ndarray]:
        """`playing`: samples that the loudspeaker takes for each of the microphone's."""
        for _ in range(round(seconds / 0.03)):
            self.now += 0.03
            self.reference.put(np.full(round(_BLOCK * playing), level, np.float32), RATE, self.now)
            yield self.reference.take(_BLOCK, self.now)

    def lag_seconds(self) -> float:
        """From giving a sample to taking it."""
        for before in range(40):
            taken = next(self.run(0.03, 1.0))
            if taken.any():
                return before * 0.03 + float(np.argmax(taken != 0)) / RATE
        raise AssertionError("what was played never came")


def test_the_reference_stays_in_step_with_a_faster_loudspeaker() -> None:
    devices = Devices()
    for _ in range(30):
        list(devices.run(4.0, 0.5, playing=1.002))  # 40 times worse than quartz
        list(devices.run(2.0, 0.0, playing=1.002))
    assert devices.lag_seconds() < 0.06


def test_the_reference_catches_up_after_a_stall() -> None:
    devices = Devices()
    list(devices.run(2.0, 0.0))
    devices.now += 5.0  # the microphone was lost for so long, and what was played waited
    devices.reference.put(np.zeros(5 * RATE, np.float32), RATE, devices.now)
    list(devices.run(0.06, 0.0))
    assert devices.lag_seconds() < 0.06


def test_late_ears_lose_nothing() -> None:
    reference = Reference()
    sound = np.arange(1, 3001, dtype=np.float32) / 32767
    for start in range(0, 3000, 500):
        reference.put(sound[start : start + 500], RATE, _START + start / RATE)
    taken = [reference.take(500, _START + start / RATE) for start in range(0, 3000, 500)]
    heard = np.concatenate(taken)
    heard = heard[heard > 0]
    assert np.array_equal(np.diff(heard), np.ones(len(heard) - 1))


def test_without_a_wheel_the_sound_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def without_wheel(name: str, *rest: object) -> object:
        if name == "pywebrtc_audio":
            raise ImportError(name)
        return real_import(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_wheel)
    canceller = open_canceller()
    assert isinstance(canceller, NoCanceller) and not canceller.working
    canceller.played(np.ones(3, np.float32), RATE, _START)
    assert canceller.clean(Block(b"abcd", _START)) == b"abcd"
