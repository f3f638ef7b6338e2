"""What we play is kept from the recogniser, in whatever room; what others say into it is not."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.edges.microphone import RATE, Block
from assistant.edges.own_sound import OwnSound
from assistant.edges.sounds import Samples
from tests.benchmarks.room import Room

BLOCK = 480
LEARNING_SECONDS = 20
KNOWN_SECONDS = 50  # of a drift that is worse than any sound card's
BEGAN_AT = 1_000_000.0
HEARD = 0.01  # of full scale; the hiss that stands for silence is a hundredth of it


def voice(seconds: float, seed: int) -> Samples:
    """Syllables of a buzz with formants that wander, and pauses: nothing like noise."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(seconds * RATE)) / RATE
    syllable = np.floor(at / 0.2).astype(int)
    pitches = rng.uniform(90, 220, syllable[-1] + 1)
    formants = rng.uniform(0.2, 1.0, (syllable[-1] + 1, 30)) ** 3 * rng.choice([0, 1, 1, 1], (syllable[-1] + 1, 1))
    phase = 2 * np.pi * np.cumsum(pitches[syllable]) / RATE
    sound = sum(formants[syllable, k] * np.sin((k + 1) * phase) for k in range(30)) * np.sin(np.pi * at / 0.2) ** 2
    return np.asarray(0.6 * sound / np.abs(sound).max(), np.float32)


def in_room(played: Samples, decibels: float, delay_seconds: float, reverberation: bool) -> Samples:
    """What the microphone has of it."""
    response = np.zeros(round(0.25 * RATE), np.float32)
    response[0] = 1.0
    if reverberation:
        tail = np.random.default_rng(3).normal(0, 0.02, len(response))
        response += (tail * np.exp(-np.arange(len(response)) / (0.05 * RATE))).astype(np.float32)
    size = 1 << (len(played) + len(response)).bit_length()
    sound = np.fft.irfft(np.fft.rfft(played, size) * np.fft.rfft(response, size), size)[: len(played)]
    late = np.concatenate([np.zeros(round(delay_seconds * RATE)), sound])[: len(played)]
    noise = np.random.default_rng(4).normal(0, 3e-4, len(played))
    return np.asarray(late * 10 ** (decibels / 20) + noise, np.float32)


