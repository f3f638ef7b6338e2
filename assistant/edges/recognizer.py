"""Sound in, decisions out. No thread, no clock: time is the sound that was fed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from assistant.core.phases import PhaseName
from assistant.edges.activity import SpeechDetector, best_detector
from assistant.edges.clarity import Clarity, clarity_of
from assistant.edges.decoder import ASIDES, DECOYS, UNKNOWN, Alternative, Decoder
from assistant.edges.endpoint import Endpoint, Silence
from assistant.edges.judging import Candidate, Interpreter, Jury, TwoHearings, Utterance
from assistant.edges.microphone import RATE
from assistant.edges.second_hearing import SecondHearing
from assistant.edges.talk import Talk

_HESITATION_SECONDS = 2.5
_SILENT_SECONDS = 1.0
_PAUSE_SECONDS = 0.5  # within what somebody says
_SOME_VOICE_SECONDS = 0.3  # less is no sentence
_WORDS_OF_A_QUESTION = 3  # fewer are mostly its beginning: "how much ... honey"
_WORDS_WITH_ASIDES = 2  # "the next", and "next please", are a word alone

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Decision(Generic[M]):
    """An utterance; `meaning` is None where it is no command, and `rival` what it may have been as well.

    Times are seconds of sound fed.
    """

    transcript: str
    meaning: M | None
    began_at_seconds: float
    speech_ended_at_seconds: float
    decided_at_seconds: float
    rival: M | None = None


class Recognizer(Generic[M]):
    """The `jury` chooses what was said, by default the one that measured best."""

    def __init__(
        self,
        model: Any,
        interpreter: Interpreter[M],
        jury: Jury[M] | None = None,
        detector: SpeechDetector | None = None,
        second: SecondHearing | None = None,
    ) -> None:
        self._interpreter = interpreter
        self._jury: Jury[M] = jury or TwoHearings(model, interpreter, self._is_expected, second)
        self._detector = detector or best_detector()
        self._decoder, self._endpoint, self._talk = Decoder(model), Endpoint(), Talk()
        self._fed = self._began_at = self._speech_ended_at = self._voice_began_at = 0.0
        self._partial, self._needed, self._in_noise = "", Silence.WHERE_MORE_MAY_COME, False
        self._complete: tuple[str, M] | None = None  # what the words so far are as a command, and what it means
        self._listening_along = False
        self._unfinished, self._unfinished_at, self._unfinished_amid_talk = "", 0.0, False
        self._phase = PhaseName.COOKING
        self._phrases: dict[PhaseName, list[str]] = {}
        self._expected: dict[PhaseName, frozenset[str]] = {}
        self.listen(self._phase)

    @property
    def hears_somebody(self) -> bool:
        """Whether words are being heard, or a voice just was, or the rest of a command is awaited."""
        return bool(self._partial or self._unfinished) or self._fed - self._speech_ended_at < _PAUSE_SECONDS

    @property
    def hears_voice(self) -> bool:
        """Whether the last block was of a voice."""
        return 0 < self._speech_ended_at == self._fed

    @property
    def likely(self) -> tuple[str, M] | None:
        """The command that will probably be decided on: complete, and nobody speaks just now, nor was before."""
        return self._complete if self._listening_along and self._endpoint.pausing else None

    def conclude(self, transcript: str, meaning: M) -> Decision[M]:
        """It was this; what is being heard belongs to it."""
        self._decoder.reset()
        self._next_utterance()
        self._unfinished = ""
        return self._decision(transcript, meaning)

    def prepare(self) -> None:
        """Build what every phase needs, so that none has to wait for it; may be called beside what else goes on."""
        for phase in PhaseName:
            self._decoder.prepare(self._phrases_of(phase))

    def listen(self, phase: PhaseName) -> None:
        """What may be said from now on; words that are being spoken are not lost."""
        self._phase = phase
        self._decoder.use(self._phrases_of(phase))
        self._partial = ""

    def understand_by(self, interpreter: Interpreter[M]) -> None:
        """Other words are expected from now on, and mean something else."""
        self._interpreter = interpreter
        self._jury.understand_by(interpreter)
        self._phrases, self._expected = {}, {}
        self.listen(self._phase)

    def reset(self) -> None:
        """Forget what was heard, as if nothing had been said yet; seconds start anew."""
        self._decoder.reset()
        self._talk.forget()
        self._next_utterance()
        self._fed = self._began_at = self._speech_ended_at = self._voice_began_at = 0.0
        self._unfinished = ""

    def feed(self, block: bytes) -> Decision[M] | None:
        """One block of sound; the decision that fell with it, if one did."""
        seconds = len(block) / 2 / RATE
        self._fed += seconds
        speech = self._detector.is_speech(block)
        if speech:
            if self._fed - self._speech_ended_at > _PAUSE_SECONDS:
                self._voice_began_at = self._fed
            self._speech_ended_at = self._fed
        self._talk.note(self._fed, seconds, speech)
        if self._listening_along:
            self._jury.go_on(block)
        ended = self._decoder.feed(block)
        if ended and not self._partial:
            ended = False  # it gives up after five seconds of silence, also where a word has just begun
            if self._fed - self._speech_ended_at > _SILENT_SECONDS:
                self._decoder.begin_anew()
        changed = not ended and self._read_partial()
        if ended or self._endpoint.over(
            seconds,
            speech=speech,
            changed=changed,
            complete=self._complete is not None,
            needed=self._needed,
            in_noise=self._in_noise,
        ):
            return self._decide()
        if self._unfinished and not self._partial and self._hesitated():
            return self._give_up()
        return None

    def finish(self) -> Decision[M] | None:
        """The sound has come to its end."""
        return self._decide() or (self._give_up() if self._unfinished else None)

    def _phrases_of(self, phase: PhaseName) -> list[str]:
        if phase not in self._phrases:
            self._phrases[phase] = self._interpreter.phrases(phase)
            self._expected[phase] = frozenset(self._phrases[phase])
        return self._phrases[phase]

    def _read_partial(self) -> bool:
        text = self._decoder.partial(self._voiced_seconds())
        if text == self._partial:
            return False
        if not self._partial:
            self._begin()
        self._partial = text
        self._complete = None
        for transcript in self._with_unfinished(text):
            meaning = self._interpreter.parse(transcript, self._phase)
            if meaning is not None:
                self._complete = transcript, meaning
                self._needed = self._silence_after(transcript, meaning)
                self._in_noise = clarity_of(self._decoder.clip) is Clarity.NOISY
                break
        return True

    def _silence_after(self, transcript: str, meaning: M) -> Silence:
        if not self._interpreter.could_go_on(transcript, self._phase):
            return Silence.WHERE_NOTHING_CHANGES
        if self._interpreter.only_asks(meaning) and len(transcript.split()) >= _WORDS_OF_A_QUESTION:
            return Silence.WHERE_A_QUESTION_MAY_GO_ON
        return Silence.WHERE_MORE_MAY_COME

    def _begin(self) -> None:
        """Words have begun. The jury listens along where they may well be for us."""
        self._began_at, clip = self._fed, self._decoder.clip
        self._listening_along = not self._talk.was_on(self._fed - len(clip) / 2 / RATE)
        if self._listening_along:
            self._jury.begin(clip)

    def _voiced_seconds(self) -> float:
        """For how long somebody has been speaking, short pauses included; 0 in silence."""
        speaking = self._fed - self._speech_ended_at <= _PAUSE_SECONDS
        return self._fed - self._voice_began_at if speaking else 0.0

    def _decide(self) -> Decision[M] | None:
        clip = self._decoder.clip
        alternatives = [a for a in self._decoder.result() if _words(a.text)]
        self._next_utterance()
        began_at, silent_seconds = self._fed - len(clip) / 2 / RATE, self._fed - self._speech_ended_at
        if not (alternatives or self._somebody_spoke(began_at)) or began_at > self._speech_ended_at:
            return None  # silence or noise, or the last sound of words that were decided already
        amid_talk = self._unfinished_amid_talk if self._unfinished else self._talk.was_on(began_at)
        candidates = list(self._candidates(alternatives))
        chosen = self._jury.choose(Utterance(candidates, clip, self._phase, amid_talk, silent_seconds))
        if chosen:
            self._unfinished = ""
            self._talk.was_ours(self._fed)
            return replace(self._decision(chosen.transcript, chosen.meaning), rival=chosen.rival)
        if not alternatives:
            return None
        best = next(self._with_unfinished(alternatives[0].text))
        if alternatives[0].gap == 0.0 and self._interpreter.could_go_on(best, self._phase):
            self._unfinished, self._unfinished_at, self._unfinished_amid_talk = best, self._fed, amid_talk
            return None
        self._unfinished = ""
        return self._decision(best, None)

    def _somebody_spoke(self, since: float) -> bool:
        return self._talk.voiced_seconds(since, self._fed) >= _SOME_VOICE_SECONDS

    def _candidates(self, alternatives: Sequence[Alternative]) -> Iterator[Candidate[M]]:
        for alternative in alternatives:
            for transcript in self._with_unfinished(alternative.text):
                meaning = self._interpreter.parse(transcript, self._phase)
                if meaning is not None and self._is_expected(transcript, self._phase):
                    yield Candidate(transcript, meaning, alternative.gap)

    def _is_expected(self, transcript: str, phase: PhaseName) -> bool:
        """A word alone, or beside such as "the", must be one of the phrases; more words may be any command.

        In "for six people" those beside it are what makes it a command.
        """
        phrases, said = self._expected[phase], transcript.split()
        words = [word for word in said if word not in ASIDES]
        if len(words) != 1 or words[0] in phrases or transcript in phrases:
            return True
        return len(said) > _WORDS_WITH_ASIDES and self._interpreter.parse(words[0], phase) is None

    def _with_unfinished(self, text: str) -> Iterator[str]:
        """After a hesitation the words may go on from those before it: "set a timer for" ... "ten minutes"."""
        if self._unfinished:
            yield f"{self._unfinished} {text}"
        yield text

    def _hesitated(self) -> bool:
        return self._fed - self._unfinished_at > _HESITATION_SECONDS

    def _give_up(self) -> Decision[M]:
        transcript, self._unfinished = self._unfinished, ""
        return self._decision(transcript, None)

    def _next_utterance(self) -> None:
        self._partial, self._complete, self._in_noise = "", None, False
        self._listening_along = False
        self._endpoint.reset()

    def _decision(self, transcript: str, meaning: M | None) -> Decision[M]:
        return Decision(transcript, meaning, self._began_at, self._speech_ended_at, self._fed)


def _words(text: str) -> list[str]:
    """Those that may mean something to us."""
    return [word for word in text.split() if word != UNKNOWN and word not in DECOYS]
