"""A voice that is given words as it has to read them to say them right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.edges.sounds import Samples
from assistant.edges.voices.voice import Voice
from assistant.language.pronunciation import pronounced


class PronouncingVoice:
    """Another voice, its words respelled. Raises what that one raises."""

    def __init__(self, voice: Voice, respelled: Mapping[str, str]) -> None:
        self._voice, self._respelled = voice, respelled

    @property
    def name(self) -> str:
        return self._voice.name

    @property
    def version(self) -> str:
        return self._voice.version

    @property
    def rate(self) -> int:
        return self._voice.rate

    def can_say(self, text: str, speed: float, within_seconds: float) -> bool:
        return self._voice.can_say(pronounced(text, self._respelled), speed, within_seconds)

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        return self._voice.speak(pronounced(text, self._respelled), speed)

    def close(self) -> None:
        self._voice.close()
