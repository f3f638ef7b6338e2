"""When an utterance is over: tables of what was heard, block by block."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.edges.activity import EnergyDetector
from assistant.edges.endpoint import Endpoint, Silence

BLOCK = 0.03

COMPLETE = {"complete": True, "needed": Silence.WHERE_NOTHING_CHANGES}
QUESTION = {"complete": True, "needed": Silence.WHERE_A_QUESTION_MAY_GO_ON}
EXTENDABLE = {"complete": True, "needed": Silence.WHERE_MORE_MAY_COME}
IN_NOISE = {"complete": True, "needed": Silence.WHERE_NOTHING_CHANGES, "in_noise": True}
PART = {"complete": False, "needed": Silence.WHERE_NOTHING_CHANGES}
SPEECH, SILENCE, CHANGE = "speech", "silence", "change"

# What is heard and how long, what is known of the transcript, and when it is over, in seconds from the beginning.
CASES = {
    "complete": ([(SPEECH, 0.6), (SILENCE, 2)], COMPLETE, 0.84),
    "a question that could go on": ([(SPEECH, 0.6), (SILENCE, 2)], QUESTION, 1.02),
    "could go on": ([(SPEECH, 0.6), (SILENCE, 2)], EXTENDABLE, 1.20),
    "not complete": ([(SPEECH, 0.6), (SILENCE, 5)], PART, None),
    "still speaking": ([(SPEECH, 5)], COMPLETE, None),
    "a short pause": ([(SPEECH, 0.6), (SILENCE, 0.21), (SPEECH, 0.3)], COMPLETE, None),
    "silence after a pause": ([(SPEECH, 0.3), (SILENCE, 0.21), (SPEECH, 0.3), (SILENCE, 1)], COMPLETE, 1.05),
    "words that came late": ([(SPEECH, 0.6), (SILENCE, 0.21), (CHANGE, 0.03), (SILENCE, 1)], COMPLETE, 0.90),
    "words that came in noise": ([(SPEECH, 0.6), (SILENCE, 0.21), (CHANGE, 0.03), (SILENCE, 1)], IN_NOISE, 1.35),
}


@pytest.mark.parametrize(("heard", "known", "over_at"), CASES.values(), ids=CASES.keys())
def test_over(heard: list[tuple[str, float]], known: dict[str, bool], over_at: float | None) -> None:
    endpoint, blocks = Endpoint(), 0
    for what, seconds in heard:
        for _ in range(round(seconds / BLOCK)):
            blocks += 1
            if endpoint.over(BLOCK, speech=what == SPEECH, changed=what == CHANGE, **known):
                assert blocks * BLOCK == pytest.approx(over_at)
                return
    assert over_at is None


def test_the_next_utterance_starts_anew() -> None:
    endpoint = Endpoint()
    assert any(endpoint.over(BLOCK, speech=False, changed=False, **COMPLETE) for _ in range(20))
    endpoint.reset()
    assert not endpoint.over(BLOCK, speech=False, changed=False, **COMPLETE)


def block(level: float, seed: int) -> bytes:
    noise = np.random.default_rng(seed).normal(0, level, 480)
    return (np.clip(noise, -1, 1) * 32767).astype("<i2").tobytes()


@pytest.mark.parametrize("floor", [0.0, 0.0002, 0.002, 0.01])
def test_speech_is_told_from_the_noise_floor(floor: float) -> None:
    detector = EnergyDetector()
    levels = [floor] * 60 + [0.1] * 30 + [floor] * 60
    found = [detector.is_speech(block(level, seed)) for seed, level in enumerate(levels)]
    assert not any(found[30:60]) and all(found[60:90]) and not any(found[92:])


def test_the_floor_follows_a_fan_that_is_switched_on() -> None:
    detector = EnergyDetector()
    found = [detector.is_speech(block(0.002 if seed < 60 else 0.012, seed)) for seed in range(800)]
    assert not any(found[-100:])
