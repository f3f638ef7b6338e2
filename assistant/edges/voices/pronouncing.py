"""A voice that is given words as it has to read them to say them right."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.edges.sounds import Samples
from assistant.edges.voices.voice import Voice, VoiceInFront
from assistant.language.pronunciation import Dictionary, pronounced


class PronouncingVoice(VoiceInFront):
    """Another voice, its words respelled as the dictionary has them now. Raises what that one raises."""

    def __init__(self, voice: Voice, dictionary: Dictionary) -> None:
        super().__init__(voice)
        self._dictionary = dictionary

    def can_say(self, text: str, speed: float, within_seconds: float) -> bool:
        return super().can_say(self._pronounced(text), speed, within_seconds)

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        return super().speak(self._pronounced(text), speed)

    def _pronounced(self, text: str) -> str:
        return pronounced(text, self._dictionary.for_voice(self.name))
