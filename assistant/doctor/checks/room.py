"""The room: how loud it is, what comes back of our own voice, and whether that is understood."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from assistant.config import Settings
from assistant.doctor.finding import Finding, better, ok
from assistant.doctor.hearing_itself import decided_in, voice_of
from assistant.doctor.sound import echo_of, level_of, played_and_recorded, recorded
from assistant.edges.microphone import RATE
from assistant.edges.sounds import Samples, resampled
from assistant.edges.speaker import joined
from assistant.errors import AssistantError

_LISTEN_SECONDS = 3.0
# By the measures of hearing, with a voice 15 dB above the noise it does well, with 5 it does not.
_WELL_BELOW, _HARD_BELOW = 15.0, 5.0
_LOUD_ECHO_DECIBELS = -6.0  # what the echo filter was measured with
_SENTENCE = "Next."


def noise(settings: Settings, where: str = "room at rest") -> Iterator[Finding]:
    try:
        level = level_of(recorded(_LISTEN_SECONDS, settings.microphone)).decibels
    except AssistantError:
        return  # the microphone's own check has said so
    figures = {"noise_decibels": level}
    if level > settings.voice_level - _HARD_BELOW:
        advice = "Bring the microphone within arm's length, or turn something down."
        yield better(where, f"Loud ({level:.0f} dB): only short commands will be heard.", advice, **figures)
    elif level > settings.voice_level - _WELL_BELOW:
        yield better(
            where, f"Noisy ({level:.0f} dB).", "Speak towards the microphone, from within two metres.", **figures
        )
    else:
        yield ok(where, f"Quiet enough ({level:.0f} dB).", **figures)


def echo(settings: Settings) -> Iterator[Finding]:
    """Says a word aloud, and hears what comes back of it."""
    try:
        with closing(voice_of(settings)) as voice:
            word, rate = joined(voice, _SENTENCE), voice.rate
        heard, began = played_and_recorded(word, rate, settings.microphone, settings.loudspeaker)
    except AssistantError:
        return  # theirs was said by the checks before
    yield from judged(resampled(word, rate, RATE), heard, began, settings)


def judged(word: Samples, heard: Samples, began: float, settings: Settings) -> Iterator[Finding]:
    found = echo_of(word, heard, began)
    if found is None:
        says, advice = (
            "The microphone does not hear the loudspeaker.",
            "With headphones that is right; else turn it up.",
        )
        yield better("echo", says, advice)
        return
    figures = {"echo_decibels": found.decibels, "delay_seconds": found.delay_seconds}
    says = f"Our voice comes back {found.delay_seconds:.2f} s later, at {found.decibels:+.0f} dB."
    if found.decibels > _LOUD_ECHO_DECIBELS:
        advice = "Move the loudspeaker away from the microphone, or turn it down, to be heard while it speaks."
        yield better("echo", says, advice, **figures)
    else:
        yield ok("echo", says, **figures)
    decision = decided_in(heard, settings)
    if decision is not None and decision.meaning is not None and decision.meaning.intent == "next_step":
        yield ok("spoken and heard", '"Next", said aloud, was heard through the room.')
    else:
        as_what = "nothing" if decision is None else f'"{decision.transcript}"'
        advice = "Say it yourself with assistant cook; if you are not heard either, choose another microphone."
        yield better("spoken and heard", f'"Next", said aloud, was heard as {as_what}.', advice)
