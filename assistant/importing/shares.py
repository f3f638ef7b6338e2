"""What the words before an ingredient's name say of how much of it goes in: "half of the", "2 tablespoons of the"."""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.core.measures import converted
from assistant.core.quantity import Quantity
from assistant.importing.matching import Item
from assistant.importing.numbers import RANGE, bounds
from assistant.importing.vocabulary import alternatives, unit_of, unit_pattern, words

WHOLE = Fraction(1)
_KEPT = frozenset(
    [
        "finely",
        "well",
        "coarsely",
        "thinly",
        "lightly",
        "beaten",
        "prepared",
        "toasted",
        "cubed",
        "quartered",
        "halved",
        "mashed",
        "juiced",
        "torn",
        "strained",
        "pressed",
        "marinated",
        "cooled",
        "reduced",
    ]
)
_ADJECTIVES = alternatives(words("adjectives") | _KEPT)
BEFORE = re.compile(
    rf"(?:(?P<amount>{RANGE})\s?(?:(?P<unit>{unit_pattern()})\.?(?![\w]))?\s+(?:worth\s+)?(?:of\s+)?)?"
    r"(?P<some>(?:some|a little|a bit|a few|most|a splash|a pinch|a drizzle|a dash|part|a third|two thirds|"
    r"half|a quarter|one half|"
    r"one third|three quarters|1/2|1/3|2/3|1/4|3/4|all|half of|the other half|another|extra|additional|"
    r"more)\s+(?:of\s+)?)?"
    r"(?P<rest>(?:the\s+)?(?:rest|remainder|other half|other)\s+(?:of\s+)?(?:the\s+|your\s+)?|(?:the\s+|"
    r"your\s+)?(?:remaining|reserved|leftover)\s+(?:(?:table|tea)?(?:spoon|cup)s?\s+(?:of\s+)?(?:the\s+)?)?)?"
    r"(?:(?P<amount2>(?<=remaining )\d[\d ./]*)\s?(?:(?P<unit2>[a-z]+)\.?)?\s+(?:of\s+)?)?"
    rf"(?:the\s+|your\s+|of\s+the\s+)?(?:(?:{_ADJECTIVES})[\s,]+)*$",
    re.IGNORECASE,
)
SHARES = {
    "half": Fraction(1, 2),
    "one half": Fraction(1, 2),
    "1/2": Fraction(1, 2),
    "half of": Fraction(1, 2),
    "a third": Fraction(1, 3),
    "one third": Fraction(1, 3),
    "1/3": Fraction(1, 3),
    "two thirds": Fraction(2, 3),
    "2/3": Fraction(2, 3),
    "a quarter": Fraction(1, 4),
    "1/4": Fraction(1, 4),
    "three quarters": Fraction(3, 4),
    "3/4": Fraction(3, 4),
    "all": WHOLE,
}


def share_said(before: re.Match[str], item: Item, left: Fraction) -> Fraction | None:
    """What share of the ingredient the words before its name say; None where they say none."""
    if before["rest"]:
        return left if left < WHOLE else None
    some = (before["some"] or "").strip().lower()
    if some.removesuffix(" of") in SHARES:
        return min(SHARES[some.removesuffix(" of")], left)
    if before["amount"]:
        if (told := before["amount"].strip().lower()) in SHARES and not before["unit"]:
            return min(SHARES[told], left)
        amount = bounds(before)
        unit = unit_of(before["unit"]) if before["unit"] else None
        return part_of(amount, unit, item.line.amount)
    return None


def part_of(
    amount: tuple[Fraction, Fraction | None] | None, unit: tuple[str, int] | None, whole: Quantity | None
) -> Fraction | None:
    if amount is None or whole is None:
        return None
    low, of = amount[0] * (unit[1] if unit else 1), whole.unit
    if (unit[0] if unit else None) != of:
        if unit is None or of is None:
            return None
        held = converted(low, unit[0], of)
        if held is None:
            return None
        low = held
    share = (low / whole.low).limit_denominator(64)
    return WHOLE if amount[1] == whole.high and amount[1] is not None else share


def beginning(text: str, start: int) -> int:
    """Where the words begin that an amount replaces: "2 cups of the chopped" of "2 cups of the chopped onion"."""
    before = BEFORE.search(text[:start])
    if before is None:
        return start
    if (of := re.match(r"of\s+", before[0], re.IGNORECASE)) is not None:  # "the center of the apples"
        return before.start() + of.end()
    return before.start()