def passed(played: Samples, heard: Samples, block: int = BLOCK, rate: int = RATE) -> Samples:
    """What comes out, with threads that are some hundredths of a second unpunctual."""
    own, rng, out = OwnSound(), np.random.default_rng(5), b""
    pcm = (np.clip(heard, -1, 1) * 32767).astype("<i2")
    for end in range(block, len(pcm), block):
        at = BEGAN_AT + end / RATE
        own.played(played[(end - block) * rate // RATE : end * rate // RATE], rate, at + rng.uniform(0, 0.01))
        blocks = own.others(Block(pcm[end - block : end].tobytes(), at + rng.uniform(0, 0.01)))
        out += b"".join(b.samples for b in blocks)
    return np.frombuffer(out, "<i2").astype(np.float32) / 32768


def audible_seconds(sound: Samples, since: float) -> float:
    blocks = sound[round(since * RATE) :]
    return (
        float(np.count_nonzero(np.abs(blocks[: len(blocks) // BLOCK * BLOCK].reshape(-1, BLOCK)).max(axis=1) > HEARD))
        * BLOCK
        / RATE
    )


@pytest.mark.parametrize("reverberation", [False, True])
@pytest.mark.parametrize(("decibels", "delay_seconds"), [(0, 0.06), (-6, 0.06), (-10, 0.25), (-30, 0.02)])
def test_our_own_voice_is_silence(decibels: float, delay_seconds: float, reverberation: bool) -> None:
    played = voice(LEARNING_SECONDS + 10, seed=1)

    out = passed(played, in_room(played, decibels, delay_seconds, reverberation))

    assert audible_seconds(out, since=LEARNING_SECONDS) == 0


@pytest.mark.parametrize("drift", [200e-6, -200e-6])
def test_it_stays_silence_while_two_clocks_drift_apart_by_whole_blocks(drift: float) -> None:
    """After a minute or two of 200 millionths, a quarter of an hour of what is usual."""
    response = np.zeros(RATE // 4, np.float32)
    response[[0, 700, 1900]] = 1.0, 0.3, 0.1
    room, seconds = Room(response, 0.3, 0.1, drift), 115
    room.speech.put([voice(seconds, seed=1)])
    out = b""
    for block in room.blocks():
        out += b"".join(passed.samples for passed in room.own_sound.others(block))
        assert room.own_sound.knows_the_room or room.seconds < KNOWN_SECONDS
        if room.seconds >= seconds - 1:
            break
    sound = np.frombuffer(out, "<i2").astype(np.float32) / 32768
    assert audible_seconds(sound, since=LEARNING_SECONDS) == 0


@pytest.mark.parametrize("decibels", [-6, -10, -30])
def test_who_speaks_into_it_is_heard(decibels: float) -> None:
    played, cook = voice(LEARNING_SECONDS + 5, seed=1), voice(1.5, seed=2)
    heard = in_room(played, decibels, 0.06, reverberation=True)
    begin = (LEARNING_SECONDS + 2) * RATE
    heard[begin : begin + len(cook)] += cook

    assert audible_seconds(passed(played, heard), since=LEARNING_SECONDS) > 1


def test_sound_far_from_our_own_is_untouched() -> None:
    cook = voice(2, seed=2)

    out = passed(np.zeros_like(cook), cook)

    assert np.abs(out - cook[: len(out)]).max() < 1e-3
    assert len(out) > len(cook) - 2 * BLOCK


def test_a_stream_may_begin_late_and_stall() -> None:
    played = voice(LEARNING_SECONDS + 10, seed=1)
    heard = in_room(played, -10, 0.06, reverberation=False)
    own, out = OwnSound(), b""
    pcm = (np.clip(heard, -1, 1) * 32767).astype("<i2")
    for n in range(200):
        own.others(Block(bytes(2 * BLOCK), BEGAN_AT + n * BLOCK / RATE))  # nothing plays yet
    for begin in range(0, len(pcm), BLOCK):
        at = BEGAN_AT + 10 + begin / RATE + (5 if begin > 3 * RATE else 0)  # both stall for five seconds
        own.played(played[begin : begin + BLOCK], RATE, at)
        out += b"".join(b.samples for b in own.others(Block(pcm[begin : begin + BLOCK].tobytes(), at)))

    sound = np.frombuffer(out, "<i2").astype(np.float32) / 32768

    assert audible_seconds(sound, since=LEARNING_SECONDS) == 0
    assert own.knows_the_room


def test_what_waits_comes_out_when_we_are_quiet() -> None:
    played = np.concatenate([voice(2, seed=1), np.zeros(2 * RATE, np.float32)])

    out = passed(played, in_room(played, -6, 0.06, reverberation=False))

    assert len(out) > len(played) - 2 * BLOCK


def test_our_own_voice_is_taken_off_what_others_say() -> None:
    played, cook = voice(LEARNING_SECONDS + 5, seed=1), voice(1.5, seed=2)
    heard = in_room(played, -6, 0.06, reverberation=False)
    words = slice((LEARNING_SECONDS + 2) * RATE, (LEARNING_SECONDS + 2) * RATE + len(cook))
    heard[words] += cook
    waited = 5 * BLOCK

    out = passed(played, heard)[words.start - BLOCK : words.stop - BLOCK]

    lags = [likeness(np.roll(out, lag), cook) for lag in range(-2 * waited, 2 * waited, 8)]
    assert max(lags) > likeness(heard[words], cook)


@pytest.mark.parametrize("block", [441, 1000])
def test_blocks_may_have_any_length(block: int) -> None:
    played = voice(LEARNING_SECONDS + 5, seed=1)

    out = passed(played, in_room(played, -10, 0.06, reverberation=False), block=block)

    assert audible_seconds(out, since=LEARNING_SECONDS) == 0


def test_a_loudspeaker_has_a_rate_of_its_own() -> None:
    played = voice(LEARNING_SECONDS + 5, seed=1)
    faster = np.repeat(played, 3)

    out = passed(faster, in_room(played, -10, 0.06, reverberation=False), rate=48000)

    assert audible_seconds(out, since=LEARNING_SECONDS) == 0


def likeness(one: Samples, other: Samples) -> float:
    return float(np.dot(one, other) / np.sqrt(np.dot(one, one) * np.dot(other, other)))
