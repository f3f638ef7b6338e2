"""The clip of an utterance heard anew: by the general model, and with nothing but some words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.edges.decoder import Alternative
from assistant.edges.microphone import RATE

_ALTERNATIVES = 8


class SecondHearing:
    """Keeps what it found of the last clip. The general model takes some 0.1 of the clip's length, words alone 0.02."""

    def __init__(self, model: Any) -> None:
        self._model, self._general = model, _decoder(model, _ALTERNATIVES)
        self._clip, self._texts = b"", [("", 0.0)]
        self._alone: dict[str, float] = {}

    def hear(self, clip: bytes) -> list[Alternative]:
        """What the general model makes of it, best first; nothing where it hears no words."""
        text, score = self.best(clip)
        return [Alternative(t, score - s) for t, s in self._texts if t] if text else []

    def best(self, clip: bytes) -> tuple[str, float]:
        """The general model's first text, "" for no words, and its score, a log likelihood."""
        if clip != self._clip:
            self._clip, self._texts, self._alone = clip, _decoded(self._general, clip), {}
        return self._texts[0]

    def alone(self, clip: bytes, text: str) -> float:
        """The score of a clip in which nothing but this text can be heard."""
        self.best(clip)
        if text not in self._alone:
            self._alone[text] = _decoded(_decoder(self._model, 1, [text]), clip)[0][1]
        return self._alone[text]


def _decoder(model: Any, alternatives: int, phrases: Sequence[str] | None = None) -> Any:
    import vosk

    grammar = () if phrases is None else (json.dumps(phrases, ensure_ascii=False),)
    decoder = vosk.KaldiRecognizer(model, RATE, *grammar)
    decoder.SetMaxAlternatives(alternatives)
    return decoder


def _decoded(decoder: Any, clip: bytes) -> list[tuple[str, float]]:
    decoder.Reset()
    decoder.AcceptWaveform(clip)
    return [(a["text"], a["confidence"]) for a in json.loads(decoder.FinalResult())["alternatives"]]
