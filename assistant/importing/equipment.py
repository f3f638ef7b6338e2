"""The equipment that steps name."""

from __future__ import annotations

import re

from assistant.importing.speaking import speakable
from assistant.importing.vocabulary import alternatives, data
from assistant.importing.written import Written

_SIZE = (
    r"(?:(?:very |extra[- ])?(?:large|small|medium|medium-sized|wide|deep|heavy|heavy-bottomed|nonstick|"
    r"non-stick|ovenproof|cast[- ]iron|shallow|big|clean|"
    r"separate|heatproof|rimmed|\d+(?:x\d+)?[- ](?:inch|cm|quart))[, ]+){0,3}"
)
_THING = re.compile(
    rf"\b(?P<size>{_SIZE})(?P<thing>{alternatives(data()['equipment'])})(?P<s>s)?\b(?![- ](?:cooker|mixer|iron))",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    {
        "paper towels",
        "kitchen paper",
        "parchment paper",
        "baking paper",
        "foil",
        "aluminum foil",
        "plastic wrap",
        "cling film",
        "tongs",
        "cheesecloth",
        "skewers",
        "ramekins",
    }
)
_MOST = 14
_VERBS = frozenset({"grill", "microwave", "whisk", "jar", "plate", "pan"})


def equipment_in(written: Written) -> tuple[str, ...]:
    """What the source lists, else what its steps name, each once: "a large skillet"."""
    found = dict.fromkeys(speakable(tool) for tool in written.tools)
    bases = {re.sub(r"^(?:an?|the) ", "", tool).lower() for tool in found}
    for step in written.steps:
        for match in _THING.finditer(step.text):
            thing, size = match["thing"].lower(), speakable(match["size"]).lower().strip(" ,")
            if thing in _VERBS and not re.search(
                r"\b(?:a|an|the|your|with)\s+$", step.text[: match.start()], re.IGNORECASE
            ):
                continue
            if any(base.endswith(thing) for base in bases):
                continue
            bases.add(thing)
            said = f"{size} {thing}".strip()
            plural = match["s"] or thing in _PLAIN
            found[said + (match["s"] or "") if plural else f"{'an' if said[0] in 'aeiou' else 'a'} {said}"] = None
    return tuple(tool for tool in found if tool)[:_MOST]
