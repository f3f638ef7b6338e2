"""Vosk with a closed grammar that may be exchanged while somebody speaks."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.config import fetch_command
from assistant.edges.engine import engine
from assistant.edges.microphone import RATE
from assistant.edges.model_files import lost_files
from assistant.edges.tuning import tuned
from assistant.errors import MissingError

UNKNOWN = "[unk]"
# Common words that are no command: foreign speech falls on them rather than on the nearest command.
DECOYS = frozenset(
    re.findall(
        r"\w+",
        "the a and of to in was he she they we you that it for on as with his her at be this from or by but some there "
        "were who would people because think really has been could him",
    )
)
# What may stand beside a command of one word, which stays one.
ASIDES = DECOYS | {UNKNOWN, "please"}
_ALTERNATIVES = 10
_WEIGHT_BY_WORDS = {1: 30, 2: 10, 3: 3}
_DECOY_WEIGHT = 30
_UNKNOWN_WEIGHT = 30
_KEPT_SECONDS = 12.0  # the longest utterance that can be heard anew
_UNDECODED_BYTES = RATE * 6 // 10  # 0.3 s of silence
_RENEWED_AFTER_SECONDS = 300.0  # grown by some 30 MB; building takes 0.05 s
_LEAD_SECONDS = 0.6  # kept from before the words


class ModelError(MissingError):
    """The speech model is missing or broken."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """`gap`: how far its score (a log likelihood) is below that of the best."""

    text: str
    gap: float


def load_model(folder: Path) -> Any:
    """The Vosk model in a folder; raises ModelError."""
    vosk = engine()
    vosk.SetLogLevel(-1)
    if not (folder / "am").is_dir():
        raise ModelError(f"There is no speech model in {folder}; run {fetch_command()}.")
    if lost := lost_files(folder):
        what = f"The speech model in {folder} is damaged ({lost[0]})"
        raise ModelError(f"{what}; delete it and run {fetch_command()}.")
    try:
        with tuned(folder) as files:
            model = vosk.Model(str(files))
        vosk.KaldiRecognizer(model, RATE, '["[unk]"]')  # a damaged graph is noticed only here
        return model
    except Exception as problem:  # Vosk raises nothing more exact
        raise ModelError(f"The speech model in {folder} is broken; delete it and run {fetch_command()}.") from problem


def _weighted(phrases: Sequence[str]) -> list[str]:
    """Vosk counts: what stands in the list more often is more likely.

    Thousands of long phrases, most of them rare, would else leave nothing for "no" and "stop", nor for what is foreign.
    Where all commands are long, nothing foreign is taken for one, and decoys would only tear holes into them.
    """
    common = [p for p in phrases for _ in range(_WEIGHT_BY_WORDS.get(len(p.split()), 1))]
    if not any(" " not in phrase for phrase in phrases):
        return [*common, UNKNOWN]
    return [*common, *sorted(DECOYS) * _DECOY_WEIGHT, *[UNKNOWN] * _UNKNOWN_WEIGHT]


def knows(model: Any, word: str) -> bool:
    """Whether the model can hear it at all."""
    return bool(model.vosk_model_find_word(word) >= 0)


class Decoder:
    """`clip` is the sound since the words began, or a little silence."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._recognizers: dict[frozenset[str], Any] = {}
        self._current: Any = None
        self._phrases: Sequence[str] = ()
        self._clip: deque[bytes] = deque()
        self._fed_seconds = 0.0

    @property
    def clip(self) -> bytes:
        return b"".join(self._clip)

    def use(self, phrases: Sequence[str]) -> None:
        """Expect these phrases from now on; words that are being spoken are heard anew with them."""
        self._phrases, recognizer = phrases, self.prepare(phrases)
        if recognizer is not self._current:
            self._leave()
            self._current = recognizer
            recognizer.AcceptWaveform(self.clip)

    def prepare(self, phrases: Sequence[str]) -> Any:
        """Vosk's recogniser of these phrases."""
        key = frozenset(phrases)
        if key not in self._recognizers:
            self._recognizers[key] = self._build(sorted(key))
        return self._recognizers[key]

    def feed(self, block: bytes) -> bool:
        """True where Vosk itself takes the utterance for ended."""
        self._clip.append(block)
        self._fed_seconds += len(block) / 2 / RATE
        return bool(self._current.AcceptWaveform(block))

    def partial(self, voiced_seconds: float) -> str:
        """The words so far. Somebody has been speaking for `voiced_seconds`, also where no word is made out yet."""
        text = str(json.loads(self._current.PartialResult()).get("partial", ""))
        self._keep(_KEPT_SECONDS if text else min(_KEPT_SECONDS, _LEAD_SECONDS + voiced_seconds))
        return text

    def result(self) -> list[Alternative]:
        """What was said, best first; what follows is another utterance."""
        found = json.loads(self._current.Result()).get("alternatives", [])
        self._clip.clear()
        return [Alternative(a["text"], found[0]["confidence"] - a["confidence"]) for a in found]

    def begin_anew(self) -> None:
        """Nothing was said so far. A good moment to give back what Vosk keeps of all that it has ever searched."""
        if self._fed_seconds < _RENEWED_AFTER_SECONDS:
            self._current.Reset()
            return
        self._recognizers, self._current, self._fed_seconds = {}, None, 0.0
        self.use(self._phrases)

    def reset(self) -> None:
        self._leave()
        self._clip.clear()

    def _leave(self) -> None:
        """Vosk's `Reset` keeps the last sound that it has not yet decoded, and begins the next utterance with it."""
        if self._current:
            self._current.AcceptWaveform(bytes(_UNDECODED_BYTES))
            self._current.Reset()

    def _build(self, phrases: list[str]) -> Any:
        import vosk

        # Of a phrase with an unknown word Vosk would keep the rest, as if that could be said.
        known = [phrase for phrase in phrases if all(knows(self._model, word) for word in phrase.split())]
        grammar = json.dumps(_weighted(known), ensure_ascii=False)
        recognizer = vosk.KaldiRecognizer(self._model, RATE, grammar)
        recognizer.SetMaxAlternatives(_ALTERNATIVES)
        return recognizer

    def _keep(self, seconds: float) -> None:
        length = sum(map(len, self._clip))
        while length - len(self._clip[0]) > seconds * RATE * 2:
            length -= len(self._clip.popleft())
