"""For how many a recipe is, or what it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.core.quantity import Quantity
from assistant.core.recipe import Batch
from assistant.importing.numbers import RANGE, bounds, plain
from assistant.importing.speaking import speakable

_RANGE = re.compile(RANGE, re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:serv\w*|portion\w*|person\w*|people|personen|pers|porciones|porções|raciones|couverts|porzioni|portie\w*|annos|eaters|adults|"
    r"comensales|personas|pessoas|persone|porcj\w*|osob\w*|guests|diners|helpings)\b",
    re.IGNORECASE,
)
_SERVES = re.compile(rf"\b(?:serves|servings?:?|serving size:?)\s+(?:about )?{RANGE}", re.IGNORECASE)
_MOST = 500


@dataclass(frozen=True, slots=True)
class Yield:
    """For so many people, or what it makes where no people are counted."""

    people: Quantity | None = None
    batch: Batch | None = None


def read_yield(text: str) -> Yield | None:
    """None where it names no number: `4`, `4-6 servings`, `Makes 24 cookies`, `1 loaf`, `2 dozen`."""
    text = re.sub(
        r"^(\d)/(\d)(?!\d)", lambda m: f"{m[1]} - {m[2]}" if m[1] < m[2] else m[0], plain(text)
    )  # "2/3 people"
    people = re.search(rf"{RANGE}\s*(?:\w+\s)?(?:{_PEOPLE.pattern})", text, re.IGNORECASE)
    people = people or _SERVES.search(text)
    match = people or _RANGE.search(text)
    found = bounds(match) if match else None
    if match is None or found is None:
        return None
    low, high = found
    if re.match(r"\s*dozen", text[match.end() :]):
        low, high = low * 12, high * 12 if high else None
    if low > _MOST:
        return None
    if high is not None and high > _MOST:
        high = None
    count = Quantity(low, high)
    if people or _PEOPLE.search(text) or not re.search(r"[^\W\d_]", text.replace(match[0], "")):
        return Yield(batch=Batch(count, "serving")) if low == 1 and high is None else Yield(people=count)
    after = text[match.end() :]
    thing = after if re.search(r"[^\W\d_]", after) else text[: match.start()]
    thing = re.sub(r"^(?:makes?|yields?:?|about|for|pour|dozen)\s+", "", thing.strip(), flags=re.IGNORECASE)
    thing = speakable(re.split(r"[(;,:]", re.sub(r"^of\s+", "", thing))[0]).rstrip(".")
    if re.fullmatch(r"makes?|yields?|about|for|dozen", thing, re.IGNORECASE):
        thing = "pieces"
    short = 0 < len(thing.split()) <= 8
    return Yield(batch=Batch(count, thing)) if short else Yield(people=count)
