"""Wrong numbers that were taken without asking: timers of 1 to 99 minutes and servings, by all voices."""

from __future__ import annotations

from collections import Counter

import numpy as np

from assistant.language import numbers
from tests.benchmarks.heard import Parts, cooks, decisions, in_noise, padded

SERVINGS = (2, 3, 4, 5, 6, 8, 10, 12)
NOISE_DECIBELS = 5.0


def report(parts: Parts) -> None:
    """`parts.count` timers a voice, spread over all lengths, and all servings; dry and in kitchen noise."""
    rng = np.random.default_rng(1)
    minutes = sorted({round(n) for n in np.linspace(1, 99, min(99, parts.count))})
    texts = [f"set a timer for {numbers.spell(n)} minute{'s' * (n > 1)}" for n in minutes]
    texts += [f"make it for {numbers.spell(n)} people" for n in SERVINGS]
    for where in ("dry", "kitchen 5 dB"):
        found: Counter[str] = Counter()
        wrong: list[str] = []
        for speak in cooks().values():
            for text in texts:
                sound = padded(speak(text), rng)
                sound = sound if where == "dry" else in_noise(sound, parts.kitchen_noise, NOISE_DECIBELS, rng)
                wanted = parts.interpreter.parse(text)
                told = [d for d in decisions(parts.recognizer, sound) if d.meaning is not None]
                meant = [d.meaning for d in told]
                asked = [d.rival for d in told if d.rival is not None]
                verdict = "missed" if not told else "asked" if asked else "right" if meant == [wanted] else "wrong"
                found[verdict] += 1
                wrong += [text] * (verdict == "wrong")
        total = found.total()
        rates = ", ".join(f"{name} {found[name] / total:.1%}" for name in ("right", "asked", "wrong", "missed"))
        print(f"numbers, {where:14} {total}: {rates}; wrong: {', '.join(wrong)}", flush=True)
