"""Speaking: utterances are rendered by a voice on a thread of its own and played by the player."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Protocol, assert_never

import numpy as np

from assistant.core.effects import Sound
from assistant.core.manner import USUAL_VOLUME_PERCENT
from assistant.edges.ahead import Ahead
from assistant.edges.channel import Mark
from assistant.edges.loudspeakers import loudspeakers
from assistant.edges.player import LoudspeakerError, Player
from assistant.edges.sounds import Samples, resampled, rising_alarm, silence, soft
from assistant.edges.voices.voice import Voice, VoiceError
from assistant.language.parts import parts
from assistant.language.pauses import pause_seconds

_REMEMBERED = 20  # sentences whose times are kept for the echo filter


def joined(voice: Voice, text: str, speed: float = 1.0) -> Samples:
    """The whole text as it would be spoken, at the voice's rate."""
    pieces: list[Samples] = []
    for before, part in pairwise(("", *parts(text))):
        pieces += [silence(pause_seconds(before, part, speed), voice.rate)] if before else []
        pieces += voice.speak(part, speed)
    return np.concatenate(pieces) if pieces else silence(0.0, voice.rate)


class Listener(Protocol):
    """Who is told about the voice. Called on other threads: be quick, put it in the inbox."""

    def speech_started(self, number: int) -> None: ...

    def speech_ended(self, number: int, whole: bool, parts: int) -> None:
        """`parts` of it (language.parts) were heard to their end."""

    def edge_failed(self, what: str, problem: str) -> None: ...


@dataclass(slots=True)
class _Utterance:
    number: int
    text: str
    started: bool = False
    over: bool = False
    told: int = 0  # parts that were heard to their end


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """What may be said in a moment, in parts."""

    parts: tuple[str, ...]


@dataclass(slots=True)
class _Spoken:
    """A sentence that sounds or sounded; monotonic seconds."""

    text: str
    ended_at: float | None = None


