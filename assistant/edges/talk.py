"""What was said lately, and to whom: a cook speaks to us out of silence, others speak on and on."""

from __future__ import annotations

from collections import deque

_BEFORE_SECONDS = 3.0
_TALK_SECONDS = 0.6
_KEPT_SECONDS = 20.0


class Talk:
    """Fed once for each block of sound; moments are seconds of sound fed."""

    def __init__(self) -> None:
        self._voiced: deque[tuple[float, float]] = deque()  # when a block with a voice began and ended
        self._ours_until = 0.0

    def note(self, ended_at: float, seconds: float, speech: bool) -> None:
        if speech:
            self._voiced.append((ended_at - seconds, ended_at))
        while self._voiced and self._voiced[0][1] < ended_at - _KEPT_SECONDS:
            self._voiced.popleft()

    def was_ours(self, at: float) -> None:
        """What was said until then was said to us."""
        self._ours_until = at

    def was_on(self, at: float) -> bool:
        """Whether others were talking just before that moment."""
        return self.voiced_seconds(max(at - _BEFORE_SECONDS, self._ours_until), at) >= _TALK_SECONDS

    def voiced_seconds(self, since: float, until: float) -> float:
        return sum(ended - began for began, ended in self._voiced if began >= since and ended <= until)

    def forget(self) -> None:
        self._voiced.clear()
        self._ours_until = 0.0
