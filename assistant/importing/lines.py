"""Ingredient lines, read: how much, of what, and what is to be done with it first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from assistant.core.quantity import COUNTED, Quantity
from assistant.importing.numbers import RANGE, bounds, plain
from assistant.importing.tidying import tidied, without_optional
from assistant.importing.vocabulary import alternatives, data, flat, unit_of, unit_pattern, words


@dataclass(frozen=True, slots=True)
class Line:
    """`written` is the whole line; `preparation` holds what is to be done, "finely chopped", `purpose` what it is for.

    `note` is what else the line says, "about four pounds". `name` is never empty.
    """

    written: str
    name: str
    amount: Quantity | None = None
    preparation: tuple[str, ...] = ()
    purpose: str = ""
    note: str = ""
    optional: bool = False
    divided: bool = False


_EMOJI = 0x2000  # from here on a sign may be a thing
_ABOUT = re.compile(rf"^(?:{alternatives(data()['about'])})(?=[\s\d])\s*", re.IGNORECASE)
_UNIT = rf"(?P<unit>(?:{unit_pattern()}))(?![\w'’])\.?"
_PACKED = (
    r"(?P<each>\(?(?:~|about )?\d[\d./ ]*(?:(?:g|oz|lbs?)? ?(?:[-–]|to) ?\d[\d.]*)?[- ]?(?:oz|ounces?|g|grams?|kg|ml|l|"
    r"lbs?|pounds?|inch)\b\.?(?: ?/ ?\d[\d.]* ?(?:ml|g|oz|ounces?))?(?: each)?\)?)"
)
_SIZES = alternatives(data()["sizes"])
_HEAD = re.compile(
    rf"^(?P<amount>{RANGE})\s?(?:[x×]\s?)?(?:(?P<size>(?:(?:{_SIZES})\s)+))?(?:{_PACKED}\s)?(?:(?P<size2>(?:{_SIZES})\s))?(?:{_UNIT})?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"^(?P<name>[^\d]*[^\d\s:–,-])\s*(?:[:–,-]\s*|\s)(?P<amount>{RANGE})\s?(?:{_UNIT})?$", re.IGNORECASE
)
_INCHES = re.compile(
    r"^(?:an? |one |1 )?\(?(?P<each>\d[\d ./]*(?:(?:-| to )\d+)?[- ]?(?:inch(?:es)?|cm|centimeters?|\"|″))\)? "
    r"(?:(?:piece|knob|nub|hunk|chunk|length|thumb)s? )?(?:of )?"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"^(?:(?:small|large|big|good|generous|tiny) )?"
    r"(?:(?:pinch|handful|dash|splash|bunch|sprig|knob|head|package|can|drop|stick|piece|slice|chunk) of|"
    r"(?:pinch|handful|bunch|dash))\b",
    re.I,
)
_FEW = re.compile(
    r"^(?P<few>(?:an? )?(?:few|several|some) (?:(?:small|large|good|fresh) )?"
    r"(?:sprig|slice|tablespoon|teaspoon|handful|drop|dash|"
    r"pinch|leaf|leave|piece|cup|spoonful|splashe|dashe|pinche|stalk|stem|clove|twist|grind)s?) "
    r"(?:of )?(?P<rest>\w.*)$",
    re.IGNORECASE,
)
_PACKAGE = re.compile(
    r"^\s*(?:sachet|packet|pack|pkg|package|box|tin|can|jar|tub|carton|bag|bottle|ball|block|punnet|pot|"
    r"container|envelope)s?(?: of)?\s(?=\w)",
    re.IGNORECASE,
)
_COLON = re.compile(r"^(?P<name>[^\d:]{2,50}?)\s*:\s*(?P<rest>.+)$")
_OTHER_AMOUNT = re.compile(
    rf"^\s*(?:/|\||or\b|=)\s*(?P<other>\d[\d ./]*(?:[-–]\d+)?\s?(?:{_UNIT}))(?!\s*(?:or|/))\s*", re.IGNORECASE
)
_INSTEAD = re.compile(r"\s+(or|plus)\s+(?=[\d½⅓⅔¼¾⅛])")
_PLUS = re.compile(rf"^\s*(?:\+|plus)\s+(?P<more>{RANGE})\s?(?:{_UNIT})", re.IGNORECASE)
_PARENS = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]\s*,?")
_PURPOSE = re.compile(
    r"^(?:(?:plus|and) (?:more|extra) )?(?:for |to )(?P<purpose>(?:the )?(?:serv|garnish|top|dust|drizzl|glaz|"
    r"fry|greas|sprinkl|deep|"
    r"decorat|roll|brush|cook|coat|taste|season|finish|pan|bowl|work|surface|tin|dish).*)$|^to taste$|^as needed$",
    re.IGNORECASE,
)
_PURPOSE_INSIDE = re.compile(
    r"\s(?P<purpose>(?:for (?:serving|garnish(?:ing)?|frying|dusting|greasing|sprinkling|drizzling|brushing|"
    r"topping|the \w+|(?!serv)\w+ing)|to (?:serve|taste|garnish|finish))\b.*)$",
    re.IGNORECASE,
)
_DIVIDED = re.compile(r"\bdivided\b|\bplus (?:more|extra)\b", re.IGNORECASE)
_PRICE = re.compile(r"^[$€£]\s?\d[\d.,]*\*?$")
_NO_WORK = re.compile(
    r"^(?:divided|or .*|such as .*|like .*|preferably .*|about .*|each .*|plus .*|at least .*|not .*)$", re.I
)
_OF_FRUIT = re.compile(
    r"^(?P<part>(?:(?:finely|freshly)? ?(?:grated|squeezed) )?(?:juice and zest|zest and juice|juice|zest|rind|peel))"
    r" (?:of|from) (?P<rest>.+)$",
    re.IGNORECASE,
)

_MOST_LETTERS = 2000


def read_line(written: str) -> Line | None:
    """None for a line that holds no word, or whole pages of them."""
    if len(written) > _MOST_LETTERS:
        return None
    text = tidied(written)
    if not re.search(r"[^\W\d_]", text) and not any(ord(letter) > _EMOJI for letter in text):
        return None
    text, optional = without_optional(text)
    if fruit := _OF_FRUIT.match(text):
        return _of_fruit(written, fruit, optional)
    vague = _FEW.match(text)
    amount, rest, each = (None, vague["rest"], vague["few"]) if vague else _amount(text)
    told, *instead = _INSTEAD.split(rest, maxsplit=1)
    rest, instead = (rest, []) if _is_adjective(told) else (told, instead)
    name, note, later = _parts(rest)
    name, behind = _participle_behind(name)
    preparation, purpose, more = _sorted([*behind, *later])
    if inside := _PURPOSE_INSIDE.search(name):
        name, purpose = name[: inside.start()], purpose or inside["purpose"]
    named = _name(name)
    if not named:
        named, note = (_name(note) or text), ""
    notes = ", ".join(part for part in (each, note, more, " ".join(instead)) if part)
    return Line(
        written=" ".join(written.split()),
        name=named,
        amount=amount,
        preparation=preparation,
        purpose=purpose,
        note=notes,
        optional=optional,
        divided=_DIVIDED.search(text) is not None,
    )


def _of_fruit(written: str, fruit: re.Match[str], optional: bool) -> Line:
    """`juice of 1 1/2 lemons`: so many lemons, of which the juice is wanted."""
    amount, rest, _ = _amount(fruit["rest"])
    name, note, _ = _parts(rest)
    part = flat(re.sub(r"^(?:finely|freshly)? ?(?:grated|squeezed) ", "", fruit["part"], flags=re.IGNORECASE))
    return Line(
        plain(written),
        _name(name) or rest,
        amount,
        note=", ".join(filter(None, (f"the {part}", note))),
        optional=optional,
    )


def _amount(text: str) -> tuple[Quantity | None, str, str]:
    """The amount, what is left of the line, and the size of one piece, "14 oz"."""
    bare = _ABOUT.sub("", text)
    if inch := _INCHES.match(bare):
        return Quantity(Fraction(1), unit="piece"), inch["rest"], inch["each"]
    if _ONE_OF.match(bare):  # "pinch of salt"
        bare = f"1 {bare}"
    head = _HEAD.match(bare)
    found = bounds(head) if head else None
    if head is None or found is None:
        return _amount_behind(text)
    rest = bare[head.end() :]
    unit = unit_of(head["unit"]) if head["unit"] else None
    if head["amount"].strip().lower() in ("a", "an") and unit is None and not _counts(rest):
        return None, text, ""
    if unit and unit[0] != "piece" and re.match(r"^\s*(?:,|$)", rest):  # "3 cloves": the unit is the thing itself
        unit, rest = None, f"{head['unit']}{rest}"
    amount = _quantity(found, unit)
    if amount and (plus := _PLUS.match(rest)):
        amount, rest = _added(amount, plus), rest[plus.end() :]
    each = head["each"] or ""
    if unit and unit[0] not in COUNTED and (other := _OTHER_AMOUNT.match(rest)):  # "1/2 cup / 100 g"
        rest, each = rest[other.end() :], each or other["other"]
    size = (head["size"] or "") + (head["size2"] or "")
    kept = size if unit is None and not re.search(r"scant|heap|generous|level|round|pack|full", size, re.I) else ""
    if unit and unit[0] not in COUNTED and (packed := _PACKAGE.match(rest)):  # "7 g sachet yeast"
        rest = rest[packed.end() :]
    rest = re.sub(r"^\s*(?:(?:of|de|di|von|van)\s+|d['’])(?=\S)", "", rest, flags=re.IGNORECASE)
    return amount, f"{kept}{rest.strip()}", _size_of_one(each)


def _size_of_one(each: str) -> str:
    """ "(28-ounce)" → "28 ounces"."""
    bare = each.strip("() ").replace("-", " ")
    return f"{bare}s" if re.search(r"\d.*\b(?:ounce|pound|gram)$", bare) else bare


def _counts(rest: str) -> bool:
    """`a lemon`, but not `a little salt`."""
    return not re.match(
        r"\s*(?:little|bit|few|lot|touch|some|good|pinch of|couple|drizzle|knob|splash of|glug)\b", rest, re.I
    )


def _amount_behind(text: str) -> tuple[Quantity | None, str, str]:
    """`Flour 200 g`, `butter: 50 g`, `cream: 4 dl / 1 1/2 cups`."""
    if (
        (named := _COLON.match(text))
        and (head := _HEAD.match(_ABOUT.sub("", named["rest"])))
        and (found := bounds(head))
    ):
        unit = unit_of(head["unit"]) if head["unit"] else None
        rest = re.sub(r"^[\s/(,]+.*$", "", _ABOUT.sub("", named["rest"])[head.end() :]).strip()
        return _quantity(found, unit), f"{named['name']}, {rest}" if rest else named["name"], ""
    tail = _TAIL.match(text)
    found = bounds(tail) if tail else None
    if tail is None or found is None or re.search(r"\b(?:or|type|no|tipo|typ)$", tail["name"], re.IGNORECASE):
        return None, text, ""
    return _quantity(found, unit_of(tail["unit"]) if tail["unit"] else None), tail["name"], ""


def _quantity(found: tuple[Fraction, Fraction | None], unit: tuple[str, int] | None) -> Quantity:
    low, high = found
    if unit is None:
        return Quantity(low, high)
    name, many = unit
    return Quantity(low * many, high * many if high else None, name)


def _added(amount: Quantity, plus: re.Match[str]) -> Quantity:
    """`1 cup plus 2 tablespoons` in the unit of the first."""
    from assistant.core.measures import converted

    more, unit = bounds(plus), unit_of(plus["unit"])
    if more is None or unit is None or amount.unit is None:
        return amount
    held = converted(more[0] * unit[1], unit[0], amount.unit)
    return amount if held is None else Quantity(amount.low + held, None, amount.unit)


def _parts(rest: str) -> tuple[str, str, list[str]]:
    """The name, what stands in brackets, and what follows commas."""
    notes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if not _PRICE.match(match[1].strip()):
            notes.append(match[1].strip(" ,"))
        return "," if match[0].endswith(",") else " "

    bare = re.sub(r"\s+", " ", _PARENS.sub(keep, rest)).strip(" ,.;:-–—*")
    name, *later = [part.strip() for part in re.split(r"[,;]|\s[-–—]\s", bare)]
    while later and _is_adjective(name):  # "boneless, skinless chicken thighs"
        name = f"{name} {later.pop(0)}"
    work = [note for note in notes if _work(note)]
    return name, ", ".join(n for n in notes if n and n not in work and not _NO_WORK.match(n)), [*work, *later]


def _participle_behind(name: str) -> tuple[str, list[str]]:
    """`garlic cloves minced`: the work without a comma."""
    tokens = name.split()
    at = len(tokens)
    while at > 1 and (flat(tokens[at - 1]) in data()["participles"] or flat(tokens[at - 1]) in words("adverbs")):
        at -= 1
    behind = " ".join(tokens[at:])
    return (" ".join(tokens[:at]), [behind]) if behind and _work(behind) else (name, [])


def _is_adjective(name: str) -> bool:
    return bool(name) and all(word in words("adjectives") or word in data()["sizes"] for word in flat(name).split())


def _work(part: str) -> bool:
    first = [word.rstrip(",") for word in flat(part).split() if word not in words("adverbs")]
    return bool(first) and first[0] in data()["participles"]


def _sorted(later: list[str]) -> tuple[tuple[str, ...], str, str]:
    """What follows the name: work to do, what it is for, and the rest."""
    work, purpose, rest = list[str](), "", list[str]()
    for part in later:
        if not part or _DIVIDED.fullmatch(part.strip()):
            continue
        if _PURPOSE.match(part):
            purpose = purpose or part
        elif _work(part) or re.search(r"room temperature", part, re.IGNORECASE):
            work.append(part)
        elif work and re.match(r"(?:and|then|cut|at|into)\b", part, re.IGNORECASE):
            work[-1] = f"{work[-1]}, {part}"
        elif not _NO_WORK.match(part):
            rest.append(part)
    return tuple(work), purpose, ", ".join(rest)


def _name(text: str) -> str:
    text = re.sub(r"^(?:of|the|some)\s+(?=\w)", "", text.strip(" .,;:*-–—"), flags=re.IGNORECASE)
    if match := re.match(r"^(?P<name>.*\w.*?)\s+at room temperature$", text, re.IGNORECASE):
        text = match["name"]
    return text.strip(" .,;:*")
