"""The main loop: it owns the session, answers one event after the other, and gives the orders to the edges."""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias, assert_never

from assistant.core.effects import (
    Effect,
    End,
    Listen,
    Play,
    Ring,
    Say,
    SetVoice,
    Sound,
    StopRinging,
    StopSpeaking,
)
from assistant.core.events import EdgeFailed, Event, Heard, InputEnded, SpeechEnded, TimePassed
from assistant.core.phases import PhaseName
from assistant.core.respond import respond, wake_at
from assistant.core.session import Choosing, Finished, Session, phase_name
from assistant.edges.journal import Journal
from assistant.language.understand import Interpreter, Meaning, to_intent
from assistant.language.wording import Wording

_LOOK_SECONDS = 1.0  # the wall clock may jump, so it is looked at so often
_FAREWELL_SECONDS = 10.0  # the last words are waited for at most so long


class Mouth(Protocol):
    """What performs the orders about sound; each `say` is answered by one SpeechEnded."""

    def say(self, number: int, text: str) -> None: ...
    def stop_speaking(self) -> None: ...
    def play(self, sound: Sound) -> None: ...
    def ring(self, seconds: float) -> None: ...
    def stop_ringing(self) -> None: ...
    def set_voice(self, volume_percent: int, speed: float) -> None: ...
    def own_words(self, seconds: float) -> str:
        """What it has spoken aloud within the last seconds."""

    def close(self) -> None: ...


class Ears(Protocol):
    """Where the cook's words come from."""

    def start(self) -> None: ...
    def listen(self, phase: PhaseName) -> None: ...
    def close(self) -> None: ...


class Display(Protocol):
    """Shows what is said both ways."""

    def heard(self, transcript: str) -> None: ...
    def said(self, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """A line from the keyboard, not understood yet: that depends on where the session is when its turn comes."""

    text: str


Mail: TypeAlias = Event | Typed


class Inbox:
    """Where the edges put what happened, from any thread. `soon` is for what must come before all that waits."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Mail] = queue.SimpleQueue()
        self._soon: deque[Mail] = deque()

    def put(self, mail: Mail) -> None:
        self._waiting.put(mail)

    def put_soon(self, mail: Mail) -> None:
        """Only from the main loop's own thread."""
        self._soon.append(mail)

    def get(self, timeout_seconds: float) -> Mail | None:
        if self._soon:
            return self._soon.popleft()
        try:
            return self._waiting.get(timeout=max(0.0, timeout_seconds))
        except queue.Empty:
            return None

    # What the voice reports (edges.speaker.Listener).

    def speech_started(self, number: int) -> None:
        """Nobody waits for it."""

    def speech_ended(self, number: int, whole: bool) -> None:
        self.put(SpeechEnded(number, whole))

    def edge_failed(self, what: str, problem: str) -> None:
        self.put(EdgeFailed(what, problem))

    # What the ears report (edges.ears.Hearer). Words that are no command were not meant for us.

    def heard(self, transcript: str, meaning: Meaning | None, ended_at: float) -> None:
        if meaning is not None:
            self.put(Heard(transcript, to_intent(meaning), ended_at))

    # What the keyboard reports.

    def typed(self, text: str) -> None:
        self.put(Typed(text))

    def input_ended(self) -> None:
        self.put(InputEnded())


@dataclass(slots=True)
class App:
    """One session from its first event to its end."""

    session: Session
    session_id: int
    journal: Journal
    wording: Wording
    interpreter: Interpreter
    inbox: Inbox
    mouth: Mouth
    ears: Ears
    display: Display
    clock: Callable[[], float] = time.time
    ending: bool = False

    def run(self, first: Event) -> None:
        """Until the session ends. Raises JournalError where nothing can be kept."""
        self.ears.listen(phase_name(self.session))
        self.mouth.set_voice(self.session.volume_percent, self.session.speed_percent / 100)
        self.answer(first)
        self.ears.start()
        while not self.ending:
            self.step()
        self.farewell()
        if isinstance(self.session.stage(), Choosing | Finished):
            self.journal.end(self.session_id)

    def step(self) -> None:
        """The next event, or what time brings by itself."""
        due_at = wake_at(self.session)
        wait_seconds = _LOOK_SECONDS if due_at is None else min(_LOOK_SECONDS, due_at - self.clock())
        mail = self.inbox.get(wait_seconds)
        if mail is not None:
            self.answer(self.understood(mail) if isinstance(mail, Typed) else mail)
        elif due_at is not None and due_at <= self.clock():
            self.answer(TimePassed())

    def understood(self, typed: Typed) -> Heard:
        meaning = self.interpreter.understand(typed.text, phase_name(self.session))
        return Heard(typed.text, None if meaning is None else to_intent(meaning), self.clock())

    def answer(self, event: Event) -> None:
        """Kept first, then carried out."""
        now = self.clock()
        turn = respond(self.session, event, now)
        said = tuple(self.wording.text(e.sentences) for e in turn.effects if isinstance(e, Say))
        self.journal.record(self.session_id, event, turn.session, said, now)
        self.session = turn.session
        if isinstance(event, Heard):
            self.display.heard(event.transcript)
        for effect in turn.effects:
            self.perform(effect)

    def perform(self, effect: Effect) -> None:
        match effect:
            case Say(number=number, sentences=sentences):
                text = self.wording.text(sentences)
                self.display.said(text)
                self.mouth.say(number, text)
            case StopSpeaking():
                self.mouth.stop_speaking()
            case Play(sound=sound):
                self.mouth.play(sound)
            case Ring(seconds=seconds):
                self.mouth.ring(seconds)
            case StopRinging():
                self.mouth.stop_ringing()
            case SetVoice(volume_percent=volume_percent, speed=speed):
                self.mouth.set_voice(volume_percent, speed)
            case Listen(phase=phase):
                self.ears.listen(phase)
            case End():
                self.ending = True
            case _:
                assert_never(effect)

    def farewell(self) -> None:
        """Waits for the last words to be spoken."""
        until = self.clock() + _FAREWELL_SECONDS
        while self.session.speaking is not None and self.clock() < until:
            mail = self.inbox.get(until - self.clock())
            if isinstance(mail, SpeechEnded):
                self.answer(mail)
