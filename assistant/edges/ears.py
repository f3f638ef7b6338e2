"""Listening: a thread that takes the microphone's sound to the recogniser, and tells what the cook said."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, Protocol, TypeVar

from assistant.core.phases import PhaseName
from assistant.edges.display import report
from assistant.edges.judging import Interpreter
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

    def heard(self, transcript: str, meaning: M_contra | None, ended_at: float) -> None:
        """`ended_at`: when the words ended, seconds since the epoch."""

    def edge_failed(self, what: str, problem: str) -> None: ...


class Ears(Generic[M]):
    """Opens the microphone at once, and raises MicrophoneError where it cannot; listens from `start` on.

    `own_sound` keeps what the loudspeaker plays from the recogniser; of what gets through all the same, our own words
    are not told: `own_words(seconds)` is what we ourselves have spoken within the last seconds.
    """

    def __init__(
        self,
        open_microphone: Callable[[], Microphone],
        recognizer: Recognizer[M],
        hearer: Hearer[M],
        own_words: Callable[[float], str] = lambda seconds: "",
        own_sound: OwnSound | None = None,
    ) -> None:
        self._open, self._recognizer, self._hearer, self._own_words = open_microphone, recognizer, hearer, own_words
        self._own_sound = own_sound or OwnSound()
        self._phase = self._listening_for = PhaseName.COOKING
        self._understood_by: Interpreter[M] | None = None  # from the next block on
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
            if self._phase != self._listening_for:
                self._listening_for = self._phase
                self._recognizer.listen(self._phase)
            for others in self._own_sound.others(block):
                decision = self._recognizer.feed(others.samples)
                if decision:
                    self._tell(decision, others)

    def _tell(self, decision: Decision[M], block: Block) -> None:
        lasted = decision.decided_at_seconds - decision.began_at_seconds
        lag = time.time() - block.ended_at
        if is_echo(decision.transcript, self._own_words(lasted + lag + _ECHO_SECONDS)):
            return
        silence = decision.decided_at_seconds - decision.speech_ended_at_seconds
        self._hearer.heard(decision.transcript, decision.meaning, block.ended_at - silence)
