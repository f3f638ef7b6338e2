"""The cook, saying next: whether that is heard, and how loud it comes from where the cooking is done."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.config import VOICE_LEVELS, Settings
from assistant.doctor.finding import Finding, State, ok
from assistant.doctor.hearing_itself import decided_in
from assistant.doctor.sound import recorded
from assistant.edges.ambience import Levels, levels_of
from assistant.edges.sounds import Samples
from assistant.errors import AssistantError

ABOUT = "your words"
_LISTEN_SECONDS = 5.0
_NOTHING_DECIBELS = 10.0  # what stands no higher above the noise is nobody
_OFF_DECIBELS = 5.0  # a level that is as near to the one that is set is well set


def words(settings: Settings) -> Iterator[Finding]:
    """To be called when the cook is about to speak. Proposes the level of the voice where it is another."""
    try:
        sound = recorded(_LISTEN_SECONDS, settings.microphone)
    except AssistantError:
        return  # the microphone's own check has said so
    yield judged(sound, levels_of(sound), settings)


def judged(sound: Samples, levels: Levels, settings: Settings) -> Finding:
    voice, above = round(levels.voice_decibels), levels.voice_decibels - levels.noise_decibels
    figures = {"voice_decibels": voice, "noise_decibels": round(levels.noise_decibels)}
    if above < _NOTHING_DECIBELS:
        return Finding(ABOUT, State.BETTER, "Nobody was heard.", "Come closer, and run me again.", figures=figures)
    decision = decided_in(sound, settings)
    if decision is None or decision.meaning is None or decision.meaning.intent != "next_step":
        says = f'"Next" was heard as {repr(decision.transcript) if decision else "nothing"}.'
        advice = "Turn the microphone towards you, or come closer, and run me again."
        return Finding(ABOUT, State.BETTER, says, advice, figures=figures)
    says = f'"Next" was heard, {above:.0f} dB above the noise.'
    least, most = VOICE_LEVELS
    if abs(voice - settings.voice_level) < _OFF_DECIBELS:
        return ok(ABOUT, says, **figures)
    advice = "Let me note how loud you are there, so that I know what is loud."
    return Finding(ABOUT, State.BETTER, says, advice, {"voice_level": min(most, max(least, voice))}, figures)
