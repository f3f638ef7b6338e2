"""Until when: what a step says about how to tell that it is done, and how hot it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core.recipe import Cue, Sense
from assistant.importing.speaking import sentence, speakable
from assistant.importing.vocabulary import data

_MOST_WORDS = 18
_UNTIL = re.compile(
    r"\b(?:or )?(?:just |only )?(?:until|till|'til)\s+(?P<cue>.+?)(?=\s*(?:[.;(!]|,? (?:about|around|"
    r"approximately|for about|this (?:will|should)|which "
    r"(?:will|should|takes))\b|,? (?:for )?\d|,? for (?:a|an|one|two)\b|,? then\b|, (?:turning|stirring|"
    r"tossing|flipping|basting|"
    r"shaking|whisking|scraping|adding|rotating)\b|,? or until\b|,? (?:about )?(?:one|two|three|four|five|"
    r"six|ten) minutes?|$))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:the|a|an|it|they|you|your|all|most|each|no|bubbles|small bubbles|large bubbles|juices|there|both|"
    r"everything|his|its)\b",
    re.I,
)
_STATE = re.compile(
    r"^(?:(?:well|very|just|nicely|lightly|completely|slightly|fully|thoroughly|almost|nearly|evenly|deeply|only|really|quite|pale|deep|rich|dark|"
    r"light|not|more|fork)[- ])*(?:\w+(?:ed|en|ing|ly)|al dente|tender|soft|crisp|crispy|golden|brown|hot|"
    r"warm|cold|cool|smooth|thick|thicker|"
    r"firm|stiff|frothy|foamy|fluffy|creamy|bubbly|fragrant|aromatic|translucent|transparent|opaque|glossy|shiny|pink|white|dry|done|set|"
    r"fork-tender|just|light|sticky|syrupy|tacky|elastic|clear|red|ready|pale|crumbly|flaky|juicy|toasty|limp|solid|even|dark|deep)\b",
    re.IGNORECASE,
)
_BOIL = re.compile(
    r"\bbring\b.*?\bto (?:a |the )?(?:rolling |full |gentle |rapid |low |slow |hard |bare )?(?P<what>boil|simmer)\b",
    re.IGNORECASE,
)
_HEAT = re.compile(
    r"\b(?:over |on |to )?(?:a )?(?P<heat>(?:very |moderately )?(?:low|medium|moderate|gentle|high|"
    r"full)(?:(?:[- ]|[- ]to[- ])(?:low|high|medium))?"
    r"[- ]heat|low flame|medium flame|high flame)\b",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"\d{2,3}(?: ?(?:-|–|to) ?\d{2,3})? ?(?:(?:°|º|˚|degrees?|deg\.?) ?(?:[fc]\b|fahrenheit|celsius)?|℃|℉|"
    r"(?-i:[FC])\b)|\bgas(?: mark)? \d\b",
    re.IGNORECASE,
)


def cues(text: str) -> Iterator[Cue]:
    """How to tell, one sentence each."""
    for match in _UNTIL.finditer(text):
        said = _sentence(match["cue"])
        if said and len(said.split()) <= _MOST_WORDS:
            yield Cue(_sense(said), said)


def _sentence(cue: str) -> str:
    said = speakable(cue).strip(" ,.")
    if not said or re.match(
        r"^(?:serving|ready to|needed|use|the next|you are ready|you're ready|later|required|time)\b", said, re.I
    ):
        return ""
    if _CLAUSE.match(said):
        return sentence(said)
    return sentence(f"It should be {said}") if _STATE.match(said) else sentence(f"Go on until {said}")


def _sense(said: str) -> Sense:
    heard = set(re.findall(r"[^\W\d_]+", said.lower()))
    senses: dict[Sense, list[str]] = data()["senses"]
    return next((sense for sense, named in senses.items() if heard & set(named)), "look")


def waits_for(text: str) -> str | None:
    """What a cook waits for and will say: "it boils", "the onions are soft"."""
    if boil := _BOIL.search(text):
        return f"it {boil['what'].lower()}s"
    for match in _UNTIL.finditer(text):
        said = speakable(match["cue"]).strip(" ,.")
        if _CLAUSE.match(said) and len(said.split()) <= 10:
            return said[:1].lower() + said[1:]
    return None


def heat(text: str) -> str | None:
    """The step's last word about it: "medium heat", "two hundred degrees Celsius"."""
    found = [(m.start(), m["heat"].replace("-", " ")) for m in _HEAT.finditer(text)]
    found += [(m.start(), m[0]) for m in _DEGREES.finditer(text)]
    return (
        speakable(max(found)[1]).lower().replace("fahrenheit", "Fahrenheit").replace("celsius", "Celsius")
        if found
        else None
    )
