"""`assistant cook`: build the edges, take up the session, run the loop."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.app import App, Display, Ears, Mouth
from assistant.building import dictionary_for, interpreter_for, shelf, spoken_so, wording
from assistant.config import Settings, journal_path, lock_path, model_path, voice_cache
from assistant.core.events import Event, InputEnded, SoundMeasured, SpeechEnded
from assistant.core.manner import Means
from assistant.displays.opening import open_display, shows_words, types_on_display
from assistant.edges.ambience import Ambience
from assistant.edges.clock import SystemClock, Watch
from assistant.edges.display import NoDisplay
from assistant.edges.keeper import Keeper
from assistant.edges.keyboard import Keyboard, NoEars
from assistant.edges.later import Later
from assistant.edges.lock import only_one
from assistant.edges.own_sound import OwnSound
from assistant.edges.signals import orderly
from assistant.edges.text_mouth import TextMouth
from assistant.edges.threads import told_of_the_dead
from assistant.errors import AssistantError
from assistant.inbox import Inbox
from assistant.language.aliases import Knows
from assistant.language.pronunciation import Dictionary
from assistant.language.understand import Interpreter, Meaning
from assistant.opening import ShelfOpening
from assistant.sensing import sensing
from assistant.settings.sources import settings
from assistant.taking_up import begin, manner_for, recipe_to_cook, unfinished

if TYPE_CHECKING:
    from assistant.edges.voices.choosing import Voices

_GREETED_SECONDS = 2.0  # the first words need the processor
_LAST_WORDS, _LAST_WORDS_SECONDS = -1, 15.0  # an utterance number of no session


def run(args: Namespace) -> int:
    """Raises BusyError where another program cooks."""
    with only_one(lock_path()):
        watch = Watch(SystemClock())
        keeper = Keeper(journal_path(), watch)
        try:
            return cook(settings(args), keeper, watch)
        finally:
            keeper.close()


def cook(settings: Settings, keeper: Keeper, watch: Watch) -> int:
    """0, or what a signal ended it with."""
    recipe, said = recipe_to_cook(settings, unfinished(settings, keeper, watch), keeper)
    keeper.news += said
    at_hand = shelf()
    inbox = Inbox()
    own_sound = OwnSound()
    dictionary = dictionary_for(recipe)
    voices = open_voices(settings, keeper, dictionary)
    ambience = Ambience(settings.voice_level)
    ambience.on_loud = inbox.noise_changed
    mouth = open_mouth(settings, inbox, voices, own_sound, ambience)
    display: Display = NoDisplay()
    try:
        display = open_display(settings, inbox, watch.now)
        model, known = open_model(settings)
        wake_phrase = spoken_so(settings.wake_phrase, known)
        means = Means() if voices is None else Means(voices.names, named_loudspeakers())
        interpreter = interpreter_for(recipe, at_hand, known, wake_phrase, means.loudspeakers, sensing)
        ears = open_ears(settings, model, inbox, interpreter, mouth, own_sound, ambience, display.level)
        words = wording(watch.utc_offset_seconds)
        session, first = begin(settings, recipe, at_hand, keeper, watch, words, means)
        app = App(session, keeper, wording, interpreter, inbox, mouth, ears, display, watch)
        app.opening = ShelfOpening(at_hand, keeper, watch, means, known, wake_phrase, dictionary.turn_to, sensing)
        app.sound = partial(measured, ambience)
        return run_to_its_end(app, first)
    except AssistantError as problem:
        speak_last(mouth, inbox, str(problem))
        raise
    finally:
        display.close()
        mouth.close()


def run_to_its_end(app: App, first: Iterable[Event]) -> int:
    """0, or what a signal ended it with."""
    with (
        closing(app.ears),
        closing(Later(_GREETED_SECONDS)) as later,
        told_of_the_dead(partial(app.inbox.edge_failed, "thread")),
        orderly(lambda: app.inbox.put(InputEnded())) as ended_by,
    ):
        app.later = later.do
        app.run(*first)
    return ended_by[0] if ended_by else 0


def measured(ambience: Ambience, heard: bool) -> SoundMeasured:
    levels = ambience.levels
    return SoundMeasured(heard, *((levels.noise_decibels, levels.voice_decibels) if levels else ()))


def open_voices(settings: Settings, keeper: Keeper, dictionary: Dictionary) -> Voices | None:
    """Raises VoiceError where there is none; gives None where it is to print."""
    if settings.voice == "text":
        return None
    from assistant.edges.voices.choosing import voices_of_this_machine

    return voices_of_this_machine(manner_for(settings, keeper).voice, dictionary, voice_cache())


def named_loudspeakers() -> tuple[str, ...]:
    from assistant.edges.loudspeakers import loudspeakers

    return tuple(loudspeakers())


def open_mouth(
    settings: Settings, inbox: Inbox, voices: Voices | None, own_sound: OwnSound, ambience: Ambience
) -> Mouth:
    """Raises LoudspeakerError."""
    if voices is None:
        return TextMouth(lambda number: inbox.put_soon(SpeechEnded(number)), aloud=not shows_words(settings))
    from assistant.edges.player import Player
    from assistant.edges.speaker import Speaker

    voices.on_fallen = partial(inbox.edge_failed, "voice")
    try:
        player = Player(settings.loudspeaker, settings.loudspeaker_wakes)
    except AssistantError:
        voices.close()
        raise
    player.on_played = own_sound.played
    ambience.is_quiet, player.over_noise = (lambda: player.is_quiet), ambience.gain
    return Speaker(voices, player, inbox, voices.choose, settings.sounds)


def open_model(settings: Settings) -> tuple[Any, Knows | None]:
    """The speech model and which words it knows, nothing where the cook types. Raises MissingError."""
    if settings.ears == "keyboard":
        return None, None
    from assistant.edges.decoder import knows, load_model

    model = load_model(model_path(settings.model))
    return model, partial(knows, model)


def open_ears(
    settings: Settings,
    model: Any,
    inbox: Inbox,
    interpreter: Interpreter,
    mouth: Mouth,
    own_sound: OwnSound,
    ambience: Ambience,
    on_level: Callable[[float], None],
) -> Ears:
    """`on_level` gets the microphone's loudness, 0 to 1. Raises MicrophoneError."""
    if model is None and types_on_display(settings):
        return NoEars()
    if model is None:
        return Keyboard(inbox.typed, inbox.input_ended)
    from assistant.edges.ambience import MeasuredMicrophone
    from assistant.edges.condition import WatchedMicrophone
    from assistant.edges.ears import Ears as MicrophoneEars
    from assistant.edges.interrupting import Interruption
    from assistant.edges.meter import MeteredMicrophone
    from assistant.edges.microphone import SoundCardMicrophone
    from assistant.edges.recognizer import Recognizer
    from assistant.edges.second_hearing import SecondHearing

    second = SecondHearing(model)  # grows by 60 MB as it hears: one for both
    recognizer = Recognizer[Meaning](model, interpreter, second=second)
    interruption = Interruption[Meaning](model, interpreter, second)

    def microphone() -> WatchedMicrophone:
        metered = MeteredMicrophone(SoundCardMicrophone(settings.microphone), on_level)
        measured = MeasuredMicrophone(metered, ambience)
        return WatchedMicrophone(measured, partial(inbox.edge_failed, "microphone"))

    return MicrophoneEars(microphone, recognizer, inbox, mouth, own_sound, interruption)


def speak_last(mouth: Mouth, inbox: Inbox, problem: str) -> None:
    """Why it ends, aloud where it can; it is printed in any case."""
    mouth.say(_LAST_WORDS, problem)
    until = time.monotonic() + _LAST_WORDS_SECONDS
    while time.monotonic() < until:
        mail = inbox.get(until - time.monotonic())
        if isinstance(mail, SpeechEnded) and mail.number == _LAST_WORDS:
            return
