"""A voice that hangs is a voice that fails: it is not waited for for ever."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

from assistant.edges.sounds import Samples
from assistant.edges.voices.voice import Voice, VoiceError, VoiceInFront

_PATIENCE_SECONDS = 25.0  # for a piece of a sentence; a voice that still loads takes a few


class WatchedVoice(VoiceInFront):
    """Another voice's pieces, rendered on a thread that may be left behind."""

    def __init__(self, voice: Voice, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        super().__init__(voice)
        self._patience_seconds = patience_seconds
        self._hangs = False

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        pieces: queue.SimpleQueue[Samples | Exception | None] = queue.SimpleQueue()

        def render() -> None:
            try:
                for piece in self._voice.speak(text, speed):
                    pieces.put(piece)
                pieces.put(None)
            except Exception as problem:  # raised again where it is waited for
                pieces.put(problem)

        threading.Thread(target=render, name=f"voice-{self.name}", daemon=True).start()
        while (piece := self._next(pieces)) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def _next(self, pieces: queue.SimpleQueue[Samples | Exception | None]) -> Samples | Exception | None:
        try:
            return pieces.get(timeout=self._patience_seconds)
        except queue.Empty:
            self._hangs = True
            raise VoiceError(f"The {self.name} voice hangs; start again with another, or --voice text.") from None

    def close(self) -> None:
        """One that hangs would hang here too."""
        if not self._hangs:
            super().close()
