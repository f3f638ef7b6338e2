"""The time: the wall clock, which people set, and a steady one, which nobody does."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Protocol

from assistant.core.events import ClockChanged

JUMP_SECONDS = 2.0  # less is not worth telling; it adds up until it is
_AT_ONCE_SECONDS = 0.5  # two clocks read further apart than this were not read together
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    def now(self) -> float:
        """Seconds since the epoch, as the clock on the wall has them: it may jump."""

    def steady(self) -> float:
        """Seconds that only ever go forward, those in which the machine slept counted too."""

    def utc_offset_seconds(self) -> int:
        """What the clock on the wall is ahead of UTC."""

    def boot(self) -> str | None:
        """Since when `steady` counts, as a name; None where the system has none."""


class SystemClock:
    """The machine's own."""

    def now(self) -> float:
        return time.time()

    def steady(self) -> float:
        """By CLOCK_BOOTTIME on Linux; the monotonic clocks of other systems count sleep themselves."""
        here: Any = time  # what it has depends on the system
        for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
            if hasattr(here, name):
                return float(here.clock_gettime(getattr(here, name)))
        return time.monotonic()

    def utc_offset_seconds(self) -> int:
        if hasattr(time, "tzset"):
            time.tzset()  # reads the system's zone anew
        return time.localtime().tm_gmtoff

    def boot(self) -> str | None:
        try:
            return _BOOT.read_text(encoding="ascii").strip()
        except OSError:
            return None


class Watch:
    """The time of a session: the wall clock's, carried on by the steady one.

    So it cannot jump by itself: a clock that was set is first told by `changed`, and counts from then on. `now` may be
    asked from any thread.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.ahead = _ahead(clock)  # wall clock minus steady clock
        self.utc_offset_seconds = clock.utc_offset_seconds()
        self.boot = clock.boot()

    def now(self) -> float:
        return self._clock.steady() + self.ahead

    def changed(self) -> ClockChanged | None:
        """What was done to the clock since it was last asked; it is in force from now on."""
        by_seconds = _ahead(self._clock) - self.ahead
        offset = self._clock.utc_offset_seconds()
        if abs(by_seconds) <= JUMP_SECONDS:
            if offset == self.utc_offset_seconds:
                return None
            by_seconds = 0.0
        self.ahead += by_seconds
        self.utc_offset_seconds = offset
        return ClockChanged(by_seconds, offset)

    def set_since(self, at: float, boot: str | None, ahead: float | None) -> float:
        """By how much the clock was set since a moment `at`, as another run of the program knew it; 0 if unknown.

        Time that seems to have run backwards is a clock that was set back.
        """
        if ahead is not None and boot is not None and boot == self.boot and at - ahead <= self._clock.steady():
            by_seconds = self.ahead - ahead
            return by_seconds if abs(by_seconds) > JUMP_SECONDS else 0.0
        return min(0.0, self.now() - at)


def _ahead(clock: Clock) -> float:
    while True:
        before = clock.steady()
        now = clock.now()
        if clock.steady() - before < _AT_ONCE_SECONDS:
            return now - before
