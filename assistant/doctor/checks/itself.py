"""Voice and recogniser, without any device: a word is spoken and heard, and how long that takes here."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.config import Settings
from assistant.doctor.finding import Finding, better, broken, ok
from assistant.doctor.hearing_itself import heard_of
from assistant.errors import AssistantError

_ALOUD_SECONDS = 0.15  # from rendered words to their first sound, as measured on a sound card
_PROMPT_SECONDS = 1.2
_TOO_SLOW = 0.8  # a recogniser that takes this share of the sound's time falls behind with anything else going on


def itself(settings: Settings) -> Iterator[Finding]:
    try:
        heard = heard_of("next", settings)
    except AssistantError as problem:
        yield broken("voice and hearing", str(problem), "Mend that first.")
        return
    answer = (
        heard.waited_seconds + heard.decoding_share * heard.waited_seconds + heard.rendering_seconds + _ALOUD_SECONDS
    )
    figures = {
        "heard": heard.intent,
        "word_to_answer_seconds": round(answer, 2),
        "decoding_share": round(heard.decoding_share, 3),
        "rendering_seconds": round(heard.rendering_seconds, 3),
    }
    if heard.intent == "next_step":
        yield ok("voice and hearing", '"Next" was spoken by the voice and heard by the recogniser.', **figures)
    else:
        says = f'The voice\'s "next" was heard as {heard.intent or "nothing"}.'
        yield better("voice and hearing", says, "Try it yourself; a voice of a machine is no cook's.", **figures)
    if heard.decoding_share > _TOO_SLOW:
        says = f"Hearing takes {heard.decoding_share:.0%} of the time of the sound."
        yield broken("speed", says, "End other programs, or use a faster machine.", **figures)
    elif answer > _PROMPT_SECONDS:
        yield better("speed", f"From a word to its answer {answer:.1f} s.", "End other programs.", **figures)
    else:
        yield ok("speed", f"From a word to its answer {answer:.1f} s.", **figures)
