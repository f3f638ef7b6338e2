"""The real recogniser on commands that a synthetic voice speaks, and what the ears make of them."""

from __future__ import annotations

import itertools
import queue
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from edges.fakes import SilentMouth

from assistant.config import model_path
from assistant.core.phases import PhaseName
from assistant.edges import decoder as decoder_module, second_hearing
from assistant.edges.activity import VoiceDetector
from assistant.edges.believing import Opinion
from assistant.edges.clarity import Clarity
from assistant.edges.decoder import DECOYS, Decoder, ModelError, load_model
from assistant.edges.ears import Ears
from assistant.edges.judging import Candidate, Interpreter, TwoHearings, Utterance, close_enough
from assistant.edges.microphone import RATE, Block, MicrophoneError, RecordedMicrophone
from assistant.edges.recognizer import Decision, Recognizer
from assistant.edges.second_hearing import SecondHearing
from assistant.language.understand import Meaning
from tests.conversation import interpreter

pytestmark = [pytest.mark.model, pytest.mark.xdist_group("recognizer")]  # all with one recogniser
COOKING, ASKING = PhaseName.COOKING, PhaseName.ASKING

Sound = np.ndarray


@pytest.fixture(scope="module")
def model() -> Any:
    return load_model(model_path())


@pytest.fixture(scope="module")
def shared(model: Any) -> Recognizer[Meaning]:
    return Recognizer(model, interpreter())


@pytest.fixture
def recognizer(shared: Recognizer[Meaning]) -> Recognizer[Meaning]:
    shared.reset()
    shared.listen(COOKING)
    return shared


def pause(seconds: float) -> Sound:
    return np.random.default_rng(1).normal(0, 1e-4, round(seconds * RATE)).astype(np.float32)


def blocks(*parts: Sound) -> Iterator[bytes]:
    samples = (np.concatenate(parts) * 32767).astype("<i2").tobytes()
    return (samples[i : i + 960] for i in range(0, len(samples), 960))


def decisions(recognizer: Recognizer[Meaning], *parts: Sound) -> list[Decision[Meaning]]:
    return [decision for block in blocks(*parts) if (decision := recognizer.feed(block))]


def test_a_number_that_may_be_another_is_doubted(
    recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound]
) -> None:
    numbers = {"thirteen": 13, "thirty": 30, "fifty": 50, "eighteen": 18, "eighty": 80, "ninety": 90, "twenty": 20}
    told = {}
    for word, minutes in numbers.items():
        (said,) = decisions(recognizer, pause(0.5), spoken(f"set a timer for {word} minutes"), pause(1.5))
        assert (said.meaning is not None and said.meaning.slots["seconds"] == 60 * minutes) or said.rival is not None
        told[word] = said.rival is None
    assert told["twenty"]
    assert sum(told.values()) >= 4  # most are plain


def test_of_two_numbers_that_sound_alike_the_one_is_taken_that_was_said(
    jury: TwoHearings[Meaning], spoken: Callable[[str], Sound]
) -> None:
    """Also where the grammar liked the other better: the longer word's end is swallowed by "minutes"."""
    clip = b"".join(blocks(pause(0.5), spoken("set a timer for eighteen minutes"), pause(0.3)))
    for heard in ("eighteen", "eighty"):
        meaning = interpreter().parse(f"set a timer for {heard} minutes")
        assert meaning is not None
        chosen = jury.choose(Utterance([Candidate(f"set a timer for {heard} minutes", meaning, 0.0)], clip, COOKING))
        assert chosen is not None and chosen.meaning.slots == {"seconds": 18 * 60}


