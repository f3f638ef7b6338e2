"""Whether a voice is understood (`scripts/measure-voice`): a session's replies, spoken and read back by the recogniser.

Facts are the numbers and the words of ingredients. A reply was told when all of its facts are read back.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml
from card import RATE

from assistant.building import dictionary_for
from assistant.core.recipe import Recipe
from assistant.edges.sounds import resampled, silence
from assistant.edges.speaker import joined
from assistant.edges.voices.natural import NaturalVoice
from assistant.edges.voices.pronouncing import PronouncingVoice
from assistant.edges.voices.system import SystemVoice
from assistant.edges.voices.voice import Voice
from assistant.language import numbers
from tests.conversation import recipe
from tests.kitchen import read_back

CARD_RATE = 48000  # what the loudspeaker plays at; the recogniser takes it at RATE
MARGIN_SECONDS = 0.3  # as the tests cut a reply out of the recording
SCRIPTS = Path(__file__).parent / "conversations"
SCRIPT = "whole-evening"

NUMBERS = frozenset(
    {*numbers.CLASSES["ONES"], *numbers.CLASSES["TEENS"], *numbers.CLASSES["TENS"], "half", "third", "quarter"}
)
# Words that sound exactly like the fact, so that no ear can tell them apart.
HOMOPHONES: Mapping[str, str] = {
    "to": "two", "too": "two", "for": "four", "fore": "four", "won": "one", "ate": "eight",
    "read": "red", "whine": "wine", "cedes": "seeds", "leak": "leek", "flower": "flour", "time": "thyme",
    "poor": "pour", "buy": "by", "blanche": "blanch", "peace": "piece", "it's": "its",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A reply and what was understood of it; `seconds` of speech."""

    said: str
    read: str
    facts: frozenset[str]
    seconds: float

    @property
    def missing(self) -> frozenset[str]:
        return missing(self.facts, self.read)


def words(text: str) -> list[str]:
    return re.findall("[a-z]+", text.lower())


@cache
def vocabulary(of: Recipe) -> frozenset[str]:
    """The words that are facts: numbers, and the words of the names of this recipe's ingredients.

    Not those that the recipe has to respell ("Shaoxing"): the recogniser writes none of them as they are written,
    whoever speaks.
    """
    respelled = {word for pronunciation in of.pronunciations for word in words(pronunciation.word)}
    return NUMBERS | {word for ingredient in of.ingredients for word in words(ingredient.name)} - respelled


def facts(text: str, of: Recipe | None = None) -> frozenset[str]:
    return vocabulary(of or recipe()).intersection(words(text))


def missing(wanted: frozenset[str], read: str) -> frozenset[str]:
    """The facts that were not read back; a compound may have been written in parts ("corn starch")."""
    heard = words(read)
    pairs = {first + second for first, second in pairwise(heard)}
    return wanted.difference(heard, pairs, (HOMOPHONES.get(word, word) for word in heard))


def told(voice: Voice, text: str) -> Told:
    """Says it as the program would, and listens."""
    samples = resampled(resampled(joined(voice, text), voice.rate, CARD_RATE), CARD_RATE, RATE)
    margin = silence(MARGIN_SECONDS, RATE)
    read = read_back(np.concatenate([margin, samples, margin]))
    return Told(text, read, facts(text), len(samples) / RATE)


def replies(script: str) -> list[str]:
    """The different replies of a conversation that hold facts, in their order."""
    lines = yaml.safe_load((SCRIPTS / f"{script}.yaml").read_text(encoding="utf-8"))
    return [text for text in dict.fromkeys(line.get("say", "") for line in lines) if facts(text)]


def report(all_told: list[Told]) -> str:
    for one in all_told:
        print(f"said:    {one.said}\nread:    {one.read}\nmissing: {', '.join(sorted(one.missing)) or '-'}\n")
    whole = sum(not one.missing for one in all_told)
    wanted, lost = (sum(map(len, sets)) for sets in zip(*((one.facts, one.missing) for one in all_told), strict=True))
    rate = sum(len(one.said.split()) for one in all_told) / sum(one.seconds for one in all_told) * 60
    return (
        f"replies with all numbers and ingredients read back: {whole} of {len(all_told)}, {whole / len(all_told):.0%}\n"
        f"facts read back: {wanted - lost} of {wanted}, {1 - lost / wanted:.0%}\n"
        f"words a minute, pauses between sentences included: {rate:.0f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scripts", nargs="*", default=[SCRIPT], help="conversations of tests/conversations, by name")
    parser.add_argument("--voice", choices=("system", "natural"), default="system")
    args = parser.parse_args()
    own = SystemVoice() if args.voice == "system" else NaturalVoice()
    with closing(PronouncingVoice(own, dictionary_for(recipe()))) as voice:
        texts = dict.fromkeys(text for script in args.scripts for text in replies(script))
        print(report([told(voice, text) for text in texts]))


if __name__ == "__main__":
    main()
