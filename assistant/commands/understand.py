"""`assistant understand`: one utterance a line in, one JSON object a line out."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from assistant.building import interpreter_for, open_recipe, shelf
from assistant.core.phases import PhaseName
from assistant.language.understand import Meaning
from assistant.lasting import built_to_last


def run(args: argparse.Namespace) -> int:
    """Reads standard input to its end; `args.phase` is a phase's name, `args.recipe` a recipe's or None."""
    with built_to_last():
        interpreter = interpreter_for(open_recipe(args.recipe), shelf())
    phase = PhaseName(args.phase)
    for line in sys.stdin:
        text = line.rstrip("\n")
        print(json.dumps({"text": text, **as_json(interpreter.understand(text, phase))}, ensure_ascii=False))
    return 0


def as_json(meaning: Meaning | None) -> dict[str, Any]:
    """`{"intent", "slots"}` and, for several wishes in one breath, `"then"`."""
    if meaning is None:
        return {"intent": None, "slots": {}}
    said: dict[str, Any] = {"intent": meaning.intent, "slots": dict(meaning.slots)}
    return said | {"then": [as_json(m) for m in meaning.then]} if meaning.then else said