COMMANDS = [
    ("next step", COOKING, "next_step", {}),
    ("okay what's next", COOKING, "next_step", {}),
    ("go back", COOKING, "previous_step", {}),
    ("say that again please", COOKING, "repeat", {}),
    ("how much honey do i need", COOKING, "ask_amount", {"ingredient": "honey"}),
    ("set a timer for ten minutes", COOKING, "start_timer", {"seconds": 600}),
    ("cancel the timer", COOKING, "cancel_timer", {}),
    ("give me a tip", COOKING, "tip", {}),
    ("yes please", ASKING, "yes", {}),
]


@pytest.mark.parametrize(("text", "phase", "intent", "slots"), COMMANDS)
def test_commands_are_decided_once_and_soon(
    recognizer: Recognizer[Meaning],
    spoken: Callable[[str], Sound],
    text: str,
    phase: PhaseName,
    intent: str,
    slots: dict[str, object],
) -> None:
    recognizer.listen(phase)
    words = spoken(text)
    made = [d for d in decisions(recognizer, pause(0.5), words, pause(2)) if d.meaning]
    assert [(d.meaning.intent, dict(d.meaning.slots)) for d in made if d.meaning] == [(intent, slots)]
    ended_at = 0.5 + len(words) / RATE
    assert made[0].speech_ended_at_seconds == pytest.approx(ended_at, abs=0.3)
    assert made[0].decided_at_seconds - ended_at < 1.3


def test_a_word_that_nobody_says_alone_is_no_command(
    recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound]
) -> None:
    """As a command typed it is one; what sounds like it is a piece of somebody's sentence."""
    made = decisions(recognizer, pause(0.5), spoken("bitter"), pause(1.5), spoken("the bitter"), pause(1.5))
    assert [d.meaning for d in made if d.meaning] == []


def test_small_words_may_make_a_command_of_a_word_that_is_none(
    recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound]
) -> None:
    """ "Six" alone says nothing while nothing is asked."""
    made = decisions(recognizer, pause(0.5), spoken("for six people"), pause(1.5), spoken("the six"), pause(1.5))
    assert [(d.meaning.intent, dict(d.meaning.slots)) for d in made if d.meaning] == [("scale", {"servings": 6})]


