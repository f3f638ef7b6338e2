"""A sentence that is too long for the ear, in several; where the grammar allows it, at its joints."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from assistant.importing.cutting import ACTION, main_verb
from assistant.importing.speaking import as_sentence
from assistant.importing.vocabulary import words

# Joints from the best to the worst; what stands at one begins the next sentence, after `begin`.
_JOINTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[.!?;]\s+"), ""),
    (re.compile(rf",?\s+(?:and then|then|and|but)\s+(?={ACTION})", re.IGNORECASE), ""),
    (re.compile(r",\s+(?=\w+ing\b)"), ""),
    (re.compile(r":\s+"), ""),
    (
        re.compile(r",\s+(?=(?:so|which|because|since|as|but|making sure|being careful|taking care)\b)", re.IGNORECASE),
        "",
    ),
    (re.compile(r",\s+(?!(?:and|or|until|if)\b)"), ""),
    (re.compile(r",?\s+(?=or until\b)"), "Go on, "),
    (re.compile(r",?\s+(?=until\b)"), "Go on "),
    (re.compile(r",?\s+(?=(?:so that|because|while|which|before|after|when)\b)"), ""),
    (
        re.compile(
            r",?(?<!hundred)(?<!thousand)\s+and\s+(?!(?:a (?:half|quarter|third)|three quarters|" r"two thirds)\b)"
        ),
        "",
    ),
    (re.compile(r"\s+(?=(?:with|in|into|over|on|onto|for|from|to|about|using|around|at)\s)"), ""),
    (re.compile(r"\s+"), ""),
)
_UNTIL = re.compile(r"\buntil\b[^,.]*$", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:the|it|they|a|an|all)\b", re.IGNORECASE)
_LEADS = re.compile(
    r"^(?:in|on|with|using|at|for|to|from|over|into|onto|off|by|after|before|when|while|whilst|if|once|as|unless|until|"
    r"during|without|meanwhile|working|starting|not)\b",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"[,\s]+(?:and|or|but)$", re.IGNORECASE)
_THEN = re.compile(r"^(?:and )?then\b", re.IGNORECASE)  # "then the chips": what is done with them stands before
_WHICH = re.compile(
    r"^which (?=(?:\w+ly |often |also )?"
    r"(?:is|was|will|can|should|may|might|has|means|makes|helps|depends|gives|takes|keeps)\b)"
)
_TIME_ALONE = re.compile(
    r"^(?:[\w-]+ ){1,6}(?:second|minute|hour)s?(?: (?:more|longer|each|in all|per side))?[.!]?$", re.IGNORECASE
)
_GENTLE = -3  # all but the last three, which break the grammar
_FAR_TOO_LONG = 34  # words, from which even that is better
_LEAST = 3  # words that a sentence of its own has


def shortened(text: str, most: int, weight: Callable[[str], int]) -> list[str]:
    """Sentences of at most `most` words, as `weight` counts them; one that cannot be cut stays."""
    if weight(text) <= most:
        return [text]
    for pattern, begin in _JOINTS if weight(text) > _FAR_TOO_LONG else _JOINTS[:_GENTLE]:
        cut = _best_cut(text, pattern, begin, most, weight)
        if cut is not None:
            left, right = _DANGLING.sub("", text[: cut.start()]), text[cut.end() :]
            if begin == "" and _UNTIL.search(left) and _CLAUSE.match(right):
                begin = "Go on until "  # "until it is brown and the juices run clear"
            return [
                *shortened(as_sentence(left), most, weight),
                *shortened(as_sentence(begin + _imperative(right)), most, weight),
            ]
    return [text]


def _best_cut(
    text: str, pattern: re.Pattern[str], begin: str, most: int, weight: Callable[[str], int]
) -> re.Match[str] | None:
    """The joint nearest to the middle that leaves words on both sides."""
    whole, best, nearest = weight(text), None, 1 << 30
    for match in pattern.finditer(text):
        left, right = weight(text[: match.start()]), weight(text[match.end() :])
        if min(left, right) < _LEAST or left > most:
            continue
        if not _stands_alone(text[: match.start()]) or not (begin or _goes_on(text[match.end() :])):
            continue
        off = abs(left - min(whole / 2, most))
        if off < nearest:
            best, nearest = match, int(off)
    return best


def _stands_alone(left: str) -> bool:
    """Not so a condition or a place before what is to be done: "In a large bowl, using a whisk"."""
    return left[-1:] in ".!?;" or _LEADS.match(left) is None or main_verb(left) != ""


def _goes_on(right: str) -> bool:
    """Whether what follows a joint says something by itself; "over medium heat until brown" does not."""
    return main_verb(right) != "" or not (_LEADS.match(right) or _TIME_ALONE.match(right) or _THEN.match(right))


def _imperative(text: str) -> str:
    """ "stirring now and then" → "stir now and then"; "which depends on you" → "that depends on you"."""
    text = _WHICH.sub("that ", text)
    first, blank, rest = text.partition(" ")
    verb = _gerunds().get(first.lower())
    return f"{verb}{blank}{rest}" if verb else text


@cache
def _gerunds() -> dict[str, str]:
    known: dict[str, str] = {}
    for verb in words("verbs"):
        known[f"{verb}ing"] = verb
        if verb.endswith("e"):
            known[f"{verb[:-1]}ing"] = verb
        elif len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou":
            known[f"{verb}{verb[-1]}ing"] = verb
    return known
