"""What is to sound, in its order, on its way to the sound card."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np

from assistant.edges.sounds import Samples

Mark: TypeAlias = Callable[[], None]

FADE_SECONDS = 0.02


class Channel:
    """Samples in the order in which they are to sound, filled by any thread and emptied by the sound card's.

    A mark among them is called (on the sound card's thread, so it must be quick) when all before it has been taken.
    """

    def __init__(self, rate: int) -> None:
        self._fade = round(FADE_SECONDS * rate)
        self._waiting: deque[Samples | Mark] = deque()
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
            tail, _ = self._take(self._fade)
            self._waiting.clear()
            if tail.any():
                self._waiting.append(tail * np.linspace(1, 0, len(tail), dtype=np.float32))

    def take(self, count: int) -> Samples:
        with self._lock:
            samples, marks = self._take(count)
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
