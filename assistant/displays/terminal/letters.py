"""Large letters: the classic font of five by seven dots, drawn with half blocks so that a letter is four lines high."""

from __future__ import annotations

import unicodedata
from functools import cache

# The columns of each letter from the space to the tilde, a byte each; the lowest bit is the uppermost dot.
_COLUMNS = bytes.fromhex(
    "0000000000 00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649562050 0000070000 001c224100 0041221c00"
    "2a1c7f1c2a 08083e0808 0080703000 0808080808 0000606000 2010080402 3e5149453e 00427f4000 7249494946 2141494d33"
    "1814127f10 2745454539 3c4a494931 4121110907 3649494936 464949291e 0000360000 0080760000 0008142241 1414141414"
    "0041221408 0201590906 3e415d594e 7c1211127c 7f49494936 3e41414122 7f4141413e 7f49494941 7f09090901 3e41415173"
    "7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f021c027f 7f0408107f 3e4141413e 7f09090906 3e4151215e"
    "7f09192946 2649494932 03017f0103 3f4040403f 1f2040201f 3f4038403f 6314081463 0304780403 6159494d43 007f414141"
    "0204081020 004141417f 0402010204 4040404040 0003070800 2054547840 7f28444438 3844444428 384444287f 3854545418"
    "00087e0902 18a4a49c78 7f08040478 00447d4000 2040403d00 7f10284400 00417f4000 7c04780478 7c08040478 3844444438"
    "fc18242418 18242418fc 7c08040408 4854545424 04043f4424 3c4040207c 1c2040201c 3c4030403c 4428102844 4c9090907c"
    "4464544c44 0008364100 0000770000 0041360800 0201020402"
)
_BLOCKS = " ▀▄█"
LINES = 4  # of a letter
_SPACE_DOTS = 3
_PLAIN = {"–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "⁄": "/", "·": "-", "…": "."}


def large(text: str, width: int) -> list[str] | None:
    """The text in lines of at most `width` columns, LINES and an empty one for each row of letters; None where a word
    is too long for that, or holds what the font lacks.
    """
    rows: list[list[list[int]]] = [[]]
    for word in plain(text).split():
        if any(not " " <= letter <= "~" for letter in word):
            return None
        columns = [column for letter in word for column in (*_letter(letter), 0)][:-1]
        if len(columns) > width:
            return None
        taken = sum(len(each) + _SPACE_DOTS for each in rows[-1])
        if taken + len(columns) > width:
            rows.append([])
        rows[-1].append(columns)
    return [line for row in rows for line in _drawn(row)][:-1]


def plain(text: str) -> str:
    """In the font's letters: without accents, fractions written out."""
    for sign, instead in _PLAIN.items():
        text = text.replace(sign, instead)
    out = ""
    for letter in text:
        apart = unicodedata.normalize("NFKD", letter).replace("⁄", "/")
        mixed = len(apart) > 1 and out[-1:].isdigit()  # of 1½ comes 1 1/2
        out += f" {apart}" if mixed else apart
    return "".join(letter for letter in out if not unicodedata.combining(letter))


@cache
def _letter(letter: str) -> tuple[int, ...]:
    """Its columns, without the empty ones around it."""
    at = 5 * (ord(letter) - ord(" "))
    columns = list(_COLUMNS[at : at + 5])
    while columns and not columns[-1]:
        columns.pop()
    while columns and not columns[0]:
        columns.pop(0)
    return tuple(columns)


def _drawn(row: list[list[int]]) -> list[str]:
    columns: list[int] = []
    for word in row:
        columns += [*([0] * _SPACE_DOTS if columns else []), *word]
    lines = ("".join(_BLOCKS[column >> 2 * line & 3] for column in columns).rstrip() for line in range(LINES))
    return [*lines, ""]
