"""Samples in the order in which they are to sound."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np

from assistant.edges.sounds import Samples, silence

Mark: TypeAlias = Callable[[], None]

FADE_SECONDS = 0.02
_AGAIN_SECONDS, _LEAST_AGAIN_SECONDS = 1.5, 0.2  # what was cut off is said again, at most and at least so much of it
_USUALLY_AGAIN_SECONDS = 0.5  # where there was no pause to begin from
_PAUSE_SECONDS, _PAUSE_LEVEL = 0.04, 0.03  # of the loudest
_RISE_SECONDS = 0.1


class Channel:
    """Filled by any thread and emptied by the sound card's.

    A mark among the samples is called (on the sound card's thread, so it must be quick) when all before it has been
    taken.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._waiting: deque[Samples | Mark] = deque()
        self._taken = silence(0, rate)  # lately
        self._held, self._tail = False, self._taken
        self._lock = threading.Lock()

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def put(self, items: Iterable[Samples | Mark]) -> None:
        with self._lock:
            self._waiting.extend(items)

    def stop(self) -> None:
        """Fades out what is sounding, and forgets the rest, marks too."""
        with self._lock:
            tail = self._tail if self._held else self._fading()
            self._waiting.clear()
            self._held, self._taken = False, self._taken[:0]
            if tail.any():
                self._waiting.append(tail)

    @property
    def held(self) -> bool:
        """Whether something waits for `go_on`."""
        return self._held

    def hold(self) -> None:
        """Fades out what is sounding, and keeps the rest; where nothing is left to say, there is nothing to hold."""
        with self._lock:
            if self._waiting and not self._held:
                self._held, self._tail = True, self._fading()

    def go_on(self) -> None:
        """After `hold`: with what was cut off, from a pause before it."""
        with self._lock:
            if self._held and self._waiting:
                self._waiting.appendleft(_from_a_pause(self._taken, self._rate))
            self._held, self._taken = False, self._taken[:0]

    def take(self, count: int) -> Samples:
        with self._lock:
            if self._held:
                samples, self._tail = self._tail[:count], self._tail[count:]
                return np.pad(samples, (0, count - len(samples)))
            samples, marks = self._take(count)
            self._taken = np.concatenate([self._taken, samples])[-round(_AGAIN_SECONDS * self._rate) :]
        for mark in marks:
            mark()
        return samples

    def _take(self, count: int) -> tuple[Samples, list[Mark]]:
        out, filled, marks = np.zeros(count, np.float32), 0, list[Mark]()
        while self._waiting:
            item = self._waiting[0]
            if not isinstance(item, np.ndarray):
                marks.append(item)
            elif filled == count:
                break
            else:
                part = item[: count - filled]
                out[filled : filled + len(part)] = part
                filled += len(part)
                if len(part) < len(item):
                    self._waiting[0] = item[len(part) :]
                    continue
            self._waiting.popleft()
        return out, marks

    def _fading(self) -> Samples:
        """The next samples, dying away; they stay."""
        count, pieces = round(FADE_SECONDS * self._rate), [silence(0, self._rate)]
        for item in self._waiting:
            if isinstance(item, np.ndarray) and sum(map(len, pieces)) < count:
                pieces.append(item[:count])
        tail = np.concatenate(pieces)[:count]
        return tail * np.linspace(1, 0, len(tail), dtype=np.float32)


def _from_a_pause(samples: Samples, rate: int) -> Samples:
    """The end of what was said, from its last pause on, rising softly."""
    size = round(_PAUSE_SECONDS / 2 * rate)
    levels = np.abs(samples[len(samples) % size :].reshape(-1, size)).max(axis=1, initial=0.0)
    quiet = levels < _PAUSE_LEVEL * levels.max(initial=0.0)
    pauses = np.flatnonzero(quiet[:-1] & quiet[1:]) if len(quiet) else quiet.nonzero()[0]
    backs = len(samples) // size - pauses - 1
    backs = backs[backs * size >= _LEAST_AGAIN_SECONDS * rate]
    count = int(backs[-1]) * size if len(backs) else round(_USUALLY_AGAIN_SECONDS * rate)
    again = samples[-count:].copy()
    rise = min(len(again), round(_RISE_SECONDS * rate))
    again[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    return again
