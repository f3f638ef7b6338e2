"""`assistant cook`: build the edges, find the session, run the loop."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from random import SystemRandom
from typing import Literal

from assistant.app import App, Display, Ears, Inbox, Mouth
from assistant.building import interpreter_for, open_recipe, shelf, wording
from assistant.config import Settings, journal_path, model_path
from assistant.core.events import Event, SpeechEnded, Started
from assistant.core.handlers.ingredients import scaled_for
from assistant.core.recipe import Recipe
from assistant.core.session import Session
from assistant.edges.display import NoDisplay, TerminalDisplay
from assistant.edges.journal import Journal, restored
from assistant.edges.keyboard import Keyboard
from assistant.edges.saving import SavedError
from assistant.edges.text_mouth import TextMouth
from assistant.errors import AssistantError
from assistant.language.pronunciation import respelling
from assistant.language.understand import Interpreter, Meaning

_LAST_WORDS, _LAST_WORDS_SECONDS = -1, 15.0  # an utterance number of no session
_FORGOTTEN_SECONDS = 24 * 3600.0  # nobody goes on with a dish of the day before


def run(args: Namespace) -> int:
    settings = settings_from(args)
    recipe, titles = open_recipe(settings.recipe), shelf()
    interpreter = interpreter_for(recipe, titles)
    journal = Journal(journal_path())
    inbox = Inbox()
    mouth = open_mouth(settings, inbox, recipe)
    try:
        ears = open_ears(settings, inbox, interpreter, mouth)
        session_id, session, first = session_to_cook(settings, recipe, titles, journal)
        app = App(session, session_id, journal, wording(), interpreter, inbox, mouth, ears, open_display(settings))
        try:
            app.run(first)
        finally:
            ears.close()
    except AssistantError as problem:
        speak_last(mouth, inbox, str(problem))
        raise
    finally:
        mouth.close()
        journal.close()
    return 0


def settings_from(args: Namespace) -> Settings:
    display: Literal["terminal", "none"] = args.display or (
        "terminal" if sys.stdout.isatty() and args.voice != "text" else "none"
    )
    return Settings(
        recipe=args.recipe,
        servings=args.servings,
        ears=args.ears,
        voice=args.voice,
        display=display,
        fresh=args.fresh,
        microphone=args.microphone,
        loudspeaker=args.loudspeaker,
    )


def open_mouth(settings: Settings, inbox: Inbox, recipe: Recipe) -> Mouth:
    """Raises LoudspeakerError or VoiceError."""
    if settings.voice == "text":
        return TextMouth(lambda number: inbox.put_soon(SpeechEnded(number)))
    from assistant.edges.player import Player
    from assistant.edges.pronouncing import PronouncingVoice
    from assistant.edges.speaker import Speaker
    from assistant.edges.synthesizer import SystemVoice

    voice = PronouncingVoice(SystemVoice(), respelling(recipe.pronunciations))
    return Speaker(voice, Player(settings.loudspeaker), inbox)


def open_ears(settings: Settings, inbox: Inbox, interpreter: Interpreter, mouth: Mouth) -> Ears:
    """Raises MicrophoneError, or MissingError without a speech model."""
    if settings.ears == "keyboard":
        return Keyboard(inbox.typed, inbox.input_ended)
    from assistant.edges.decoder import load_model
    from assistant.edges.ears import Ears as MicrophoneEars
    from assistant.edges.microphone import SoundCardMicrophone
    from assistant.edges.recognizer import Recognizer

    recognizer = Recognizer[Meaning](load_model(model_path()), interpreter)
    return MicrophoneEars(lambda: SoundCardMicrophone(settings.microphone), recognizer, inbox, mouth.own_words)


def open_display(settings: Settings) -> Display:
    return TerminalDisplay() if settings.display == "terminal" else NoDisplay()


def session_to_cook(
    settings: Settings, recipe: Recipe, titles: tuple[str, ...], journal: Journal
) -> tuple[int, Session, Event]:
    """The unfinished one of this recipe, or a new one; with the event that begins it."""
    now = time.time()
    old = None if settings.fresh else journal.unfinished()
    if old is not None and old.recipe == recipe.id and now - old.touched_at < _FORGOTTEN_SECONDS:
        try:
            session = restored(old.state, recipe, titles)
        except SavedError as problem:
            print(f"The unfinished session cannot be taken up again: {problem}", file=sys.stderr)
        else:
            return old.id, session, Started(away_seconds=now - old.touched_at)
    fresh = Session(recipe, titles, seed=SystemRandom().getrandbits(32))
    if settings.servings is not None:
        fresh = scaled_for(fresh, settings.servings)
    return journal.begin(recipe.id, now), fresh, Started()


def speak_last(mouth: Mouth, inbox: Inbox, problem: str) -> None:
    """Why it ends, aloud where it can; it is printed in any case."""
    mouth.say(_LAST_WORDS, problem)
    until = time.monotonic() + _LAST_WORDS_SECONDS
    while time.monotonic() < until:
        mail = inbox.get(until - time.monotonic())
        if isinstance(mail, SpeechEnded) and mail.number == _LAST_WORDS:
            return
