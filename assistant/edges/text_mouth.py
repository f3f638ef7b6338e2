"""A mouth that prints: exactly the words that would be spoken, a line an utterance."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.core.effects import Sound


class TextMouth:
    """`on_ended` is called as soon as an utterance is printed, which is when it has been said.

    `aloud` False prints nothing: a display shows it already.
    """

    gives_way = False  # it is read, not heard

    def __init__(self, on_ended: Callable[[int], None], aloud: bool = True) -> None:
        self._on_ended, self._aloud = on_ended, aloud

    def say(self, number: int, text: str) -> None:
        if self._aloud:
            print(text, flush=True)
        self._on_ended(number)

    def stop_speaking(self) -> None:
        pass

    def prepare(self, texts: Iterable[str]) -> None:
        pass

    def foresee(self, texts: Iterable[str]) -> None:
        pass

    def somebody_speaks(self, whether: bool) -> None:
        pass

    def give_way(self) -> None:
        pass

    def go_on(self) -> None:
        pass

    def play(self, sound: Sound) -> None:
        pass

    def ring(self, seconds: float) -> None:
        pass

    def stop_ringing(self) -> None:
        pass

    def set_voice(self, volume_percent: int, speed: float, name: str | None = None) -> None:
        pass

    def use_loudspeaker(self, name: str) -> None:
        pass

    def own_words(self, seconds: float) -> str:
        return ""

    def close(self) -> None:
        pass
