"""Few commands that cannot be confused, for where it is very loud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.core.phases import PhaseName

if TYPE_CHECKING:
    from assistant.language.understand import Interpreter, Meaning


class FewCommands:
    """Understands of another interpreter's commands these sentences alone, word for word."""

    def __init__(self, whole: Interpreter, sentences: Sequence[str]) -> None:
        self._whole, self._sentences = whole, frozenset(sentences)

    def parse(self, transcript: str, phase: PhaseName = PhaseName.COOKING) -> Meaning | None:
        return self._whole.parse(transcript, phase) if transcript in self._sentences else None

    def understand(self, text: str, phase: PhaseName = PhaseName.COOKING) -> Meaning | None:
        """Free words are left alone."""
        return self.parse(text, phase)

    def could_go_on(self, transcript: str, phase: PhaseName = PhaseName.COOKING) -> bool:
        return any(s != transcript and s.startswith(f"{transcript} ") for s in self.phrases(phase))

    def phrases(self, phase: PhaseName = PhaseName.COOKING) -> list[str]:
        return sorted(s for s in self._sentences if self.parse(s, phase) is not None)

    def interruptions(self, phase: PhaseName = PhaseName.COOKING) -> list[str]:
        return self.phrases(phase)

    def only_asks(self, meaning: Meaning) -> bool:
        return self._whole.only_asks(meaning)

    def quotes(self, meaning: Meaning) -> bool:
        return self._whole.quotes(meaning)

    def is_about_words(self, meaning: Meaning) -> bool:
        return self._whole.is_about_words(meaning)

    def sounding_alike(self, transcript: str) -> str | None:
        return self._whole.sounding_alike(transcript)