class Speaker:
    """Performs the effects about sound. Every `say` is answered by exactly one `speech_ended`.

    The voice and the player are its own: it closes them. `choose` has another voice speak. Without `sounds`
    there are none beside the words.
    """

    def __init__(
        self,
        voice: Voice,
        player: Player,
        listener: Listener,
        choose: Callable[[str | None], None] = lambda name: None,
        sounds: bool = True,
    ) -> None:
        self._sounds = sounds
        self._voice, self._player, self._listener, self._choose = voice, player, listener, choose
        self._speed = 1.0
        self._lock = threading.Lock()
        self._open: list[_Utterance] = []
        self._spoken: deque[_Spoken] = deque(maxlen=_REMEMBERED)
        self._to_render: queue.SimpleQueue[_Utterance | _Foreseen | None] = queue.SimpleQueue()
        self._idle = True  # nothing is being rendered
        self._somebody_speaks = False
        player.on_failed = self._lost
        self._renderer = threading.Thread(target=self._render, name="speaker", daemon=True)
        self._renderer.start()
        self._ahead = Ahead(voice, self._has_time)

    def say(self, number: int, text: str) -> None:
        """Speak after what is being spoken."""
        utterance = _Utterance(number, text)
        with self._lock:
            self._open.append(utterance)
        self._to_render.put(utterance)

    def stop_speaking(self) -> None:
        """Silence within the fade and the card's latency; forgets what was waiting."""
        with self._lock:
            broken_off, self._open = self._open, []
            for utterance in broken_off:
                utterance.over = True
            self._player.speech.stop()
            self._silenced()
        for utterance in broken_off:
            self._listener.speech_ended(utterance.number, False, utterance.told)

    def prepare(self, texts: Iterable[str]) -> None:
        """What may be said some time, the soonest first, instead of what was named before; taken on another thread."""
        self._ahead.prepare(texts, self._speed)

    def _has_time(self) -> bool:
        return self._idle and not self._somebody_speaks and self._to_render.empty()

    def foresee(self, texts: Iterable[str]) -> None:
        """What will probably be said in a moment is rendered at once, by a voice that remembers."""
        self._to_render.put(_Foreseen(tuple(part for text in texts for part in parts(text))))

    @property
    def gives_way(self) -> bool:
        """Whether it is silent for somebody, and has more to say."""
        return self._player.speech.held

    def somebody_speaks(self, whether: bool) -> None:
        """Nothing is rendered ahead meanwhile, so that all of the machine is there for what is said and its answer."""
        self._somebody_speaks = whether

    def give_way(self) -> None:
        """Silence within the fade and the card's latency, while somebody speaks into it; nothing is forgotten."""
        self._player.speech.hold()

    def go_on(self) -> None:
        """Nobody speaks any more: the rest, and again what was cut off."""
        self._player.speech.go_on()

    def play(self, sound: Sound) -> None:
        """Before the words that follow, so that neither covers the other. A reminder is never off."""
        if not self._sounds and sound is not Sound.REMINDER:
            return
        samples = soft(sound, self._player.rate)
        self._player.soft.put([samples])
        if not self._player.speech.busy:
            self._player.speech.put([np.zeros_like(samples)])

    def ring(self, seconds: float) -> None:
        """Sounds the alarm from its beginning, for so long, at a loudness of its own."""
        self._player.alarm.stop()
        self._player.alarm.put(rising_alarm(seconds, self._player.rate))

    def stop_ringing(self) -> None:
        self._player.alarm.stop()

    def set_voice(self, volume_percent: int, speed: float, name: str | None = None) -> None:
        """Loudness by ear: half the percent is a quarter of the amplitude. No name: the best voice."""
        self._choose(name)
        self._player.volume = (max(0, min(100, volume_percent)) / USUAL_VOLUME_PERCENT) ** 2
        self._speed = speed

    def use_loudspeaker(self, name: str) -> None:
        """Sound from this one from now on; one that does not work is told, and the one before goes on."""
        device = loudspeakers().get(name)
        try:
            if device is not None:
                self._player.use(device)
        except LoudspeakerError as problem:
            self._listener.edge_failed("loudspeaker", str(problem))

    def own_words(self, seconds: float) -> str:
        """What has sounded at any time within the last seconds."""
        moment = time.monotonic() - seconds
        with self._lock:
            return " ".join(s.text for s in self._spoken if s.ended_at is None or s.ended_at >= moment)

    def close(self) -> None:
        self.stop_speaking()
        self._to_render.put(None)
        self._renderer.join()
        self._ahead.close()
        self._player.close()
        self._voice.close()

    def _render(self) -> None:
        while task := self._to_render.get():
            self._idle = False
            match task:
                case _Utterance():
                    self._try_to_render(task)
                case _Foreseen():
                    self._make_ready(task)
                case _:
                    assert_never(task)
            self._idle = True

    def _make_ready(self, foreseen: _Foreseen) -> None:
        """As far as nothing else is to be rendered."""
        for part in foreseen.parts:
            if not self._to_render.empty():
                return
            with suppress(VoiceError):  # told when it is to be heard
                for _ in self._voice.speak(part, self._speed):
                    pass

    def _try_to_render(self, utterance: _Utterance) -> None:
        try:
            self._render_utterance(utterance)
        except VoiceError as problem:
            self._listener.edge_failed("voice", str(problem))
            self._end(utterance, whole=False)

    def _render_utterance(self, utterance: _Utterance) -> None:
        for before, sentence in pairwise(("", *parts(utterance.text))):
            if utterance.over:
                return
            spoken = _Spoken(sentence)
            self._put(utterance, self._lead_in(before, sentence), partial(self._begin, utterance, spoken))
            for piece in self._voice.speak(sentence, self._speed):
                self._put(utterance, resampled(piece, self._voice.rate, self._player.rate))
                if utterance.over:
                    return
            self._put(utterance, partial(self._finish, utterance, spoken))
        self._put(utterance, self._player.rest(), partial(self._end, utterance, whole=True))

    def _lead_in(self, before: str, sentence: str) -> Samples:
        if not before:
            return self._player.lead_in()
        return silence(pause_seconds(before, sentence, self._speed), self._player.rate)

    def _put(self, utterance: _Utterance, *items: Samples | Mark) -> None:
        with self._lock:
            working = self._player.working
            if working and not utterance.over:
                self._player.speech.put(items)
        if not working:
            self._end(utterance, whole=False)

    def _begin(self, utterance: _Utterance, spoken: _Spoken) -> None:
        with self._lock:
            if utterance.over:
                return
            self._spoken.append(spoken)
            first, utterance.started = not utterance.started, True
        if first:
            self._listener.speech_started(utterance.number)

    def _finish(self, utterance: _Utterance, spoken: _Spoken) -> None:
        utterance.told += 1
        self._end_of(spoken)

    def _end_of(self, spoken: _Spoken) -> None:
        spoken.ended_at = time.monotonic() + self._player.latency_seconds

    def _silenced(self) -> None:
        for spoken in self._spoken:
            if spoken.ended_at is None:
                self._end_of(spoken)

    def _end(self, utterance: _Utterance, whole: bool) -> None:
        with self._lock:
            if utterance.over:
                return
            utterance.over = True
            self._open.remove(utterance)
        self._listener.speech_ended(utterance.number, whole, utterance.told)

    def _lost(self, problem: str) -> None:
        self._listener.edge_failed("loudspeaker", problem)
        self.stop_speaking()
