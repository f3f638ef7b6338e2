"""A microphone that delivers, and yet is of no use, is told of once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pytest

from assistant.edges.condition import (
    CLIPPING,
    MUTED,
    MUTED_FROM_THE_START_SECONDS,
    MUTED_SECONDS,
    RATE_WRONG,
    Condition,
    WatchedMicrophone,
)
from assistant.edges.microphone import BLOCK_SECONDS, RATE, Block

SIZE = round(RATE * BLOCK_SECONDS)
RNG = np.random.default_rng(1)
ROOM, SHOUT = 30.0, 200_000.0  # standard deviations of 16-bit samples; the second is cut off
START = 1_900_000_000.0


def sound(seconds: float, level: float, since: float = START, rate: float = 1.0) -> Iterator[Block]:
    """`rate` 2: twice as much sound as time."""
    for n in range(1, round(seconds / BLOCK_SECONDS) + 1):
        samples = np.clip(RNG.standard_normal(SIZE) * level, -32768, 32767).astype("<i2")
        yield Block(samples.tobytes(), since + n * BLOCK_SECONDS / rate)


def told(*parts: Iterable[Block]) -> list[tuple[int, str]]:
    """What is said, and in which second of the sound."""
    condition, at, said = Condition(), 0.0, []
    for block in (block for part in parts for block in part):
        at += block.seconds
        if problem := condition.feed(block):
            said.append((round(at), problem))
    return said


def test_a_room_is_nothing_to_tell_of() -> None:
    assert told(sound(400, ROOM)) == []


def test_one_that_was_muted_from_the_start() -> None:
    assert told(sound(400, 0)) == [(MUTED_FROM_THE_START_SECONDS, MUTED)]


def test_one_that_is_muted_later_is_told_once_each_time() -> None:
    muted = sound(400, 0, START + 10)
    again = [*sound(1, ROOM, START + 410), *sound(400, 0, START + 411)]
    said = told(sound(10, ROOM), muted, again)
    assert said == [(10 + MUTED_SECONDS, MUTED), (411 + MUTED_SECONDS, MUTED)]


def test_a_quiet_minute_is_not_muted() -> None:
    assert told(sound(10, ROOM), sound(120, 0, START + 10), sound(10, ROOM, START + 130)) == []


def test_one_that_is_overdriven() -> None:
    assert [problem for _, problem in told(sound(100, SHOUT))] == [CLIPPING]


def test_a_bang_is_no_overdriven_microphone() -> None:
    assert told(sound(15, ROOM), sound(0.06, SHOUT, START + 15), sound(30, ROOM, START + 15.06)) == []


@pytest.mark.parametrize("rate", [0.5, 2.0, 3.0])
def test_one_that_runs_at_another_rate(rate: float) -> None:
    assert [problem for _, problem in told(sound(100, ROOM, rate=rate))] == [RATE_WRONG]


@pytest.mark.parametrize("jump_seconds", [-3600.0, 0.6, 36_000.0])
def test_a_machine_that_slept_or_whose_clock_was_set_has_no_other_rate(jump_seconds: float) -> None:
    parts = [sound(7, ROOM, START + n * (7 + jump_seconds)) for n in range(20)]
    assert told(*parts) == []


def test_the_watched_microphone_delivers_all_the_same() -> None:
    class Muted:
        closed = False

        def blocks(self) -> Iterator[Block]:
            return sound(61, 0)

        def close(self) -> None:
            self.closed = True

    said: list[str] = []
    muted = Muted()
    watched = WatchedMicrophone(muted, said.append)
    assert len(list(watched.blocks())) == len(list(muted.blocks()))
    assert said == [MUTED]
    watched.close()
    assert muted.closed
