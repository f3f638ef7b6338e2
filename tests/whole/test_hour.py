"""The measure that takes an hour (`scripts/benchmark hour`), for half a minute: so that it works when it is wanted."""

from __future__ import annotations

import random

import pytest

from tests.benchmarks.hour import Hour, greeted, grown
from tests.kitchen import Kitchen

pytestmark = [pytest.mark.card, pytest.mark.model]

SECONDS = 30.0


def test_half_a_minute_of_the_hour(kitchen: Kitchen) -> None:
    kitchen.start()
    greeted(kitchen)
    hour = Hour(kitchen, random.Random(1))
    hour.ask("start")
    assert kitchen.program
    _, threads = grown(kitchen.program.pid)
    hour.live(SECONDS)
    assert hour.asked > 1
    assert not hour.lost and not hour.acted_on
    assert grown(kitchen.program.pid)[1] <= threads
    assert kitchen.program.poll() is None, kitchen.log
