"""Steps cut into sentences and actions. A condition is never cut from its action."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.importing.vocabulary import alternatives, unit_of, words

_ENDS = re.compile(
    r"(?P<stop>[.!?]+)[\"”')\]]*\s+(?=(?P<next>\S))|(?<=[a-zà-ÿ)])[.!?](?=[A-ZÀ-Þ])|(?<=[。！？])|\s*[\r\n]+\s*|\s*;\s+"
)

# Verbs that are also nouns count only where an object, a preposition or an adverb follows.
_FOODS = words("verbs_that_are_foods")
_NOUNS = _FOODS | words("verbs_that_are_nouns")
_OBJECT = (
    r"(?=\s+(?:the|a|an|it|them|this|each|your|both|all|any|some|in|into|on|onto|over|to|for|with|until|till|through|off|up|"
    r"out|well|gently|lightly|down|aside|evenly|together|again|about|half|one|two|three|four|five|ten|\d+|"
    r"at|after|less|more|when|where|using|under|by|once|as|and stir|"
    r"immediately|briefly|slowly|thoroughly|constantly|occasionally|frequently|vigorously|back|away|around|between|remaining|"
    r"while|covered|uncovered|everything|finely|before|another|from|if|very|thick|their|its|as|your|these|those)\b)"
)
_PLAIN = alternatives(words("verbs") - _NOUNS)
_BOTH = alternatives((words("verbs") & _NOUNS) - _FOODS)
_FOOD = alternatives(words("verbs") & _FOODS)
_ADVERBS = (
    r"(?:(?:then|now|next|finally|first|gently|carefully|slowly|gradually|immediately|quickly|lightly|thoroughly|also|"
    r"generously|evenly|just|again|afterwards|lastly|last|simply|briefly|loosely|finely|roughly|thinly|coarsely|please|"
    r"continue to|begin to|start to|be sure to|make sure to|meanwhile|additionally|do not|don't|let|"
    r"you (?:can|should|may|must|need to|want to)|"
    r"once more)\s*,?\s+)*"
)
ACTION = (
    rf"{_ADVERBS}(?P<verb>(?:(?:{_PLAIN})\b(?! of\b)(?!-)|(?:{_BOTH})\b{_OBJECT}|"
    rf"(?:{_FOOD})\b(?=\s+(?:the|a|an|it|them|your|both)\b)))"
)
_JOINT = re.compile(
    rf"(?P<joint>\s*[,;]?\s+(?:and then|and|then|but then)\s+|\s*,\s+|\s+[-–—]\s+)(?={ACTION})", re.IGNORECASE
)
_STARTS = re.compile(rf"^(?:step \w+[:.]\s*)?{ACTION}", re.IGNORECASE)
_LEAD = re.compile(
    rf"^(?:if|when|once|as soon as|while|whilst|after|before|meanwhile|for|in|on|using|with|to|over|off|at|"
    rf"as|unless|by|from|"
    rf"during|working|starting|towards|without|under|about|just)\b.*?,\s*{ACTION}",
    re.IGNORECASE,
)
_NEVER = re.compile(r"^(?:if|unless|in case|should|or|for best|alternatively|otherwise|optional)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, by its place; `verb` is the action's, empty where there is none."""

    start: int
    end: int
    verb: str


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    places, start = [], 0
    for match in _ENDS.finditer(text):
        if match["stop"] == "." and not _ends(text[start : match.start()], match["next"]):
            continue
        end = match.start() + len(match[0].rstrip()) if match[0].strip() else match.start()
        if text[start:end].strip():
            places.append((start, end))
        start = match.end()
    if text[start:].strip():
        places.append((start, len(text.rstrip())))
    return places


def _ends(before: str, following: str) -> bool:
    """Not so behind an abbreviation, unless a unit ends the sentence: "200 g. Stir", but "a 5-qt. pot"."""
    word = re.split(r"[\s(\d-]", before)[-1].lower()
    if word in words("abbreviations"):
        return False
    return following.isupper() or not word or len(word) > 5 or unit_of(word) is None


def actions(text: str, start: int, end: int) -> list[Piece]:
    """The actions of one sentence; conditions and what tells when it is done stay with theirs."""
    sentence = text[start:end]
    if _NEVER.match(sentence):
        return [Piece(start, end, main_verb(sentence))]
    pieces, begin = list[Piece](), 0
    for match in _JOINT.finditer(sentence):
        left = sentence[begin : match.start()]
        if (
            match.start() <= begin
            or not _is_action(left)
            or _open_bracket(left)
            or _only_leads(left)
            or _shares_object(left, match)
        ):
            continue
        pieces.append(Piece(start + begin, start + match.start(), main_verb(left)))
        begin = match.end()
    pieces.append(Piece(start + begin, end, main_verb(sentence[begin:])))
    return pieces


def main_verb(text: str) -> str:
    """The verb of an action, in lower case; empty where none opens it."""
    match = _STARTS.match(text.strip()) or _LEAD.match(text.strip())
    return match["verb"].lower() if match else ""


def _is_action(text: str) -> bool:
    return bool(_STARTS.match(text) or _LEAD.match(text))


def _only_leads(left: str) -> bool:
    """`make the filling: in a large bowl`: what follows the colon waits for its verb."""
    _, colon, tail = left.rpartition(": ")
    return (
        bool(colon)
        and re.match(r"(?:in|on|with|using|over)\b", tail, re.IGNORECASE) is not None
        and not _is_action(tail)
    )


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")


def _shares_object(left: str, match: re.Match[str]) -> bool:
    """`drain and rinse the beans`: the first verb has nothing of its own."""
    return (
        len(left.split()) < 2 or re.fullmatch(rf"\s*{_ADVERBS}(?:\w+,\s*)*\w+", left.strip(), re.IGNORECASE) is not None
    )
