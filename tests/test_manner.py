"""How it speaks: by voice, kept for the next time, or as it is set."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from assistant import building
from assistant.building import interpreter_for
from assistant.config import Settings
from assistant.core.effects import SetVoice, UseLoudspeaker
from assistant.core.events import Heard, Started
from assistant.core.phases import PhaseName
from assistant.core.session import USUAL_VOLUME_PERCENT, Manner, Session
from assistant.edges.loudspeakers import spoken_name
from assistant.language.understand import to_intent
from tests.conversation import Conversation, begun_with, recipe
from tests.loop import Loop

VOICES = ("natural", "pyttsx3")


def manner(session: Session) -> Manner:
    return Manner(session.volume_percent, session.speed_percent, session.voice)


@pytest.mark.parametrize("fresh", [False, True])
def test_volume_and_speed_stay_for_the_next_time(tmp_path: Path, fresh: bool) -> None:
    loop = Loop(tmp_path)
    loop.hear("start")
    loop.hear("volume fifty percent")
    loop.hear("slower")
    again = Loop(tmp_path, loop.clock, settings=Settings(fresh=fresh))
    assert manner(again.app.session) == manner(loop.app.session) == Manner(50, 85)


def test_what_is_set_comes_before_the_last_time(tmp_path: Path) -> None:
    loop = Loop(tmp_path)
    loop.hear("volume fifty percent")
    again = Loop(tmp_path, loop.clock, settings=Settings(fresh=True, speed=70, voice="pyttsx3"))
    assert (again.app.session.volume_percent, again.app.session.speed_percent) == (50, 70)


def test_a_slow_mode_can_be_asked_for_and_ended() -> None:
    conversation = begun(VOICES)
    assert conversation.hear("slow mode").startswith("I speak slowly now, with pauses.")
    assert conversation.session.speed_percent == 70
    assert conversation.hear("normal speed") == "Back to normal speed."
    assert conversation.session.speed_percent == 100


def test_there_is_room_above_the_usual_volume() -> None:
    conversation = begun(VOICES)
    assert [conversation.hear("louder") for _ in range(2)] == ["Louder now.", "That's as far as it goes."]
    assert conversation.session.volume_percent == 100


def test_thanks_are_answered_in_other_words_and_repeated_in_the_same(tmp_path: Path) -> None:
    loop = Loop(tmp_path)
    loop.hear("start")
    answers = [loop.hear("thank you") for _ in range(4)]
    assert len(set(answers)) == 3 and all(one != other for one, other in pairwise(answers))
    assert loop.hear("repeat") == answers[-1]


def begun_by(seed: int) -> Conversation:
    conversation = Conversation(replace(begun_with("pork-belly"), seed=seed))
    conversation.begin()
    return conversation


def in_words(conversation: Conversation) -> str:
    """What it said last, as this session words it."""
    return building.wording(0).text(conversation.session.last_said)


def thanked(seed: int) -> tuple[str, ...]:
    conversation = begun_by(seed)
    return tuple(conversation.hear("thank you") and in_words(conversation) for _ in range(4))


def test_words_vary_from_session_to_session_and_follow_from_its_seed() -> None:
    assert [thanked(seed) for seed in range(6)] == [thanked(seed) for seed in range(6)]
    assert len({thanked(seed) for seed in range(6)}) > 1


def timed(seed: int) -> tuple[str, ...]:
    conversation, said = begun_by(seed), []
    for words in ("set a rice timer for four minutes", "how long on the rice timer", None, "stop"):
        assert conversation.hear(words) if words else conversation.wait(240)
        said.append(in_words(conversation))
    return tuple(said)


def test_timers_are_told_of_in_the_same_words_in_every_session() -> None:
    assert len({timed(seed) for seed in range(12)}) == 1


def begun(voices: tuple[str, ...], before: Manner | None = None) -> Conversation:
    conversation = Conversation()
    conversation.tell(Started(manner=before, voices=voices))
    return conversation


def test_change_your_voice_goes_round_and_the_new_one_says_so() -> None:
    conversation = begun(VOICES)
    for voice in ("pyttsx3", "natural", "pyttsx3"):
        assert conversation.hear("change your voice") == "This is my other voice."
        assert SetVoice(USUAL_VOLUME_PERCENT, 1.0, voice) in conversation.effects


def test_where_there_is_one_voice_it_stays() -> None:
    conversation = begun(VOICES[1:])
    assert conversation.hear("change your voice") == "This is the only voice I have."


def beside(*loudspeakers: str) -> Conversation:
    conversation = Conversation()
    conversation.tell(Started(loudspeakers=loudspeakers))
    return conversation


def test_loudspeakers_are_read_out_and_chosen_by_their_number() -> None:
    conversation = beside("pulse", "kitchen radio")
    assert conversation.hear("which speakers are there") == (
        "One: pulse. Two: kitchen radio. Say use speaker, and its number."
    )
    assert conversation.hear("use speaker two") == "I speak here now."
    assert UseLoudspeaker("kitchen radio") in conversation.effects
    assert conversation.hear("use speaker three").startswith("One: pulse.")
    assert conversation.session.loudspeaker == "kitchen radio"


def test_another_loudspeaker_is_the_next_one() -> None:
    conversation = beside("pulse", "kitchen radio")
    for name in ("kitchen radio", "pulse"):
        conversation.hear("use another speaker")
        assert UseLoudspeaker(name) in conversation.effects


def test_a_loudspeaker_is_chosen_by_the_name_that_this_machine_gives_it() -> None:
    understanding = interpreter_for(recipe(), (), loudspeakers=("pulse", "kitchen radio"))
    meaning = understanding.understand("use the kitchen radio speaker", PhaseName.COOKING)
    assert meaning is not None
    conversation = beside("pulse", "kitchen radio")
    conversation.tell(Heard("", to_intent(meaning), conversation.now))
    assert conversation.session.loudspeaker == "kitchen radio"


def test_where_there_is_one_loudspeaker_it_stays() -> None:
    assert beside("pulse").hear("use another speaker") == "This is the only speaker I have."
    assert beside().hear("which speakers are there") == "This is the only speaker I have."


def test_the_loudspeaker_is_taken_again_after_a_restart_while_it_is_there() -> None:
    conversation = beside("pulse", "kitchen radio")
    conversation.hear("use speaker two")
    conversation.tell(Started(60.0, loudspeakers=("pulse", "kitchen radio")))
    assert conversation.effects[0] == UseLoudspeaker("kitchen radio")
    conversation.tell(Started(60.0, loudspeakers=("pulse",)))
    assert conversation.session.loudspeaker is None


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("HDA Intel PCH: ALC257 Analog (hw:0,0)", "hda intel pch"),
        ("bluez_output.AA", "bluez output aa"),
        ("Kitchen Radio [HDMI]", "kitchen radio"),
        ("pulse", "pulse"),
    ],
)
def test_devices_are_called_by_what_can_be_said_of_their_names(name: str, spoken: str) -> None:
    assert spoken_name(name) == spoken


@pytest.mark.parametrize(("voices", "voice"), [(VOICES, "pyttsx3"), (("natural",), None)])
def test_the_voice_of_the_last_time_speaks_if_it_is_still_here(voices: tuple[str, ...], voice: str | None) -> None:
    conversation = begun(voices, Manner(60, 85, "pyttsx3"))
    assert manner(conversation.session) == Manner(60, 85, voice)
    assert SetVoice(60, 0.85, voice) in conversation.effects


def test_starting_over_keeps_how_it_speaks() -> None:
    conversation = begun(VOICES, Manner(60, 85, "pyttsx3"))
    conversation.session = replace(conversation.session, recipe=recipe())
    conversation.hear("start")
    conversation.return_after(120)
    conversation.hear("no")
    assert conversation.session.volume_percent == 60
