"""Lengths of time as pages and files state them: `PT1H30M`, `P0DT0H45M`, `1 hour 20 min`, `90`."""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.importing.numbers import NUMBER, plain, value

_ISO = re.compile(
    r"^\s*-?p(?:(?P<y>[\d.,]+)y)?(?:(?P<mo>[\d.,]+)m)?(?:(?P<w>[\d.,]+)w)?(?:(?P<d>[\d.,]+)d)?"
    r"\s*(?:t?(?:(?P<h>[\d.,]+)h)?\s*(?:(?P<m>[\d.,]+)m(?:in)?)?\s*(?:(?P<s>[\d.,]+)s)?)?\s*$",
    re.IGNORECASE,
)
_SIZES = {"y": 365 * 86400, "mo": 30 * 86400, "w": 7 * 86400, "d": 86400, "h": 3600, "m": 60, "s": 1}
_UNITS = (
    (r"d(?:ays?|[ií]as?|age?n?|agar|ias?)?|tage?n?|jours?|giorn[oi]", 86400),
    (r"h(?:ours?|rs?|oras?|eures?)?|st(?:d|unden?|\.)|std\.?|timm?ar|timer?|uur|or[ae]|godz\w*|часов|час\w*", 3600),
    (r"m(?:in(?:ute[ns]?|s|utos?|uti|uter|uto|uut)?)?|мин\w*|минут\w*|分(?:钟|間)?", 60),
    (r"s(?:ec(?:ond)?s?|ek\w*)?", 1),
)
_PART = re.compile(
    rf"(?P<low>{NUMBER})(?:\s*(?:-|–|~|to|bis|à|/)\s*(?P<high>\d+(?:[.,]\d+)?))?\s*(?:"
    + "|".join(f"(?P<u{n}>{unit})" for n, (unit, _) in enumerate(_UNITS))
    + r")(?![^\W\d_])\.?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:h|hours?)?\s*$")
_MOST_SECONDS = 60 * 86400


def read_duration(text: object) -> int | None:
    """Whole seconds; None for what is empty, nothing, or no length of time. Of a range the longer counts.

    A bare number is minutes, as the sites mean it.
    """
    if isinstance(text, bool) or text is None:
        return None
    if isinstance(text, dict):
        return read_duration(text.get("maxValue") or text.get("@value") or text.get("value") or text.get("duration"))
    if isinstance(text, list):
        return next((seconds for part in text if (seconds := read_duration(part))), None)
    written = str(text).strip()
    found = _iso(written)
    found = _words(written) if found is None else found
    return found if found is not None and 0 < found <= _MOST_SECONDS else None


def _iso(text: str) -> int | None:
    match = _ISO.match(re.sub(r"(?<=h)(\d{1,2})\s*$", r"\1m", text, flags=re.IGNORECASE))  # `PT1H30`
    if match is None or not any(match.groupdict().values()):
        return None
    parts = {key: size for key, size in match.groupdict().items() if size}
    if "mo" in parts and "t" not in text.lower():  # `P30M` means minutes wherever it stands in a recipe
        parts["m"] = parts.pop("mo")
    try:
        return int(sum(Fraction(size.replace(",", ".")) * _SIZES[key] for key, size in parts.items()))
    except ValueError:
        return None


def _words(text: str) -> int | None:
    text = plain(text)
    if re.match(r"p\w*\d", text, re.IGNORECASE):  # `PT2Hhours+10M`: broken, but its letters still tell
        text = re.sub(r"(\d+)\s*([hms])\w*", r" \1 \2 ", text[1:].lstrip("tT"), flags=re.IGNORECASE)
    if clock := _CLOCK.match(text):
        return int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3] or 0)
    if re.fullmatch(r"\d{1,4}", text):
        return int(text) * 60
    total, known = Fraction(), False
    for match in _PART.finditer(text):
        count = value(match["high"] or match["low"])
        size = next(size for n, (_, size) in enumerate(_UNITS) if match[f"u{n}"])
        if count is not None:
            total, known = total + count * size, True
    rest = re.search(r"\d\s*h[a-z]*\.?\s*(\d{1,2})\s*$", text, re.IGNORECASE)  # "1h30"
    return int(total + (int(rest[1]) * 60 if rest else 0)) if known else None
