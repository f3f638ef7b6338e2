"""Which voice speaks: the one that was chosen, else the best that this machine has; the next one where it fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from assistant.edges.sounds import Samples, resampled
from assistant.edges.voices import natural, system
from assistant.edges.voices.pronouncing import PronouncingVoice
from assistant.edges.voices.remembering import RememberingVoice, Store
from assistant.edges.voices.voice import Voice, VoiceError
from assistant.edges.voices.watching import WatchedVoice
from assistant.language.pronunciation import Dictionary

Opening = Callable[[], Voice]

_PATIENCE_SECONDS = 0.8  # so long a voice that still loads is waited for; then another says that sentence


def installed() -> dict[str, Opening]:
    """How to open each voice of this machine, the best first. pyttsx3's own is good wherever it is not espeak's."""
    own: dict[str, Opening] = {system.NAME: system.SystemVoice}
    return {natural.NAME: natural.NaturalVoice} | own if natural.is_installed() else own


def voices_of_this_machine(chosen: str | None, dictionary: Dictionary, cache: Path) -> Voices:
    """Each with its own respellings, remembering what it has rendered. Raises VoiceError where there is none."""
    store = Store(cache)
    return Voices({name: standing_behind(opening, store, dictionary) for name, opening in installed().items()}, chosen)


def standing_behind(opening: Opening, store: Store, dictionary: Dictionary) -> Opening:
    """How to open a voice with its respellings in front of it and its memory there."""
    return lambda: PronouncingVoice(RememberingVoice(WatchedVoice(opening()), store), dictionary)


class Voices:
    """Voices behind one, by name in order of preference, opened when they are needed; the first one at once.

    Raises VoiceError where none can be opened. A voice that fails is told to `on_fallen`, and not asked again until it
    is chosen again.
    """

    def __init__(self, openings: Mapping[str, Opening], chosen: str | None = None) -> None:
        self._openings = openings
        self.on_fallen: Callable[[str], None] = lambda problem: None
        self._lock = threading.Lock()
        self._open: dict[str, Voice] = {}
        self._failed: dict[str, str] = {}  # what happened, by name
        self._chosen = self._known(chosen)
        self.rate = self._first().rate

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._openings)

    @property
    def name(self) -> str:
        return self._first().name

    @property
    def version(self) -> str:
        return self._first().version

    def choose(self, name: str | None) -> None:
        """This one from the next sentence on, if it is here; None for the best."""
        with self._lock:
            self._chosen = self._known(name)
            self._failed.pop(self._chosen, None)

    def _known(self, name: str | None) -> str:
        """That one if it is here, else the best."""
        return name if name is not None and name in self._openings else next(iter(self._openings))

    def can_say(self, text: str, speed: float, within_seconds: float) -> bool:
        with suppress(VoiceError):
            return self._first().can_say(text, speed, within_seconds)
        return False

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Samples]:
        name = self._soonest(text, speed)
        while True:
            try:
                voice = self._opened(name)
                for piece in voice.speak(text, speed):
                    yield resampled(piece, voice.rate, self.rate)
                return
            except VoiceError as problem:
                name = self._after(name, problem)

    def close(self) -> None:
        with self._lock:
            voices, self._open = self._open, {}
        for voice in voices.values():
            voice.close()

    def _soonest(self, text: str, speed: float) -> str:
        """The first, unless it still loads and another is there already. Raises VoiceError."""
        first = self._first()
        if first.can_say(text, speed, _PATIENCE_SECONDS):
            return first.name
        for name in self._order():
            with suppress(VoiceError):
                if self._opened(name).can_say(text, speed, 0.0):
                    return name
        return first.name

    def _first(self) -> Voice:
        """The first that can be opened. Raises VoiceError."""
        name = self._order()[0]
        while True:
            try:
                return self._opened(name)
            except VoiceError as problem:
                name = self._after(name, problem)

    def _order(self) -> list[str]:
        """Those that have not failed, the chosen one first; all of them where all have."""
        names = [self._chosen, *(name for name in self._openings if name != self._chosen)]
        return [name for name in names if name not in self._failed] or names

    def _opened(self, name: str) -> Voice:
        with self._lock:
            if name not in self._open:
                self._open[name] = self._openings[name]()
            return self._open[name]

    def _after(self, name: str, problem: VoiceError) -> str:
        """The one that speaks instead of it; raises the problem where none is left."""
        with self._lock:
            self._failed[name] = str(problem)
            left = [other for other in self._openings if other not in self._failed]
            if not left:
                self._failed.clear()  # the next sentence may find one mended
                raise problem
        self.on_fallen(f"{problem} Another voice goes on.")
        return left[0]
