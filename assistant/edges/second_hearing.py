"""The clip of an utterance heard anew: by the general model, and with nothing but some words.

What the general model takes, 0.2 of the sound's length, is best spent while somebody speaks: then an answer need not
wait for it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.edges.decoder import Alternative
from assistant.edges.microphone import RATE

_ALTERNATIVES = 8
_RENEWED_AFTER_CLIPS = 100
_STEP_BYTES = RATE * 2 // 5  # 0.2 s, in which Vosk itself takes a clip


class SecondHearing:
    """Keeps what it found of the last clip. Words alone take 0.03 of its length."""

    def __init__(self, model: Any) -> None:
        self._model, self._general, self._heard_clips = model, _decoder(model, _ALTERNATIVES), 0
        self._clip, self._texts = b"", [("", 0.0)]
        self._alone: dict[str, float] = {}
        self._begun = bytearray()  # of the clip that is being spoken
        self._taken = 0  # bytes of it

    def begin(self, clip: bytes) -> None:
        """Words have begun; what follows the clip is passed to `go_on`."""
        self._general.Reset()
        self._begun, self._taken = bytearray(clip), 0

    def go_on(self, block: bytes) -> None:
        self._begun += block
        while len(self._begun) - self._taken >= _STEP_BYTES:
            self._take(self._taken + _STEP_BYTES)

    def hear(self, clip: bytes) -> list[Alternative]:
        """What the general model makes of it, best first; nothing where it hears no words."""
        text, score = self.best(clip)
        return [Alternative(t, score - s) for t, s in self._texts if t] if text else []

    def best(self, clip: bytes) -> tuple[str, float]:
        """The general model's first text, "" for no words, and its score, a log likelihood."""
        if clip != self._clip:
            if clip != self._begun:
                self.begin(clip)
            self._take(len(clip))
            self._clip, self._texts, self._alone = clip, _alternatives(self._general), {}
            self._begun.clear()
            self._renew()
        return self._texts[0]

    def _renew(self) -> None:
        """Gives back what Vosk keeps of all that it has ever searched: the next clips take twice as long."""
        self._heard_clips += 1
        if self._heard_clips == _RENEWED_AFTER_CLIPS:
            self._general, self._heard_clips = _decoder(self._model, _ALTERNATIVES), 0

    def _take(self, until: int) -> None:
        self._general.AcceptWaveform(bytes(self._begun[self._taken : until]))
        self._taken = until

    def alone(self, clip: bytes, text: str) -> float:
        """The score of a clip in which nothing but this text can be heard."""
        self.best(clip)
        if text not in self._alone:
            decoder = _decoder(self._model, 1, [text])
            decoder.AcceptWaveform(clip)
            self._alone[text] = _alternatives(decoder)[0][1]
        return self._alone[text]


def _decoder(model: Any, alternatives: int, phrases: Sequence[str] | None = None) -> Any:
    import vosk

    grammar = () if phrases is None else (json.dumps(phrases, ensure_ascii=False),)
    decoder = vosk.KaldiRecognizer(model, RATE, *grammar)
    decoder.SetMaxAlternatives(alternatives)
    return decoder


def _alternatives(decoder: Any) -> list[tuple[str, float]]:
    return [(a["text"], a["confidence"]) for a in json.loads(decoder.FinalResult())["alternatives"]]
