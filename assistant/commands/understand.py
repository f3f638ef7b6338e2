"""`assistant understand`: one utterance a line in, one JSON object a line out."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from assistant.core.phases import PhaseName
from assistant.language.understand import Interpreter, Meaning
from assistant.language.vocabulary import Vocabulary
from assistant.resources import load_yaml


def run(args: argparse.Namespace) -> int:
    """Reads standard input to its end; `args.phase` is a phase's name."""
    interpreter = Interpreter(load_yaml("language/commands.en.yaml"), Vocabulary(), free())
    phase = PhaseName(args.phase)
    for line in sys.stdin:
        text = line.rstrip("\n")
        print(json.dumps({"text": text, **as_json(interpreter.understand(text, phase))}, ensure_ascii=False))
    return 0


def free():
    try:
        return load_yaml("language/free.en.yaml")
    except FileNotFoundError:
        return None


def as_json(meaning: Meaning | None) -> dict[str, Any]:
    """`{"intent", "slots"}` and, for several wishes in one breath, `"then"`."""
    if meaning is None:
        return {"intent": None, "slots": {}}
    said: dict[str, Any] = {"intent": meaning.intent, "slots": dict(meaning.slots)}
    return said | {"then": [as_json(m) for m in meaning.then]} if meaning.then else said


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--phase", default="cooking")
    sys.exit(run(parser.parse_args()))
