"""Names: ids, what a cook may call the dish or an ingredient, and what steps are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from assistant.importing.lines import Line
from assistant.importing.speaking import speakable
from assistant.importing.vocabulary import data, flat, plural, singular, words
from assistant.language.numbers import spell, spell_ordinal

_LETTERS = {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_ID = re.compile(r"(?!\d)[^\W_]+(?:-[^\W_]+)*")
_OTHER_ALPHABET = re.compile(
    r"[,:]?\s*[(\[]?[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufaff]+(?:[\s・·、,]+[\u0370-\u1cff\u2e80-\ud7ff]+)*[)\]]?"
)
_PRAISE = re.compile(
    r"^(?:(?:the|a|my|our|best|best-ever|ever|easy|simple|quick|perfect|homemade|classic|ultimate|favorite|favourite|amazing|delicious|"
    r"super|most|world's|mom's|grandma's|traditional|authentic|healthy|how to make|\d+[- ]minute|recipe for)\s+)+",
    re.IGNORECASE,
)


def slug(text: str, otherwise: str) -> str:
    """An id: plain letters where the alphabet has them, else the alphabet's own; `otherwise` where there are none."""
    lower = "".join(_LETTERS.get(c, c) for c in text.lower())
    bare = normalize("NFKD", lower).encode("ascii", "ignore").decode()
    names = re.findall(r"[a-z0-9]+", bare.replace("'", ""))
    if not any(re.search("[a-z]", name) for name in names):
        names = re.findall(r"[^\W_]+", normalize("NFKC", text).lower())
    name = "-".join(names)[:60].strip("-")
    if not name:
        return otherwise
    return f"{otherwise}-{name}" if name[0].isdigit() or not _ID.fullmatch(name) or name != name.lower() else name


def unlike(name: str, taken: set[str], joint: str = "-") -> str:
    """The name, or the first of `name-two`, `name-three` that is free; it is taken from then on."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}{joint}{spell(number).replace(' ', joint)}", number + 1
    taken.add(free)
    return free


def shown_title(text: str) -> str:
    """As the source writes it."""
    return " ".join(text.split()) or "A recipe"


def title(text: str) -> str:
    """As it is said: without "recipe" behind it and what a bar or a dash adds."""
    bare = re.sub(r"\s*(?:recipe|rezept|recept|recette)s?\s*$", "", shown_title(text), flags=re.IGNORECASE) or text
    if len((whole := re.sub(r"\s*\([^()]*\)\s*$", "", bare)).split()) > 1:  # "(Soy-Free, Fast, Easy!)"
        bare = whole
    if re.search(r"[a-z]{3}", bare):  # the same once more in another alphabet is shown, not said
        bare = _OTHER_ALPHABET.sub(" ", bare).strip(" -–—:|/") or bare
    return speakable(bare).rstrip(".:") or speakable(text) or "A recipe"


def called(spoken_title: str, own: str = "") -> tuple[str, ...]:
    """What a cook may call it: the title, without praise, without what comes after "with", or a dash in its `own`."""
    whole = flat(spoken_title)
    bare = _PRAISE.sub("", whole) or whole
    short = re.split(r",| with | in | from | for ", bare)[0]
    if "," in bare and len(short.split()) < 2:  # "buttery, flaky pie crust"
        short = ""
    before, *others = re.split(r"\s[-–—|]\s", own)
    first = _PRAISE.sub("", flat(speakable(before))) if others else ""
    return tuple(dict.fromkeys(name for name in (whole, bare, short.strip(), first) if name))


def food(line: Line) -> str:
    """What it is, without size and state: "onion" for "large onion"."""
    tokens = flat(speakable(line.name)).split()
    dropped = {*data()["sizes"], *data()["participles"], *data()["states"]}
    while len(tokens) > 1 and (tokens[0] in dropped or (tokens[0] in ("or", "and") and len(tokens) > 1)):
        tokens = tokens[1:]
    return " ".join(tokens)


def one_of(line: Line) -> str | None:
    """The name of one, where they are counted in the plural."""
    if line.amount is None or line.amount.unit is not None:
        return None
    said = speakable(line.name)
    head, _, last = said.rpartition(" ")
    single = f"{head} {singular(last)}".strip()
    return single if single != said else None


def aliases(line: Line, others: Iterable[Line]) -> tuple[str, ...]:
    """Shorter words for it that no other ingredient has."""
    name = food(line).split()
    found = [" ".join(name[start:]) for start in range(1, len(name))]
    shorter = name
    while len(shorter) > 1 and shorter[-1] in words("containers"):
        shorter = shorter[:-1]
        found.append(" ".join(shorter))
    if len(name) == 1 and line.amount is not None and line.amount.unit is None:
        found += [singular(name[0]), plural(singular(name[0]))]
    found = [alias for alias in found if alias.split()[0] not in ("and", "or", "of", "with", "in")]
    taken = {word for other in others if other is not line for word in food(other).split()}
    kept = [alias for alias in found if alias not in taken and alias not in words("adjectives") and len(alias) > 2]
    return tuple(
        dict.fromkeys(alias for alias in kept if alias != food(line) and re.fullmatch(r"[^\W\d_][^\d_]*", alias))
    )[:4]


def step_names(found: Sequence[tuple[str, str]]) -> list[str]:
    """One or two words for each step, of its verb and what it handles, no two alike."""
    names, taken = list[str](), set[str]()
    for verb, thing in found:
        name = next((n for n in (verb, f"{verb} {thing}".strip()) if n and n not in taken), None)
        number = 2
        while name is None:
            tried = f"{spell_ordinal(number) if number <= 20 else spell(number)} {verb}".strip()
            name, number = (tried, number) if tried not in taken else (None, number + 1)
        taken.add(name)
        names.append(name)
    return names
