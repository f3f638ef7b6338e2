"""Sentences that were rendered once, kept on disk for the next time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np

from assistant.edges.sounds import Samples
from assistant.edges.voices.voice import Voice, VoiceInFront

_FULL_SCALE = 32767
_ENDING = ".pcm"  # 16-bit little-endian mono at the voice's rate
LIMIT_BYTES = 100_000_000  # some forty minutes of speech
_TRIMMED_TO = 0.9  # of the limit, so that it is not reached again at once


class Store:
    """The folder with the sentences; bounded, the longest unused go first. Where it cannot be used, nothing is kept."""

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder, self._limit = folder, limit_bytes
        self._bytes = sum(size for _, size, _ in self._files())

    def has(self, key: str) -> bool:
        return self._path(key).is_file()

    def get(self, key: str) -> Samples | None:
        """None where it is not kept, or cannot be read."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if not data or len(data) % 2:
            return None
        with suppress(OSError):
            os.utime(path)
        return np.frombuffer(data, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)

    def put(self, key: str, samples: Samples) -> None:
        """Whole or not at all, whenever the program is killed."""
        data = np.round(samples * _FULL_SCALE).astype("<i2").tobytes()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                try:
                    file.write(data)
                    file.close()
                    Path(file.name).replace(self._path(key))
                finally:
                    Path(file.name).unlink(missing_ok=True)
            self._bytes += len(data)
            if self._bytes > self._limit:
                self._make_room()

    def _make_room(self) -> None:
        files = sorted(self._files())
        self._bytes = sum(size for _, size, _ in files)
        for _, size, path in files:
            if self._bytes <= _TRIMMED_TO * self._limit:
                return
            path.unlink(missing_ok=True)
            self._bytes -= size

    def _files(self) -> list[tuple[float, int, Path]]:
        """When each was last used, its size, and where it is; what a kill left half-written counts too."""
        found = []
        with suppress(OSError):
            for path in self._folder.iterdir():
                with suppress(OSError):
                    stat = path.stat()
                    found.append((stat.st_mtime, stat.st_size, path))
        return found

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"


class RememberingVoice(VoiceInFront):
    """Another voice, each sentence of it rendered once. Raises what that one raises."""

    def __init__(self, voice: Voice, store: Store) -> None:
        super().__init__(voice)
        self._store = store

    def can_say(self, text: str, speed: float, within_seconds: float) -> bool:
        return self._store.has(self._key(text, speed)) or super().can_say(text, speed, within_seconds)

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        key = self._key(text, speed)
        kept = self._store.get(key)
        if kept is not None:
            yield kept
            return
        pieces = []
        for piece in self._voice.speak(text, speed):
            pieces.append(piece)
            yield piece
        if pieces:
            self._store.put(key, np.concatenate(pieces))

    def _key(self, text: str, speed: float) -> str:
        of = "\n".join((self.name, self.version, str(self.rate), f"{speed:.2f}", text))
        return hashlib.sha256(of.encode()).hexdigest()
