"""Listening: a thread that takes the microphone's sound to the recogniser, and tells what the cook said."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, Protocol, TypeVar, assert_never

from assistant.core.phases import PhaseName
from assistant.edges.display import report
from assistant.edges.giving_way import GivingWay, Order
from assistant.edges.interrupting import Interpreter, Interruption
from assistant.edges.microphone import Block, Microphone, MicrophoneError
from assistant.edges.own_sound import OwnSound
from assistant.edges.recognizer import Decision, Recognizer
from assistant.language.echo import is_echo

_RETRY_SECONDS = 2.0
_FAILURES = 2  # a stream may stall where its device is well; the second failure is told
_ECHO_SECONDS = 0.6  # our words still sound in the room, and lie in buffers, for so long

M = TypeVar("M")
M_contra = TypeVar("M_contra", contravariant=True)


class Hearer(Protocol[M_contra]):
    """Who is told. Called on the ears' thread: be quick, put it in the inbox."""

    def heard(self, transcript: str, meaning: M_contra | None, ended_at: float, rival: M_contra | None = None) -> None:
        """`ended_at`: when the words ended, seconds since the epoch. `rival`: what they may have been as well."""

    def foreseen(self, transcript: str, meaning: M_contra) -> None:
        """This will probably be heard in a moment."""

    def edge_failed(self, what: str, problem: str) -> None: ...


class Mouth(Protocol):
    """What the ears need of the voice."""

    def own_words(self, seconds: float) -> str:
        """What it has spoken aloud within the last seconds."""

    @property
    def gives_way(self) -> bool:
        """Whether it is silent for somebody, and has more to say."""

    def somebody_speaks(self, whether: bool) -> None:
        """What is not urgent waits meanwhile."""

    def give_way(self) -> None:
        """Fall silent within a tenth of a second; nothing is forgotten."""

    def go_on(self) -> None:
        """Say the rest, what was cut off again."""


class Ears(Generic[M]):
    """Opens the microphone at once, and raises MicrophoneError where it cannot; listens from `start` on.

    `own_sound` keeps what the loudspeaker plays from the recogniser, `mouth` gives way to whoever speaks into it, and
    `interruption` knows what that mostly is.
    Until the room is known, what gets through all the same and is our own words is not told.
    """

    def __init__(
        self,
        open_microphone: Callable[[], Microphone],
        recognizer: Recognizer[M],
        hearer: Hearer[M],
        mouth: Mouth,
        own_sound: OwnSound | None = None,
        interruption: Interruption[M] | None = None,
    ) -> None:
        self._open, self._recognizer, self._hearer, self._mouth = open_microphone, recognizer, hearer, mouth
        self._own_sound = own_sound or OwnSound()
        self._giving_way, self._interruption = GivingWay(), interruption
        self._phase = self._listening_for = PhaseName.COOKING
        self._understood_by: Interpreter[M] | None = None  # from the next block on
        self._foreseen: tuple[str, M] | None = None
        self._failures = 0  # since the last sound
        self._has_stumbled = False
        self._closed = threading.Event()
        self._microphone: Microphone | None = open_microphone()
        self._thread = threading.Thread(target=self._run, name="ears", daemon=True)

    def start(self) -> None:
        self._thread.start()
        threading.Thread(target=self._recognizer.prepare, name="ears-to-be", daemon=True).start()

    def listen(self, phase: PhaseName) -> None:
        """What may be said from now on; takes effect with the next block of sound."""
        self._phase = phase

    def understand_by(self, interpreter: Interpreter[M]) -> None:
        """Another recipe's words are expected from the next block of sound on."""
        self._understood_by = interpreter

    def listen_through(self) -> None:
        """Instead of `start`: to the end of a recording, on this thread."""
        self._run()

    def close(self) -> None:
        self._closed.set()
        self._drop_microphone()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                self._microphone = self._microphone or self._open()
                self._listen_to(self._microphone)
                return  # it was closed, or was a recording
            except MicrophoneError as problem:
                self._failures += 1
                self._drop_microphone()
                self._mouth.go_on()
                if self._failures == _FAILURES:
                    self._hearer.edge_failed("microphone", str(problem))
                if self._failures >= _FAILURES:
                    self._closed.wait(_RETRY_SECONDS)
            except Exception as problem:  # a recogniser may stumble over anything; a deaf kitchen is worse
                self._stumbled(problem)

    def _stumbled(self, problem: Exception) -> None:
        """Tells it once, and listens again from the beginning."""
        report(f"Hearing stumbled: {problem!r}")
        if not self._has_stumbled:
            self._has_stumbled = True
            self._hearer.edge_failed("ears", "I stumbled over a sound, and listen again.")
        self._drop_microphone()
        self._mouth.go_on()
        self._closed.wait(_RETRY_SECONDS)
        with suppress(Exception):  # else the next sound stumbles too
            self._recognizer.reset()

    def _drop_microphone(self) -> None:
        microphone, self._microphone = self._microphone, None
        if microphone:
            microphone.close()

    def _listen_to(self, microphone: Microphone) -> None:
        for block in microphone.blocks():
            if self._closed.is_set():
                return
            self._failures = 0
            if self._understood_by is not None:
                interpreter, self._understood_by = self._understood_by, None
                self._recognizer.understand_by(interpreter)
                if self._interruption is not None:
                    self._interruption.understand_by(interpreter)
            if self._phase != self._listening_for:
                self._listening_for = self._phase
                self._recognizer.listen(self._phase)
            self._hear(block)

    def _hear(self, block: Block) -> None:
        """While our voice is giving way all passes, since there is nothing of our own."""
        decided = False
        for others in self._own_sound.others(block, all_of_it=self._mouth.gives_way):
            if decision := self._decision(others):
                decided |= self._tell(decision, others)
        self._mouth.somebody_speaks(self._recognizer.hears_somebody)
        self._foresee()
        order = self._giving_way.after(
            block.seconds,
            interrupted=self._own_sound.interrupted,
            voice=self._recognizer.hears_voice,
            somebody=self._recognizer.hears_somebody,
            decided=decided,
            held=self._mouth.gives_way,
        )
        match order:
            case Order.GIVE_WAY:
                self._mouth.give_way()
            case Order.GO_ON:
                self._mouth.go_on()
            case None:
                pass
            case _:
                assert_never(order)

    def _foresee(self) -> None:
        """Tells what will probably be decided, once."""
        before, self._foreseen = self._foreseen, self._recognizer.likely
        if self._foreseen is not None and self._foreseen != before:
            self._hearer.foreseen(*self._foreseen)

    def _decision(self, others: Block) -> Decision[M] | None:
        """The recogniser's, or what was said into our words, which is looked for as soon as somebody pauses."""
        decision = self._recognizer.feed(others.samples)
        if self._interruption is None:
            return decision
        paused = self._interruption.hear(others.samples, self._mouth.gives_way)
        if self._mouth.gives_way and (decision or paused):
            said = self._interruption.said(self._listening_for)
            if said is not None:
                return self._recognizer.conclude(*said)
        return decision

    def _tell(self, decision: Decision[M], block: Block) -> bool:
        """Whether it is a command that was told."""
        lasted = decision.decided_at_seconds - decision.began_at_seconds
        lag = time.time() - block.ended_at
        if not self._own_sound.knows_the_room:
            own_words = self._mouth.own_words(lasted + lag + _ECHO_SECONDS)
            if is_echo(decision.transcript, own_words):
                return False
        silence = decision.decided_at_seconds - decision.speech_ended_at_seconds
        self._hearer.heard(decision.transcript, decision.meaning, block.ended_at - silence, decision.rival)
        return decision.meaning is not None