def test_a_phase_that_changes_inside_an_utterance_loses_no_word(
    recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound]
) -> None:
    words = spoken("yes please")
    first = decisions(recognizer, pause(0.5), words[: len(words) // 2])
    recognizer.listen(ASKING)
    made = first + decisions(recognizer, words[len(words) // 2 :], pause(1.5))
    assert [d.meaning.intent for d in made if d.meaning] == ["yes"]


@pytest.mark.parametrize("early_seconds", [0.06, 0.12, 0.18, 0.24])
def test_a_command_is_heard_whole_where_the_decoder_gives_up_silence(
    model: Any, recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound], early_seconds: float
) -> None:
    """Vosk ends an utterance after five seconds of silence, also when a word has just begun."""
    decoder = Decoder(model)
    decoder.use(["repeat that"])
    silence = itertools.takewhile(lambda block: not decoder.feed(block), blocks(np.zeros(10 * RATE, np.float32)))
    gives_up_at_seconds = sum(map(len, silence)) / 2 / RATE
    quiet = np.zeros(round((gives_up_at_seconds - early_seconds) * RATE), np.float32)
    made = decisions(recognizer, quiet, spoken("repeat that"), pause(1.5))
    assert [d.meaning and d.meaning.intent for d in made] == ["repeat"]


def test_vosk_is_renewed_in_a_long_silence_and_hears_on(
    model: Any, recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps what it has searched, and would grow from hour to hour."""
    monkeypatch.setattr(decoder_module, "_RENEWED_AFTER_SECONDS", 8.0)
    built: list[int] = []
    build = Decoder._build
    monkeypatch.setattr(Decoder, "_build", lambda self, phrases: built.append(len(phrases)) or build(self, phrases))
    made = decisions(recognizer, pause(0.5), spoken("next step"), pause(8), spoken("repeat that"), pause(1.5))
    assert [d.meaning.intent for d in made if d.meaning] == ["next_step", "repeat"]
    assert len(built) == 1


def test_the_general_model_is_renewed_and_hears_the_same(
    model: Any, spoken: Callable[[str], Sound], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_hearing, "_RENEWED_AFTER_CLIPS", 2)
    second = SecondHearing(model)
    clips = [b"".join(blocks(pause(0.5), spoken(words), pause(0.3))) for words in ("next step", "go back")]
    first = [second.best(clip)[0] for clip in clips * 3]
    assert first == [*first[:2]] * 3
    assert all(first)


def test_a_hesitation_loses_no_word(recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound]) -> None:
    start, end = spoken("set a timer for"), spoken("ten minutes")
    made = decisions(recognizer, pause(0.5), start, pause(0.6), end, pause(2))
    assert [(d.meaning.intent, dict(d.meaning.slots)) for d in made if d.meaning] == [("start_timer", {"seconds": 600})]


@pytest.mark.parametrize("text", ["the weather will be lovely on thursday", "my brother has bought a new car"])
def test_what_is_not_for_us_is_not_acted_on(
    recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound], text: str
) -> None:
    assert [d for d in decisions(recognizer, pause(0.5), spoken(text), pause(2)) if d.meaning] == []


def test_what_will_be_decided_is_known_before(recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound]) -> None:
    known_at = None
    for number, block in enumerate(blocks(pause(0.5), spoken("how much honey do i need"), pause(1.5))):
        decision = recognizer.feed(block)
        if known_at is None and recognizer.likely is not None:
            known_at, known = 0.03 * (number + 1), recognizer.likely
        if decision is not None:
            break
    assert decision is not None and known_at is not None
    assert known == (decision.transcript, decision.meaning)
    assert decision.speech_ended_at_seconds < known_at < decision.decided_at_seconds - 0.1
    assert recognizer.likely is None


@pytest.mark.parametrize("beginning", [0.5, 0.58, 0.66])
def test_the_last_word_comes_out_soon(model: Any, spoken: Callable[[str], Sound], beginning: float) -> None:
    """Wherever it falls in a chunk of sound: up to 0.46 s after its end with chunks as long as they are published."""
    for text in ("repeat that", "set a timer for ten minutes", "what are the ingredients"):
        words, decoder = spoken(text), Decoder(model)
        decoder.use([text])
        ended_at = beginning + np.flatnonzero(np.abs(words) > 0.01)[-1] / RATE
        came_out_at, partial = 0.0, ""
        for number, block in enumerate(blocks(pause(beginning), words, pause(0.6))):
            decoder.feed(block)
            if (now := decoder.partial(0.0)) != partial:
                came_out_at, partial = 0.03 * (number + 1), now
        assert partial == text and came_out_at - ended_at < 0.35


def test_silence_decides_nothing(recognizer: Recognizer[Meaning]) -> None:
    assert decisions(recognizer, pause(20)) == []


def test_a_jury_may_refuse(model: Any, spoken: Callable[[str], Sound]) -> None:
    asked: list[Utterance[Meaning]] = []

    class Refusing:
        def understand_by(self, interpreter: Interpreter[Meaning]) -> None: ...

        def begin(self, clip: bytes) -> None: ...

        def go_on(self, block: bytes) -> None: ...

        def choose(self, said: Utterance[Meaning]) -> None:
            asked.append(said)

    strict = Recognizer(model, interpreter(), Refusing())
    made = decisions(strict, pause(0.5), spoken("next step"), pause(2))
    assert [d.meaning for d in made if d.meaning] == []
    assert asked[0].candidates[0].transcript == "next step" and asked[0].seconds > 0.5


@pytest.mark.parametrize(
    ("transcript", "gap", "phase", "allowed"),
    [
        ("next step", 0, COOKING, True),
        ("next", 0, COOKING, True),
        ("next step", 7.9, COOKING, True),
        ("next step", 8.1, COOKING, False),
        ("next", 0.5, COOKING, True),
        ("next", 2.1, COOKING, False),
        ("no", 0.5, ASKING, True),
        ("no", 8.1, ASKING, False),
    ],
)
def test_alternatives_must_be_close_and_a_single_word_closer(
    transcript: str, gap: float, phase: PhaseName, allowed: bool
) -> None:
    assert close_enough(Candidate(transcript, None, gap), phase) == allowed


@pytest.mark.parametrize(
    ("transcript", "opinion", "believed"),
    [
        ("next step", Opinion("next step", 0.0, 0.05), True),
        ("next step", Opinion("next that", -0.01, 0.02), True),
        ("next step", Opinion("alexa", -0.05, 0.02), False),
        ("next step", Opinion("next stop", -0.05, 0.06), True),  # the model finds it likely
        ("next step", Opinion("alexa", -0.09, 0.06), False),
        ("next step", Opinion("max that", -0.09, 0.10), True),
        ("next", Opinion("matt", -0.04, 0.0), True),
        ("next", Opinion("matt", -0.11, 0.06), True),
        ("next", Opinion("alexa", -0.07, 0.0), False),
        ("the next", Opinion("matt", -0.04, 0.0), True),
        ("quieter", Opinion("computer", -0.04, -0.12), False),  # as near as other words, and unlikely
        ("add an hour", Opinion("oh and ended up", -0.03, -0.02), False),
        ("skip the step", Opinion("yeah", 0.01, -0.1), True),
        ("next", Opinion("", 0.05, 0.05), False),
        ("next", Opinion("", 0.1, 0.1), True),
        ("set a timer for ten minutes", Opinion("a tie for ten minutes", -0.02, 0.05), True),
        ("next time leave that ten", Opinion("the next train leaves at ten", -0.07, 0.05), False),
    ],
)
def test_a_command_is_believed_unless_other_words_fit_better(transcript: str, opinion: Opinion, believed: bool) -> None:
    assert opinion.believes(Candidate(transcript, None, 0.0).words) == believed


@pytest.fixture(scope="module")
def jury(model: Any) -> TwoHearings[Meaning]:
    return TwoHearings(model, interpreter())


def test_a_far_alternative_must_be_what_the_general_model_hears(
    jury: TwoHearings[Meaning], spoken: Callable[[str], Sound]
) -> None:
    """The grammar may like "cancel the time" better, which is no command."""
    clip = b"".join(blocks(pause(0.5), spoken("cancel the timer"), pause(0.3)))
    right = Candidate("cancel the timer", Meaning("cancel_timer"), 6.0)
    chosen = jury.choose(Utterance([right, Candidate("cancel all", Meaning("cancel_all_timers"), 6.0)], clip, COOKING))
    assert chosen == right


@pytest.mark.parametrize(
    ("words", "intent"), [("cancel all of the timers", "cancel_all_timers"), ("cancel the timer", None)]
)
def test_what_the_general_model_alone_hears_may_be_a_command_of_four_words(
    jury: TwoHearings[Meaning], spoken: Callable[[str], Sound], words: str, intent: str | None
) -> None:
    clip = b"".join(blocks(pause(0.5), spoken(words), pause(0.3)))
    chosen = jury.choose(Utterance([Candidate("dancing", Meaning("help"), 1.0)], clip, COOKING))
    assert (chosen and chosen.meaning.intent) == intent


@pytest.mark.parametrize(
    ("said", "words", "believed"),
    [
        ("the glaze is two fin", "the glaze is too thin", True),
        ("note less salted next time", "note less salt next time", False),
    ],
)
def test_where_words_are_noted_both_hearings_must_agree_but_not_about_a_question_that_is_known(
    jury: TwoHearings[Meaning], spoken: Callable[[str], Sound], said: str, words: str, believed: bool
) -> None:
    clip = b"".join(blocks(pause(0.5), spoken(said), pause(0.3)))
    meaning = interpreter().parse(words)
    assert meaning is not None and interpreter().parse(said) != meaning
    chosen = jury.choose(Utterance([Candidate(words, meaning, 0.0)], clip, COOKING))
    assert (chosen is not None and chosen.meaning == meaning) == believed


@pytest.mark.parametrize(("words", "amid_talk", "heard"), [("cancel the timer", True, True), ("next", True, False)])
def test_amid_talk_both_hearings_must_agree(
    jury: TwoHearings[Meaning], spoken: Callable[[str], Sound], words: str, amid_talk: bool, heard: bool
) -> None:
    clip = b"".join(blocks(pause(0.5), spoken("cancel the timer"), pause(0.3)))
    meaning = Meaning("cancel_timer") if heard else Meaning("next_step")
    chosen = jury.choose(Utterance([Candidate(words, meaning, 0.0)], clip, COOKING, amid_talk))
    assert (chosen is not None and chosen.meaning == meaning) == heard


def test_free_words_are_heard_where_it_was_quiet_before(
    recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound]
) -> None:
    """The closed grammar has no such sentence; what was said amid talk is for somebody else."""
    words = spoken("i am not sure how much of the honey we need")
    made = decisions(recognizer, pause(0.5), words, pause(2))
    assert [(d.meaning.intent, d.meaning.slots.get("ingredient")) for d in made if d.meaning] == [
        ("ask_amount", "honey")
    ]
    talk = spoken("my brother has bought a new car and he drives it every day")
    assert [d for d in decisions(recognizer, pause(4), talk, pause(0.4), words, pause(2)) if d.meaning] == []


def test_a_word_to_an_alarm_is_awaited() -> None:
    assert Opinion("", 0.01, 0.01).believes(1, awaited=True) and not Opinion("", 0.01, 0.01).believes(1)


@pytest.mark.parametrize("clarity", [Clarity.NOISY, Clarity.BLURRED])
def test_noise_and_a_room_make_belief_easier(clarity: Clarity) -> None:
    opinion = Opinion("what tonight", -0.048, 0.02)
    assert opinion.believes(2, clarity) and not opinion.believes(2)


def test_in_a_room_the_general_model_often_hears_nothing() -> None:
    opinion = Opinion("", 0.03, 0.03)
    assert opinion.believes(1, Clarity.BLURRED)
    assert not opinion.believes(1, Clarity.NOISY) and not opinion.believes(1, Clarity.CLEAR)


def test_where_nothing_is_on_the_stove_belief_is_easier() -> None:
    opinion = Opinion("what can i thought", -0.04, 0.02)
    assert opinion.believes(4, phase=PhaseName.CHOOSING) and not opinion.believes(4)


def test_the_model_knows_all_decoys(model: Any) -> None:
    assert [word for word in DECOYS if model.vosk_model_find_word(word) < 0] == []


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="scripts/fetch-model") as error:
        load_model(tmp_path)
    assert error.value.exit_code == 3


class Hearer:
    def __init__(self) -> None:
        self.told: queue.SimpleQueue[tuple[object, ...]] = queue.SimpleQueue()
        self.likely: list[tuple[str, str]] = []

    def heard(self, transcript: str, meaning: Meaning | None, ended_at: float, rival: Meaning | None = None) -> None:
        if meaning:
            self.told.put((meaning.intent, ended_at))

    def foreseen(self, transcript: str, meaning: Meaning) -> None:
        self.likely.append((transcript, meaning.intent))

    def edge_failed(self, what: str, problem: str) -> None:
        self.told.put((what, problem))


def write(path: Path, *parts: Sound) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.concatenate(parts) * 32767).astype("<i2").tobytes())
    return path


def test_ears_tell_what_was_said_and_when_it_ended(
    recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound], tmp_path: Path
) -> None:
    words = spoken("next step")
    path = write(tmp_path / "said.wav", pause(0.5), words, pause(1.5))
    hearer = Hearer()
    ears = Ears(lambda: RecordedMicrophone(path, began_at=1000.0), recognizer, hearer, SilentMouth())
    ears.start()
    intent, ended_at = hearer.told.get(timeout=20)
    ears.close()
    assert intent == "next_step"
    assert {intent for _, intent in hearer.likely} == {"next_step"}, "told before it is decided"
    assert len(set(hearer.likely)) == len(hearer.likely), "and once"
    assert ended_at == pytest.approx(1000.5 + len(words) / RATE, abs=0.3)


def test_ears_do_not_take_our_words_for_the_cooks(
    recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound], tmp_path: Path
) -> None:
    path = write(tmp_path / "said.wav", pause(0.5), spoken("next step"), pause(1.5), spoken("go back"), pause(1.5))
    hearer = Hearer()
    ears = Ears(lambda: RecordedMicrophone(path), recognizer, hearer, SilentMouth("The next step is long."))
    ears.start()
    assert hearer.told.get(timeout=20)[0] == "previous_step"
    ears.close()


class FailingMicrophone:
    def blocks(self) -> Iterator[Block]:
        raise MicrophoneError("It fell into the soup.")
        yield

    def close(self) -> None: ...


def test_ears_report_a_microphone_that_stays_lost_and_go_on_when_it_is_back(
    recognizer: Recognizer[Meaning], spoken: Callable[[str], Sound], tmp_path: Path
) -> None:
    path = write(tmp_path / "said.wav", pause(0.5), spoken("next step"), pause(1.5))
    microphones = iter([FailingMicrophone(), FailingMicrophone(), RecordedMicrophone(path)])
    hearer = Hearer()
    ears = Ears(lambda: next(microphones), recognizer, hearer, SilentMouth())
    ears.start()
    assert hearer.told.get(timeout=5) == ("microphone", "It fell into the soup.")
    assert hearer.told.get(timeout=20)[0] == "next_step"
    ears.close()


def test_a_prepared_recognizer_changes_its_phase_within_a_block(recognizer: Recognizer[Meaning]) -> None:
    recognizer.prepare()
    for phase in PhaseName:
        began_at = time.thread_time()
        recognizer.listen(phase)
        assert time.thread_time() - began_at < 0.03


def test_a_voice_is_told_from_loud_noise(spoken: Callable[[str], Sound]) -> None:
    detector = VoiceDetector()
    loud = np.random.default_rng(3).normal(0, 0.1, RATE * 2).astype(np.float32)
    found = [
        detector.is_speech(block) for block in blocks(pause(1), loud, pause(1), spoken("set a timer for ten minutes"))
    ]
    assert not any(found[:133]) and sum(found[133:]) > 20


def test_listening_along_hears_what_the_whole_clip_holds(model: Any, spoken: Callable[[str], Sound]) -> None:
    parts = list(blocks(pause(0.5), spoken("set a timer for ten minutes"), pause(0.4)))
    clip = b"".join(parts)
    along, whole = SecondHearing(model), SecondHearing(model)
    along.begin(b"".join(parts[:40]))
    for part in parts[40:]:
        along.go_on(part)
    heard = along.hear(clip)
    assert heard[0].text == whole.hear(clip)[0].text == "set a timer for ten minutes"
    began_at = time.thread_time()
    along.begin(clip[: len(clip) // 2])
    assert along.hear(clip) == heard  # known already, whatever was begun since
    assert time.thread_time() - began_at < 0.02


def test_a_clip_that_was_not_heard_along_is_heard_whole(model: Any, spoken: Callable[[str], Sound]) -> None:
    hearing = SecondHearing(model)
    hearing.begin(b"".join(blocks(spoken("go back"))))
    assert hearing.hear(b"".join(blocks(pause(0.5), spoken("next step"), pause(0.4))))[0].text == "next step"
