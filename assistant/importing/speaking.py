"""What people write in recipes → words that can be said. `language.ear` says numbers, units and symbols; what stands
here is what only recipes do: two scales for one heat, sizes in inches, addresses, lists in brackets.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from assistant.cookbook.spoken import unspeakable
from assistant.core.degrees import WRITTEN
from assistant.importing.numbers import NUMBER, plain
from assistant.language.ear import for_the_ear

_Rule: TypeAlias = tuple[re.Pattern[str], str]

_SCALE = r"(?:[fc]\b|fahrenheit\b|celsius\b|centigrade\b)"
_MARKED = r"(?:(?:°|degrees?) ?(?:[fc]\b|celsius|fahrenheit)?(?: ?fan)?|(?:[fc]\b|celsius|fahrenheit)(?: ?fan)?|fan)"
_OTHER_SCALE = (
    rf"(?: ?[/(,;|] ?(?:or )?(?:fan )?\d+(?: ?(?:-|–|to) ?\d+)? ?{_MARKED}"
    rf"(?: ?[/,;(] ?(?:gas(?: mark)? ?\d+|fan ?\d*|\d+ ?{_MARKED}))*\)?|"
    r"(?: ?[/(,] ?gas(?: mark)? ?\d+\)?))+"
)
_SIZE = r"\d+(?: \d/\d|/\d|\.\d+)?"
_SHAPE = (
    r"(?:(?:square|round|loose-bottomed|loose-based|springform|deep|ovenproof|heavy|non-?stick|slow|casserole|baking|cake|loaf|"
    r"roasting|pie|tart|frying|shallow|metal|glass|ceramic|large|heatproof) )*"
    r"(?:square|round|pan|tin|dish|pot|saucepan|skillet|bowl|tray|pieces|chunks|cubes|slices|dice|strips|rounds|cutter|ring|circle|"
    r"cooker|sheet|mou?ld|thickness|balls|lengths|casserole|sticks|matchsticks|batons|disc|discs|ramekin|oven)\b"
)
_RULES: tuple[_Rule, ...] = (
    (re.compile(r"https?://\S+|www\.\S+"), " "),
    (re.compile(r"(?<=\d) ?(?:''|″|”|\"|-? ?inch\b)(?: ?-)?"), "-inch "),
    (re.compile(r"[\"“”„«»*_™®©†‡•|<>^\\{}]"), " "),
    (re.compile(r"℃"), "°C"),
    (re.compile(r"℉"), "°F"),
    (re.compile(r"[º˚]"), "°"),
    # one temperature is enough to say: "350°F/180°C fan/gas 4", "350 F (180 C)"
    (re.compile(rf"((?<![\w/])\d+ ?(?:°|degrees?)? ?{_SCALE}){_OTHER_SCALE}", re.IGNORECASE), r"\1"),
    (re.compile(r"(?<=\d)(?: ?deg(?:rees?)?\.?)? ?(?:fahrenheit|(?-i:F))\b", re.IGNORECASE), "°F"),
    (re.compile(r"(?<=\d)(?: ?deg(?:rees?)?\.?)? ?(?:celsius|centigrade|(?-i:C))\b", re.IGNORECASE), "°C"),
    (re.compile(r"(\d+)(?: ?°[FC]?)? ?(?:-|–|—|to) ?(?=\d+ ?°[FC])"), r"\1 - "),
    (re.compile(r"(?:(?<=\d)|(?<=inch)|(?<=inch )|(?<=cm))\s*[x×]\s*(?=\d)"), " by "),
    (re.compile(rf"(?<=\d)(-inch |[ -]?cm)\s*[(/]\s*{_SIZE}(?:-inch |[ -]?(?:cm|mm))\)?", re.IGNORECASE), r"\1 "),
    (re.compile(rf"(?<=\d)([ -]?cm|-inch)  ?(?={_SHAPE})", re.IGNORECASE), r"\1 "),
    (re.compile(rf"(?<=\d) ?(cm|mm|quarts?|qt|lit(?:re|er)s?)(?= {_SHAPE})", re.IGNORECASE), r"-\1"),
    (re.compile(r"(?<!\d )(?<![\d/])1/2(?=[ -]+inch\b)"), "half"),
    (re.compile(r"(?<!\d )(?<![\d/])1/4(?=[ -]+inch\b)"), "quarter"),
    (re.compile(r"\b(\d+)/(\d{2,})\b"), r"\1 \2"),
    (re.compile(r"\$(\d+)"), r"\1 dollars"),
    (re.compile(r"(?<=\d) ?~ ?(?=\d)"), " to "),
    (re.compile(r"~ ?(?=\d)"), "about "),
    (re.compile(r"\bw/o\b", re.IGNORECASE), "without"),
    (re.compile(r"\bw/ ?", re.IGNORECASE), "with "),
    (re.compile(rf"(?<=[^\W\d]) (?:--?|–|—) (?=[^\W\d])(?!{NUMBER})", re.IGNORECASE), ", "),
    (re.compile(r"\band/or\b", re.IGNORECASE), "or"),
    (re.compile(r"(?<=[^\W\d]) ?/ ?(?=[^\W\d])"), " or "),
    (re.compile(r"…|\.{2,}"), ". "),
    (re.compile(r"[、،]"), ", "),
    (re.compile(r"[。．؛]"), ". "),
    (re.compile(r"\s*[（(\[]\s*"), ", "),
    (re.compile(r"(?<=[a-z])\.(?=[)\]）])|\s*[)\]）]"), ","),
    (
        re.compile(r"\b(min|mins|sec|secs|hr|hrs|oz|lb|lbs|tbsps?|tsps?|pkg)\.(?=\s*[a-z(,;.]|\s*$)", re.IGNORECASE),
        r"\1",
    ),
)
_SHORT = {
    "tbsp": "tablespoons", "tbsps": "tablespoons", "tbs": "tablespoons", "tsp": "teaspoons", "tsps": "teaspoons",
    "oz": "ounces", "lb": "pounds", "lbs": "pounds", "kg": "kilograms", "mg": "milligrams", "ml": "milliliters",
    "min": "minutes", "mins": "minutes", "hr": "hours", "hrs": "hours", "sec": "seconds", "secs": "seconds",
    "approx": "about", "etc": "and so on", "eg": "for example", "ie": "that is", "g": "grams", "l": "liters",
}  # fmt: skip
_LEFT = re.compile(rf"\b({'|'.join(_SHORT)})\b\.?(?!')", re.IGNORECASE)
_STRANGE = re.compile(r"[^\w\s.,;:?!'’-]|[\d_]|(?<!\w)-+|-+(?!\w)")
_TIDY: tuple[_Rule, ...] = (
    (re.compile(r"\s+"), " "),
    (re.compile(r" (?=[.,;:?!])"), ""),
    (re.compile(r"[,;:]+(?=[.?!;:])|,(?=,)"), ""),
    (re.compile(r"([.?!])[.,;:]+"), r"\1"),
    (re.compile(r"^[\s.,;:?!-]+"), ""),
    (re.compile(r"(?<=[,;:])(?=[^\W\d])"), " "),
)


def speakable(text: str) -> str:
    """The same in words, temperatures as recipes write them; what can not be said is left away. Capitals and full stops
    stay as they are."""
    text = plain(text)
    for pattern, to in _RULES:
        text = pattern.sub(to, text)
    parts, end = [], 0
    for found in WRITTEN.finditer(text):
        parts += [_worded(text[end : found.start()]), found[0].replace("°", " °")]
        end = found.end()
    return tidy(" ".join([*parts, _worded(text[end:])]))


def _worded(text: str) -> str:
    text = _STRANGE.sub(" ", for_the_ear(text))
    return _said(_LEFT.sub(lambda m: _SHORT[m[1].lower()], text))


def tidy(text: str) -> str:
    for pattern, to in _TIDY:
        text = pattern.sub(to, text)
    return text.strip(" ,;:")


def _said(text: str) -> str:
    """Whatever the voice still could not say goes."""
    while (wrong := unspeakable(text)) is not None:
        text = re.sub(
            rf"(?<!\w){re.escape(wrong)}(?!\w)|{re.escape(wrong)}" if len(wrong) == 1 else rf"\b{re.escape(wrong)}\b",
            " ",
            text,
        )
    return text


def as_sentence(text: str) -> str:
    """With a capital and an end."""
    text = text.strip(" ,;:-")
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")
