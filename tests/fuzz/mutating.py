"""Inputs that are almost right: pieces of good ones, cut, doubled, mixed, and salted with what breaks programs."""

from __future__ import annotations

import random
from collections.abc import Sequence

SALT = (
    "", " ", "\n", "\t", "\0", "\x7f", "\u202e", "\ufeff", "e\u0301", "🍯", "ﷺ", "½", "٣",
    "-1", "0", "1e999", "nan", "99999999999999999999", "9" * 400, "0x10", "1/0", "true", "null", "~", "[]", "{}",
    "[" * 60, "{a: " * 40, "&a *a", "!!python/object:x", "---", "...", ": ", "- ", "#", "'", '"', "\\", "%s", "{0}",
    "{{", "}}", "__class__", "../../etc/passwd", "a" * 5000,
    "minutes", "hundred", "and", "timer", "half", "point", "thousand million",
)  # fmt: skip
EDGES = (b"\0", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\x80\0\0\0", b"RIFF", b"data", b"fmt ", b"\0" * 64)


def text(rng: random.Random, good: Sequence[str]) -> str:
    """One of the good ones, changed in up to eight places."""
    made = rng.choice(good)
    for _ in range(rng.randint(0, 8)):
        start, end = sorted(rng.randint(0, len(made)) for _ in range(2))
        end = min(end, start + rng.choice((0, 1, 3, 10, 200)))
        match rng.randrange(6):
            case 0:
                made = made[:start] + made[end:]
            case 1:
                made = made[:start] + made[start:end] * rng.choice((2, 3, 50)) + made[end:]
            case 2:
                made = made[:start] + rng.choice(SALT) + made[end:]
            case 3:
                other = rng.choice(good)
                cut = rng.randint(0, len(other))
                made = made[:start] + other[cut : cut + rng.choice((5, 30, 200))] + made[end:]
            case 4:
                made = (
                    made[:start] + chr(rng.choice((rng.randrange(32, 127), rng.randrange(0x20, 0xD7FF)))) + made[end:]
                )
            case _:
                words = made.split(" ")
                rng.shuffle(words)
                made = " ".join(words) if len(words) < 40 else made
    return made[:20_000]


def data(rng: random.Random, good: Sequence[bytes]) -> bytes:
    """The same for bytes."""
    made = bytearray(rng.choice(good))
    for _ in range(rng.randint(1, 8)):
        start = rng.randint(0, min(len(made), rng.choice((64, 4096, len(made)))))
        end = min(len(made), start + rng.choice((0, 1, 4, 64, 4096)))
        match rng.randrange(4):
            case 0:
                del made[start:end]
            case 1:
                made[start:end] = rng.choice(EDGES)
            case 2:
                made[start:end] = rng.randbytes(end - start)
            case _:
                made[start:end] = made[start:end] * 2
    return bytes(made)
