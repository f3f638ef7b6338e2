"""Smileys, and what steps have in brackets (a plural, an adjective, a sentence of its own), as they are read out."""

from __future__ import annotations

import re

from assistant.importing.cutting import main_verb

_SMILEY = re.compile(r"\s+[:;]-?[)(DP](?=\s|$)")
_PLURAL = re.compile(r"(?<=[^\W\d])\((e?s)\)")
_ADJECTIVE = re.compile(r"\b(the|an?|your) \(([^\W\d]+)\) (?=\w)", re.IGNORECASE)
_SENTENCE = re.compile(r"\s*[.!]?\s*\((?P<said>[A-Z][a-z']* [^()]*?)[.!]?\)[.!]?(?=\s+[A-Z]|\s*$)")
_SUBJECT = re.compile(r"(?:you|it|this|that|they|these|we|i|can|don't|do not|make sure|be)\b", re.IGNORECASE)


def asides(text: str) -> str:
    """ "Peel the potato(es)" as "Peel the potatoes"; "Mix. (You can use a fork)" as two sentences."""
    text = _PLURAL.sub(r"\1", _ADJECTIVE.sub(r"\1 \2 ", text))
    text = _SENTENCE.sub(lambda m: f". {m['said']}." if _is_sentence(m["said"]) else m[0], text)
    return _SMILEY.sub(lambda m: "." if re.match(r"\s+[A-Z]|\s*$", text[m.end() :]) else "", text)


def _is_sentence(said: str) -> bool:
    return _SUBJECT.match(said) is not None or main_verb(said) != ""
