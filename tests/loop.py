"""The real loop, keeper and journal on a clock that goes when told: what takes hours takes no time."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.app import App
from assistant.building import wording
from assistant.config import Settings
from assistant.core.events import SpeechEnded
from assistant.core.phases import PhaseName
from assistant.core.recipe import Recipe
from assistant.core.respond import wake_at
from assistant.edges.clock import Watch
from assistant.edges.display import NoDisplay
from assistant.edges.keeper import Keeper
from assistant.edges.text_mouth import TextMouth
from assistant.inbox import Inbox, Mail, Typed
from assistant.language.understand import Interpreter
from assistant.taking_up import begin
from tests.conversation import interpreter, recipe, shelf
from tests.edges.fakes import FakeClock

SHELF = shelf()


class WaitingInbox(Inbox):
    """Where the real one waits, this one lets the clock go on."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.clock = clock
        self.until = clock.counted  # it goes on no further

    def get(self, timeout_seconds: float) -> Mail | None:
        mail = super().get(0.0)
        if mail is None:
            self.clock.pass_(max(0.0, min(timeout_seconds, self.until - self.clock.counted)))
        return mail

    @property
    def empty(self) -> bool:
        return not self._soon and self._waiting.empty()


class NoEars:
    """The words are put into the inbox by hand."""

    def start(self) -> None: ...
    def listen(self, phase: PhaseName) -> None: ...
    def understand_by(self, interpreter: Interpreter) -> None: ...
    def close(self) -> None: ...


class Said(NoDisplay):
    """Keeps what was said and when, by the steady clock."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.lines: list[tuple[float, str]] = []

    def said(self, text: str) -> None:
        self.lines.append((self.clock.counted, text))


@dataclass
class Loop:
    """One run of the program; `Loop(folder, clock)` again is the next, after a kill."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    recipe: Recipe = field(default_factory=recipe)
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        watch = Watch(self.clock)
        self.keeper = Keeper(self.folder / "journal.sqlite3", watch)
        words = wording(watch.utc_offset_seconds)
        session, first = begin(self.settings, self.recipe, SHELF, self.keeper, watch, words)
        self.inbox = inbox = WaitingInbox(self.clock)
        mouth = TextMouth(lambda number: inbox.put_soon(SpeechEnded(number)))
        self.display = Said(self.clock)
        self.app = App(session, self.keeper, wording, interpreter(), inbox, mouth, NoEars(), self.display, watch)
        for event in first:
            self.app.answer(event)
        self.wait(0.0)

    def hear(self, text: str) -> str:
        self.inbox.put(Typed(text))
        return self.wait(0.0)

    def wait(self, seconds: float) -> str:
        """What is said until then."""
        before, self.inbox.until = len(self.display.lines), self.clock.counted + seconds
        while True:
            self.app.step()
            if self.clock.counted >= self.inbox.until and self.is_settled():
                return " ".join(text for _, text in self.display.lines[before:])

    def is_settled(self) -> bool:
        due_at = wake_at(self.app.session)
        return self.inbox.empty and not self.keeper.news and (due_at is None or due_at > self.app.watch.now())

    def timers(self) -> dict[str, int]:
        """Seconds left by name; negative when over."""
        now = self.app.watch.now()
        return {t.name or str(t.length_seconds): round(t.left_seconds(now)) for t in self.app.session.timers}
