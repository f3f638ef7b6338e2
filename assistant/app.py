"""The main loop: it owns the session, answers one event after the other, and gives the orders to the edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, assert_never

from assistant.core.answering import here
from assistant.core.effects import (
    Effect,
    End,
    HearFew,
    Listen,
    MeasureSound,
    OpenRecipe,
    Play,
    Ring,
    Say,
    SetVoice,
    Sound,
    StopRinging,
    StopSpeaking,
    UseLoudspeaker,
)
from assistant.core.events import EdgeFailed, Event, Heard, SoundMeasured, SpeechEnded, TimePassed
from assistant.core.foreseeing import foreseen
from assistant.core.going_over import is_over
from assistant.core.phases import PhaseName
from assistant.core.recipe import Recipe
from assistant.core.reply import Turn
from assistant.core.respond import respond, wake_at
from assistant.core.sentences import Sentence, sentence
from assistant.core.session import Session, phase_name
from assistant.core.view import HeardWords, View, view
from assistant.edges.clock import Watch
from assistant.edges.display import report
from assistant.edges.keeper import Keeper
from assistant.errors import AssistantError
from assistant.inbox import Foreseen, Inbox, Mail, Typed
from assistant.language.few import FewCommands
from assistant.language.parts import parts
from assistant.language.understand import Interpreter, to_intent
from assistant.language.wording import Wording
from assistant.lasting import built_to_last

_LOOK_SECONDS = 1.0  # the wall clock may be set, so it is looked at so often
_LAG_SECONDS = 10.0  # words are heard at most so long after they ended
_FAREWELL_SECONDS = 10.0  # the last words are waited for at most so long


class Mouth(Protocol):
    """What performs the orders about sound; each `say` is answered by one SpeechEnded."""

    def say(self, number: int, text: str) -> None: ...
    def stop_speaking(self) -> None: ...
    @property
    def gives_way(self) -> bool: ...
    def somebody_speaks(self, whether: bool) -> None: ...
    def give_way(self) -> None: ...
    def go_on(self) -> None: ...
    def play(self, sound: Sound) -> None: ...
    def ring(self, seconds: float) -> None: ...
    def stop_ringing(self) -> None: ...
    def set_voice(self, volume_percent: int, speed: float, name: str | None = None) -> None: ...
    def use_loudspeaker(self, name: str) -> None: ...
    def prepare(self, texts: Iterable[str]) -> None:
        """What may be said some time, the soonest first; taken bit by bit, on another thread."""

    def foresee(self, texts: Iterable[str]) -> None:
        """What will probably be said in a moment."""

    def own_words(self, seconds: float) -> str:
        """What it has spoken aloud within the last seconds."""

    def close(self) -> None: ...


class Ears(Protocol):
    """Where the cook's words come from."""

    def start(self) -> None: ...
    def listen(self, phase: PhaseName) -> None: ...
    def understand_by(self, interpreter: Interpreter | FewCommands) -> None:
        """Another recipe's words are expected from now on."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """The session of a recipe that the cook went over to, and the events that begin it."""

    session: Session
    events: tuple[Event, ...]


class Opening(Protocol):
    """How another recipe is gone over to."""

    def opened(self, file: str, session: Session) -> Opened:
        """Kept from now on instead of `session`. Raises AssistantError."""

    def interpreter(self, recipe: Recipe) -> Interpreter: ...


class Display(Protocol):
    """Shows what is said both ways, and how things are. Called on the main loop's thread: be quick, never fail."""

    def heard(self, transcript: str) -> None: ...
    def said(self, text: str) -> None: ...
    def show(self, look: Callable[[], View]) -> None:
        """Something may have changed; `look` gives what there is to see now."""

    def level(self, loudness: float) -> None:
        """The microphone's, 0 to 1; from any thread, a few times a second."""

    def close(self) -> None: ...


def said_in(turn: Turn, wording: Callable[[int], Wording]) -> tuple[str, ...]:
    """The words of a turn, an item an utterance."""
    words = wording(turn.session.utc_offset_seconds)
    return tuple(spoken(e, words) for e in turn.effects if isinstance(e, Say))


def spoken(say: Say, words: Wording) -> str:
    """What is left to be spoken of it; its last part in any case."""
    text = words.text(say.sentences)
    return " ".join(parts(text)[say.skip :] or parts(text)[-1:]) if say.skip else text


