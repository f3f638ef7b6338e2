"""`assistant hear`: recordings through the real recogniser, and a line of JSON for every decision."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from assistant.building import interpreter_for, open_recipe, shelf
from assistant.commands.understand import as_json
from assistant.config import model_path
from assistant.core.handlers.doubting import COSTLY
from assistant.core.phases import PhaseName
from assistant.edges.decoder import knows, load_model
from assistant.edges.microphone import RecordedMicrophone
from assistant.edges.recognizer import Decision, Recognizer
from assistant.errors import InputError
from assistant.language.templates import TemplateError
from assistant.language.understand import Interpreter, Meaning
from assistant.language.vocabulary import Vocabulary
from assistant.resources import parse_yaml
from assistant.settings.sources import settings


def run(args: Namespace) -> int:
    """Each of `args.files` is heard by itself; `args.commands` None means the cook's own."""
    model = load_model(model_path(settings().model))
    interpreter = _others(Path(args.commands)) if args.commands else _cooks(args.recipe, model)
    recognizer = Recognizer(model, interpreter)
    recognizer.listen(PhaseName(args.phase))
    for file in args.files:
        for decision in _decisions(recognizer, Path(file)):
            print(json.dumps({"file": file} | told(decision)))
    return 0


def told(decision: Decision[Meaning]) -> dict[str, Any]:
    """A decision as JSON; `confirm` where the program would ask before it acts."""
    said = {"transcript": decision.transcript} | as_json(decision.meaning)
    asks = decision.meaning is not None and decision.rival is not None and decision.meaning.intent in COSTLY
    return said | ({"confirm": True} if asks else {}) | {"decided_at": round(decision.decided_at_seconds, 3)}


def _decisions(recognizer: Recognizer[Meaning], file: Path) -> Iterator[Decision[Meaning]]:
    recognizer.reset()
    for block in RecordedMicrophone(file).blocks():
        if decision := recognizer.feed(block.samples):
            yield decision
    if decision := recognizer.finish():
        yield decision


def _cooks(recipe: str | None, model: Any) -> Interpreter:
    return interpreter_for(open_recipe(recipe), shelf(), partial(knows, model))


def _others(file: Path) -> Interpreter:
    try:
        return Interpreter(parse_yaml(file.read_text(encoding="utf-8")), Vocabulary())
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TemplateError) as problem:
        raise InputError(f"{file}: {problem}; give a command set in hassil's template format.") from problem
