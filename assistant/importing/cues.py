"""Until when: what a step says about how to tell that it is done, and how hot it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core.recipe import Cue, Sense
from assistant.importing.speaking import as_sentence, speakable
from assistant.importing.vocabulary import data

_MOST_WORDS, _APART = 22, 12
_UNTIL = re.compile(
    r"\b(?:or )?(?:just |only )?(?:until|till|'til)\s+(?P<cue>.+?)(?=\s*(?:[.;(!]|,? (?:about|around|"
    r"approximately|for about|"
    r"this (?:will|should)|which)\b|,? (?:for |at )?(?:about |around |"
    r"approximately )?\d[\d ./–-]*(?:to \d+ )?(?:min|hour|hr|sec)|,? for (?:a|an|one|"
    r"two)\b|,? then\b|"
    r", \w+ing\b|,? or until\b|,? (?:about )?(?:one|two|three|four|five|six|ten) minutes?|$))",
    re.IGNORECASE,
)
_VERB = (
    r"(?:is|are|has|have|turns?|begins?|starts?|comes?|reach(?:es)?|reads?|looks?|feels?|smells?|runs?|pulls?|falls?|coats?|melts?|"
    r"thickens?|separates?|dissolves?|registers?|pops?|bubbles?|forms?|holds?|releases?|softens?|wilts?|rises?|doubles?|browns?|sets?)"
)
_CLAUSE = re.compile(
    rf"^(?:the|a|an|it|they|you|your|all|most|each|no(?! longer)|there|both|everything|his|its)\b|"
    rf"^(?:[\w'-]+ ){{1,4}}{_VERB}\b",
    re.I,
)
_STATE = re.compile(
    r"^(?:(?:well|very|just|nicely|lightly|completely|slightly|fully|thoroughly|almost|nearly|evenly|deeply|only|really|quite|"
    r"pale|deep|rich|dark|light|not|no longer|more|fork)[- ])*(?:\w+(?:ed|en|ing|ly|y)|al dente|tender|soft|"
    r"crisp|golden|brown|hot|"
    r"warm|cold|cool|smooth|thick|thicker|firm|stiff|fragrant|aromatic|translucent|transparent|opaque|pink|white|done|set|light|"
    r"elastic|clear|red|pale|limp|solid|even|dark|deep|fork-tender|starchy)\b",
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

_INSIDE = re.compile(
    r"\b(?:internal|thermometer|registers?|reads?|reach(?:es)?|" r"temperature of)\b[^.;]{0,40}$", re.IGNORECASE
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
        return as_sentence(said)
    return as_sentence(f"It should be {said}") if _STATE.match(said) else as_sentence(f"Go on until {said}")


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
    """The step's last word about it: "medium heat", "200 °C"; gas where that is all."""
    found = [(m.start(), m["heat"].replace("-", " ")) for m in _HEAT.finditer(text)]
    degrees = [(m.start(), m[0]) for m in _DEGREES.finditer(text) if not _INSIDE.search(text[: m.start()])]
    degrees = [
        d for n, d in enumerate(degrees) if n == 0 or d[0] - degrees[n - 1][0] > _APART
    ]  # "350°F (180°C)" is one
    found += [d for d in degrees if not d[1].lower().startswith("gas")] or degrees
    if not found:
        return None
    said = speakable(max(found)[1])
    return said if "°" in said else said.lower()
