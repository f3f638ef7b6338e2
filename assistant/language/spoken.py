"""Text as typed or transcribed → the words as they would be spoken, each with the place it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from assistant.core.shelf import folded
from assistant.language.automaton import BREAK
from assistant.language.numbers import spell, spell_ordinal

_SHORT = {
    "'m": " am", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would", "n't": " not", "'s": " is",
}  # fmt: skip
_WHOLE = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "let's": "let us", "lets": "let us",
    "whats": "what is", "wheres": "where is", "hows": "how is", "im": "i am", "ive": "i have", "its": "it is",
    "thats": "that is", "theres": "there is", "dont": "do not", "didnt": "did not", "doesnt": "does not",
    "isnt": "is not", "cant": "can not", "wont": "will not", "couldnt": "could not", "wasnt": "was not",
    "ok": "okay", "okey": "okay", "kay": "okay", "k": "okay", "gonna": "going to", "wanna": "want to",
    "gimme": "give me", "pls": "please", "plz": "please", "thx": "thanks", "ya": "yes", "u": "you",
    "nevermind": "never mind", "recipie": "recipe", "ingridients": "ingredients",
    "celcius": "celsius", "y'all": "you all",
}  # fmt: skip
_UNITS = {
    "min": "minutes", "mins": "minutes", "sec": "seconds", "secs": "seconds", "hr": "hours", "hrs": "hours",
    "tbsp": "tablespoons", "tsp": "teaspoons", "oz": "ounces", "lb": "pounds", "lbs": "pounds", "kg": "kilograms",
    "g": "grams", "ml": "milliliters", "f": "fahrenheit", "c": "celsius", "am": "a m", "pm": "p m",
    "°": "degrees", "°f": "degrees fahrenheit", "°c": "degrees celsius", "%": "percent", "h": "hours", "l": "liters",
}  # fmt: skip
_FRACTIONS = {"1/2": "a half", "1/4": "a quarter", "3/4": "three quarters", "1/3": "a third", "2/3": "two thirds"}
_FRACTIONS |= {"½": "a half", "¼": "a quarter", "¾": "three quarters", "⅓": "a third", "⅔": "two thirds"}

_Rule: TypeAlias = tuple[re.Pattern[str], "str | Callable[[re.Match[str]], str]"]


def _mixed(match: re.Match[str]) -> str:
    whole, part = match["whole"], _FRACTIONS.get(match["part"], match["part"])
    return f" {spell(int(whole))} and {part} " if whole else f" {part} "


def _clock(match: re.Match[str]) -> str:
    hour, minutes = int(match[1]), int(match[2])
    if minutes == 0:
        return f" {spell(hour)} o'clock "
    return f" {spell(hour)} {'oh ' if minutes < 10 else ''}{spell(minutes)} "


def _digits(match: re.Match[str]) -> str:
    return f" {spell(int(match[0]))} "


def _decimal(match: re.Match[str]) -> str:
    part = {"5": "a half", "25": "a quarter", "75": "three quarters"}.get(match[2])
    whole = spell(int(match[1]))
    return f" {whole} and {part} " if part else f" {whole} point {' '.join(spell(int(d)) for d in match[2])} "


_RULES: tuple[_Rule, ...] = (
    (re.compile("[’‘`]"), "'"),
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
    (re.compile(r"#\s*(?=\d)"), " number "),
    (re.compile(r"\b(?:(?P<whole>\d{1,3})(?: and(?: a)?| )\s*)?(?P<part>[1-3]/[2-4]\b|[½¼¾⅓⅔])"), _mixed),
    (re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b"), lambda m: spell_ordinal(int(m[1])) if int(m[1]) <= 20 else m[0]),
    (re.compile(r"(?<=\d) ?-? ?(°[fc]?\b|°|%|[a-z]+\b)"), lambda m: f" {_UNITS.get(m[1], m[1])}"),
    (re.compile(r"\b(\d{1,2}):(\d\d)(?!\d)"), _clock),
    (re.compile(r"\b(\d{1,3})\.(\d{1,2})\b"), _decimal),
    (re.compile(r"\d{1,6}"), _digits),
    (re.compile(r"\ball right\b"), "alright"),
    (re.compile(r"[.!?;:,]+(?=\s|$)|\s-+\s|\n"), f" {BREAK} "),
    (re.compile(r"[^\w' .]|[\d_]"), " "),
    (re.compile(r"\.(?=\S)|(?<=\S)\."), " "),
)


def words_of(text: str) -> list[str]:
    """Lower-case spoken words, contractions kept, with `BREAK` where punctuation stood."""
    text = folded(text)
    for pattern, to in _RULES:
        text = pattern.sub(to, text)
    words = [w if w == BREAK else w.strip("'") for w in text.split()]
    return [w for w in words if w]


def compared(words: Iterable[str]) -> list[str]:
    """Words in the form in which they are compared; pauses are left out."""
    return [form for word in words if word != BREAK for form in expanded(word)]


def expanded(word: str) -> list[str]:
    """ "what's" as "what is": the form in which words are compared."""
    if word in _WHOLE:
        return _WHOLE[word].split()
    for short, long in _SHORT.items():
        if word.endswith(short) and word != short:
            return (word.removesuffix(short) + long).split()
    return [word]