@dataclass(slots=True)
class App:
    """One session from its first event to its end. `wording` has the words for a clock so far ahead of UTC."""

    session: Session
    keeper: Keeper
    wording: Callable[[int], Wording]
    interpreter: Interpreter
    inbox: Inbox
    mouth: Mouth
    ears: Ears
    display: Display
    watch: Watch
    ending: bool = False
    last_heard: HeardWords | None = None
    opening: Opening | None = None  # None: there is no other recipe
    later: Callable[[Callable[[], None]], None] = lambda work: None  # does it when the first words are out
    sound: Callable[[bool], SoundMeasured] = SoundMeasured  # what the microphone measures, where there is one

    def run(self, *first: Event) -> None:
        """Until the session ends."""
        self.ears.listen(phase_name(self.session))
        for event in first:
            self.answer(event)
        self.ears.start()
        self.later(self.get_ready)
        while not self.ending:
            self.step()
        self.farewell()
        if is_over(self.session):
            self.keeper.end()

    def get_ready(self) -> None:
        """Beside what else goes on, also the ears' getting ready, which began before."""
        with built_to_last():
            self.interpreter.prepare()

    def step(self) -> None:
        """What time brings, else the next event; then whatever was done to the clock."""
        due_at = wake_at(self.session)
        now = self.watch.now()
        if due_at is not None and due_at <= now:
            self.answer(TimePassed())
        else:
            mail = self.inbox.get(_LOOK_SECONDS if due_at is None else min(_LOOK_SECONDS, due_at - now))
            self.take(mail)
        changed = self.watch.changed()
        if changed is not None:
            self.answer(changed)
        if self.keeper.news and self.session.speaking is None:
            self.answer(EdgeFailed("journal", self.text(self.keeper.news.pop(0))))

    def take(self, mail: Mail | None) -> None:
        match mail:
            case None:
                pass
            case Typed():
                self.answer(self.understood(mail))
            case Foreseen():
                self.foresee(mail)
            case _:
                self.answer(mail)

    def foresee(self, likely: Foreseen) -> None:
        """The core is pure: it may be asked what it would answer, and the voice gets ready while the ears make sure."""
        now = self.watch.now()
        turn = respond(self.session, Heard(likely.transcript, likely.intent, now), now)
        self.mouth.foresee(said_in(turn, self.wording))

    def understood(self, typed: Typed) -> Heard:
        meaning = self.interpreter.understand(typed.text, phase_name(self.session), here(self.session))
        return Heard(typed.text, None if meaning is None else to_intent(meaning), self.watch.now())

    def answer(self, event: Event) -> None:
        """Kept first, then carried out."""
        now = self.watch.now()
        if isinstance(event, Heard):  # the ears go by the wall clock, which may have been set since
            event = replace(event, ended_at=max(event.ended_at, now - _LAG_SECONDS))
        turn = respond(self.session, event, now)
        self.keeper.record(event, turn.session, said_in(turn, self.wording), now)
        before, self.session = self.session, turn.session
        if isinstance(event, Heard):
            self.last_heard = HeardWords(event.transcript, event.intent is not None)
            self.display.heard(event.transcript)
        for effect in turn.effects:
            self.perform(effect)
        self.display.show(lambda: view(self.session, now, self.last_heard))
        self.look_ahead(before)

    def look_ahead(self, before: Session) -> None:
        """Tells the voice what may be said soon, whenever that may be something else than before."""
        if self.session.utterances != before.utterances or self.session.voice != before.voice:
            self.mouth.prepare(self.to_be_said(self.session, self.watch.now()))

    def to_be_said(self, session: Session, now: float) -> Iterator[str]:
        words = self.wording(session.utc_offset_seconds)
        for say in foreseen(session, now):
            yield spoken(say, words)
        yield from words.always_said()

    def text(self, *sentences: Sentence) -> str:
        return self.wording(self.session.utc_offset_seconds).text(sentences)

    def perform(self, effect: Effect) -> None:
        match effect:
            case Say(number=number):
                text = spoken(effect, self.wording(self.session.utc_offset_seconds))
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
            case SetVoice(volume_percent=volume_percent, speed=speed, voice=voice):
                self.mouth.set_voice(volume_percent, speed, voice)
            case UseLoudspeaker(name=name):
                self.mouth.use_loudspeaker(name)
            case Listen(phase=phase):
                self.ears.listen(phase)
            case HearFew(few=few):
                self.ears.understand_by(self.interpreter.few() if few else self.interpreter)
            case MeasureSound(heard=heard):
                self.inbox.put_soon(self.sound(heard))
            case OpenRecipe(file=file):
                self.go_over(file)
            case End():
                self.ending = True
            case _:
                assert_never(effect)

    def go_over(self, file: str) -> None:
        """To another recipe of the shelf, in a session of its own; what runs on the stove goes along."""
        assert self.opening is not None
        try:
            opened = self.opening.opened(file, self.session)
        except AssistantError as problem:
            report(problem)
            title = next((each.title for each in self.session.shelf if each.file == file), file)
            self.answer(EdgeFailed("cookbook", self.text(sentence("cannot_open", title=title))))
            return
        self.mouth.stop_speaking()
        self.session = opened.session
        for event in opened.events:
            self.answer(event)
        self.interpreter = self.opening.interpreter(opened.session.recipe)  # while the plan is being spoken
        self.ears.understand_by(self.interpreter.few() if self.session.loud else self.interpreter)
        self.later(self.get_ready)

    def farewell(self) -> None:
        """Waits for the last words to be spoken."""
        until = self.watch.now() + _FAREWELL_SECONDS
        while self.session.speaking is not None and self.watch.now() < until:
            mail = self.inbox.get(until - self.watch.now())
            if isinstance(mail, SpeechEnded):
                self.answer(mail)
