"""Time that cannot jump by itself, and knows when the clock on the wall was set."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from fakes import FakeClock
from hypothesis import given, strategies as st

from assistant.core.events import ClockChanged
from assistant.edges.clock import JUMP_SECONDS, Clock, SystemClock, Watch


@pytest.fixture(params=[SystemClock, FakeClock])
def any_clock(request: pytest.FixtureRequest) -> Clock:
    clock: Clock = request.param()
    return clock


def test_a_clock_goes_forward_and_its_two_times_go_together(any_clock: Clock) -> None:
    first, ahead = any_clock.steady(), any_clock.now() - any_clock.steady()
    for _ in range(100):
        assert any_clock.steady() >= first
        first = any_clock.steady()
    assert any_clock.now() - any_clock.steady() == pytest.approx(ahead, abs=JUMP_SECONDS)
    assert abs(any_clock.utc_offset_seconds()) <= 14 * 3600
    assert any_clock.boot() == any_clock.boot()


def test_the_systems_clock_is_the_systems() -> None:
    assert SystemClock().now() == pytest.approx(time.time(), abs=5)


@pytest.fixture
def zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system has no zone that a program could set")
def test_the_systems_zone_is_followed(zone: None) -> None:
    os.environ["TZ"] = "KITCHEN-2"
    watch = Watch(SystemClock())
    assert watch.utc_offset_seconds == 7200
    os.environ["TZ"] = "KITCHEN+5:30"
    assert watch.changed() == ClockChanged(0.0, -19800)
    assert watch.changed() is None


@pytest.mark.parametrize("by_seconds", [3600.0, -3600.0, 3.0])
def test_a_clock_that_is_set_changes_the_time_only_when_it_was_told(by_seconds: float) -> None:
    clock = FakeClock()
    watch = Watch(clock)
    before = watch.now()
    clock.pass_(10)
    clock.set(by_seconds)
    assert watch.now() == before + 10
    assert watch.changed() == ClockChanged(by_seconds, 3600)
    assert watch.now() == before + 10 + by_seconds == clock.now()
    assert watch.changed() is None


def test_a_machine_that_slept_has_a_clock_that_is_right() -> None:
    clock = FakeClock()
    watch = Watch(clock)
    clock.pass_(600)
    assert watch.changed() is None
    assert watch.now() == clock.now()


def test_small_corrections_are_told_when_they_add_up() -> None:
    clock = FakeClock()
    watch = Watch(clock)
    told = []
    for _ in range(10):
        clock.set(0.5)
        told.append(watch.changed())
    assert [(n, c.by_seconds) for n, c in enumerate(told) if c] == [(4, 2.5), (9, 2.5)]


def test_another_zone_alone_moves_no_time() -> None:
    clock = FakeClock()
    watch = Watch(clock)
    clock.zone = 7200
    assert watch.changed() == ClockChanged(0.0, 7200)
    assert watch.now() == clock.now()


def test_a_clock_set_while_the_program_was_off_is_known_within_one_boot() -> None:
    clock = FakeClock()
    watch = Watch(clock)
    at, boot, ahead = watch.now(), watch.boot, watch.ahead
    clock.pass_(300)
    assert Watch(clock).set_since(at, boot, ahead) == 0.0
    clock.set(3600)
    assert Watch(clock).set_since(at, boot, ahead) == 3600
    clock.set(-7200)
    assert Watch(clock).set_since(at, boot, ahead) == -3600


def test_after_a_new_boot_only_a_clock_that_went_back_is_known() -> None:
    clock = FakeClock()
    watch = Watch(clock)
    at, boot, ahead = watch.now(), watch.boot, watch.ahead
    clock.reboot(60)
    assert Watch(clock).set_since(at, boot, ahead) == 0.0
    clock.set(-3600)  # a board without a battery wakes up in the past
    assert Watch(clock).set_since(at, boot, ahead) == 60 - 3600
    assert Watch(clock).set_since(at, None, None) == 60 - 3600


@given(st.lists(st.tuples(st.floats(0, 7200), st.floats(-7200, 7200), st.booleans()), max_size=30))
def test_whatever_is_done_to_the_clock_the_time_between_two_tellings_is_what_passed(
    doings: list[tuple[float, float, bool]],
) -> None:
    clock = FakeClock()
    watch = Watch(clock)
    for passed, by_seconds, looked in doings:
        before = watch.now()
        clock.pass_(passed)
        clock.set(by_seconds)
        assert watch.now() == pytest.approx(before + passed)
        if looked:
            changed = watch.changed()
            assert watch.now() - (changed.by_seconds if changed else 0.0) == pytest.approx(before + passed)
            assert abs(watch.now() - clock.now()) <= JUMP_SECONDS
