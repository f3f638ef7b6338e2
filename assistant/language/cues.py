"""How a cook says that what an instruction waits for has come: "the oil shimmers" is also "it's shimmering"."""

from __future__ import annotations

import re

_BE = re.compile(r"(?P<subject>.+?) (?P<verb>is|are|has|have) (?P<rest>.+)")
_DOES = re.compile(r"(?P<subject>it|(?:the|your|every|each) \w+) (?P<verb>\w+s)(?: (?P<rest>.+))?")
_SEEMS = frozenset({"looks", "seems", "feels", "tastes", "smells", "sounds"})  # what follows could follow "is" as well


def clauses(cue: str) -> list[str]:
    """The cue and its variants: with "it" for its subject, and with the verb as it is said of what goes on."""
    said = [cue]
    if match := _BE.fullmatch(cue):
        said += [f"{s} {verb} {match['rest']}" for s, verb in _subjects(match["subject"], match["verb"])]
    elif match := _DOES.fullmatch(cue):
        rest = f" {match['rest']}" if match["rest"] else ""
        said += [f"{subject} {match['verb']}{rest}" for subject in (match["subject"], "it")]
    subjects = [match["subject"], "it", "they"] if match else []
    for state in states(cue):
        said += [f"{s} {'are' if s == 'they' else 'is'} {state}" for s in subjects]
    return list(dict.fromkeys(said))


def lacking(name: str) -> list[str]:
    """How one says that there is none of it."""
    return [f"{no} {name}" for no in ("no", "without", "don't have")]


def states(cue: str) -> list[str]:
    """What "it is" may be followed by: "shimmering", "dissolved", "syrupy"; none where the cue is no plain clause."""
    if match := _BE.fullmatch(cue):
        return [match["rest"]]
    if match := _DOES.fullmatch(cue):
        rest = f" {match['rest']}" if match["rest"] else ""
        return [ing(match["verb"]) + rest, *([match["rest"]] if rest and match["verb"] in _SEEMS else [])]
    return []


def ing(verb: str) -> str:
    """ "shimmers" → "shimmering", "bubbles" → "bubbling"."""
    stem = verb.removesuffix("es") if re.search(r"(sh|ch|ss|x|z)es$", verb) else verb.removesuffix("s")
    if stem.endswith("e") and not stem.endswith("ee"):
        stem = stem[:-1]
    elif re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", stem):
        stem += stem[-1]
    return f"{stem}ing"


def _subjects(subject: str, verb: str) -> list[tuple[str, str]]:
    several = {"is": "are", "has": "have"}.get(verb, verb)
    one = {"are": "is", "have": "has"}.get(verb, verb)
    return [(subject, verb), ("it", one), ("they", several)]
