"""A piece of work that takes as long as this machine is slow: costs are told as ratios to it, not in seconds."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

T = TypeVar("T")

_TIMES = 5


@cache
def yardstick() -> float:
    """Seconds of processor time, the least of several: what Python does all day, on lists, texts and dictionaries."""
    return min(_seconds() for _ in range(_TIMES))


def _seconds() -> float:
    began = time.process_time()
    words = [f"{number}: {number * number % 97}" for number in range(20_000)]
    counted: dict[str, int] = {}
    for word in words:
        counted[word[-2:]] = counted.get(word[-2:], 0) + len(word)
    assert json.loads(json.dumps(counted)) == counted
    return time.process_time() - began


def part_of(whole: Sequence[T], share: float) -> list[T]:
    """So much of it, spread over all of it; at least one."""
    count = max(1, round(len(whole) * share))
    return [whole[number * len(whole) // count] for number in range(count)]
