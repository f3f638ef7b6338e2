"""A conversation on a virtual clock: what is heard, what time passes, and what is said to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from assistant.building import interpreter_for
from assistant.cookbook import load
from assistant.cookbook.library import shelf_of
from assistant.core.answering import here
from assistant.core.effects import Effect, Say
from assistant.core.events import ClockChanged, Event, Heard, SpeechEnded, Started, TimePassed
from assistant.core.recipe import Recipe
from assistant.core.respond import respond, wake_at
from assistant.core.session import Session, phase_name
from assistant.core.shelf import Shelf
from assistant.language.understand import Interpreter, to_intent
from assistant.language.wording import Wording
from assistant.resources import load_yaml

RECIPES = Path(__file__).parent.parent / "recipes"
SIX_O_CLOCK = datetime(2030, 5, 4, 18, 0, tzinfo=UTC).timestamp()


@cache
def recipe(name: str = "pork-belly") -> Recipe:
    found, problems = load(RECIPES / f"{name}.yaml")
    assert found is not None, problems
    return found


@cache
def shelf() -> Shelf:
    return shelf_of([RECIPES])


@cache
def interpreter(name: str = "pork-belly") -> Interpreter:
    return interpreter_for(recipe(name), shelf())


@cache
def interpreter_alone() -> Interpreter:
    """The same where there is no other recipe; whoever changes nothing may share it."""
    return interpreter_for(recipe(), ())


@cache
def wording(utc_offset_seconds: int = 0) -> Wording:
    return Wording(load_yaml("language/wording.en.yaml"), timezone(timedelta(seconds=utc_offset_seconds)))


def begun_with(name: str) -> Session:
    return Session(recipe(name), shelf(), seed=1)


@dataclass
class Conversation:
    """Speech takes no time here; `now` moves only by `wait`."""

    session: Session = field(default_factory=lambda: begun_with("pork-belly"))
    now: float = SIX_O_CLOCK
    effects: list[Effect] = field(default_factory=list)

    def begin(self, away_seconds: float | None = None) -> str:
        return self.tell(Started(away_seconds, self.session.utc_offset_seconds))

    def return_after(self, seconds: float) -> str:
        """The program was off for so long, and starts again."""
        self.now += seconds
        return self.begin(seconds)

    def set_clock(self, by_seconds: float) -> str:
        """The clock on the wall is set forward or back, while no time passes."""
        self.now += by_seconds
        return self.tell(ClockChanged(by_seconds, self.session.utc_offset_seconds))

    def go_east(self, by_seconds: int) -> str:
        """Into a zone whose clocks show so much more."""
        return self.tell(ClockChanged(0.0, self.session.utc_offset_seconds + by_seconds))

    def hear(self, text: str) -> str:
        """What is said to the cook's words."""
        meaning = interpreter(self.session.recipe.id).understand(text, phase_name(self.session), here(self.session))
        return self.tell(Heard(text, None if meaning is None else to_intent(meaning), self.now))

    def wait(self, seconds: float) -> str:
        """What is said in that time."""
        until, said = self.now + seconds, []
        while (due_at := wake_at(self.session)) is not None and due_at <= until:
            self.now = max(self.now, due_at)
            said.append(self.tell(TimePassed()))
        self.now = until
        return " ".join(filter(None, said))

    def tell(self, event: Event) -> str:
        turn = respond(self.session, event, self.now)
        self.session, self.effects = turn.session, list(turn.effects)
        words = wording(self.session.utc_offset_seconds)
        said = [words.text(e.sentences) for e in turn.effects if isinstance(e, Say)]
        if self.session.speaking is not None:
            self.session = respond(self.session, SpeechEnded(self.session.speaking), self.now).session
        return " ".join(said)

    def timers(self) -> dict[str, int]:
        """Seconds left by name; negative when over."""
        return {t.name or str(t.length_seconds): round(t.left_seconds(self.now)) for t in self.session.timers}
