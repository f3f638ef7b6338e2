"""The timer of an action: its name, its rhythm, and what to look at when it rings."""

from __future__ import annotations

import re

from assistant.cookbook.checks import SHORT_SECONDS
from assistant.core.recipe import Rhythm, Span, StepTimer
from assistant.importing.cues import cues
from assistant.importing.cutting import main_verb
from assistant.importing.numbers import plain
from assistant.importing.speaking import as_sentence, speakable
from assistant.importing.times import Time, rhythms
from assistant.importing.vocabulary import data, words

_NAMES = re.compile(
    r"\b(?P<name>bake|simmer|roast|boil|fry|rest|chill|rise|marinate|soak|cool|freeze|steam|grill|broil|toast|knead|braise|poach|"
    r"blanch|sear|sizzle|steep|infuse|smoke|whisk|beat|proof|prove|refrigerate|stew|sauté|saute|stand|sit|"
    r"brown|warm|(?<!medium )(?<!medium-)(?<!high )(?<!low )(?<!the )heat|bubble|melt|dissolve|thicken|"
    r"reduce|dry|drain|reheat|press|deep-fry|stir-fry|cook)\b",
    re.IGNORECASE,
)
_WATCHED = re.compile(
    r"\bstirring (?:constantly|often|frequently|all the time|continuously)|\bconstantly\b|\bwatch", re.IGNORECASE
)
_RHYTHM_OF = re.compile(
    r"\b(?P<what>(?:stir|turn|bast|toss|flip|rotat|skimm|shak|brush|spray|check|fold|mopp)\w*)\b[^,.;]*?\bevery\b", re.I
)
_STEMS = {
    "bast": "baste",
    "rotat": "rotate",
    "skimm": "skim",
    "shak": "shake",
    "turning": "turn",
    "flipp": "flip",
    "mopp": "mop",
    "stirr": "stir",
}
_LEAST_UNATTENDED, _LEAST_ON_THE_HEAT = 300, 900
_ALONE = re.compile(r"\b(?:cover|lid|oven)", re.IGNORECASE)


def timer(text: str, verb: str, time: Time, thing: str | None) -> StepTimer:
    """`thing` is what is cooked, where that is one ingredient."""
    span, name = time.span, _name(text, verb, thing)
    cue = next(cues(text), None)
    least = span.least_seconds
    range_seconds = span.most_seconds - least
    return StepTimer(
        name=name,
        span=span,
        check=cue.text if cue else str(data()["checks"].get(name, "See whether it is done.")),
        again_seconds=_again(range_seconds) if range_seconds else None,
        start_cue="you start" if least < SHORT_SECONDS else None,
        tolerance_seconds=int(data()["tolerance"].get(verb_name(text, verb), 60)) if least >= SHORT_SECONDS else 10,
        every=_rhythm(text, span),
        unattended=_alone(text, verb, least),
    )


def _again(seconds: int) -> int:
    """The rest of the range, at most in two halves."""
    return max(30, seconds if seconds <= 600 else round(seconds / 2 / 60) * 60)


def verb_name(text: str, verb: str) -> str:
    found = [m["name"].lower() for m in _NAMES.finditer(text)]
    name = next((n for n in found if n != "cook"), found[0] if found else verb or "cook")
    return str(data()["called"].get(name, name))


def _name(text: str, verb: str, thing: str | None) -> str:
    name = verb_name(text, verb)
    if name == "cook" and thing and thing not in words("never_cooked"):
        return thing
    return name if re.fullmatch(r"[a-zà-ÿ-]+", name) else "cook"


def _alone(text: str, verb: str, seconds: int) -> bool:
    """Whether other things can be done meanwhile."""
    if _WATCHED.search(text) or seconds < _LEAST_UNATTENDED:
        return False
    if verb_name(text, verb) in words("unattended"):
        return True
    return seconds >= _LEAST_ON_THE_HEAT or _ALONE.search(text) is not None


def _rhythm(text: str, span: Span) -> Rhythm | None:
    every = next(iter(rhythms(text)), None)
    if every is None or every.span.least_seconds >= span.least_seconds:
        return None
    what = _RHYTHM_OF.search(plain(text))
    if what is None:
        return None
    stem = what["what"].lower().removesuffix("ing")
    verb = main_verb(f"{_STEMS.get(stem, stem)} the food") or "stir"
    return Rhythm(every.span, as_sentence(speakable(verb)))
