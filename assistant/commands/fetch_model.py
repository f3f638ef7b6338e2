"""`assistant fetch-model`: what scripts/fetch-model does, for an assistant that was installed without its scripts."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from assistant.config import PACKAGE, PROJECT, models_folder
from assistant.errors import InputError, MissingError


def run(args: Namespace) -> int:
    """Fetches the speech model, or takes it from `args.given`. Raises InputError or MissingError."""
    beside = PACKAGE / "beside"
    sys.path.insert(0, str(beside if beside.is_dir() else PROJECT / "scripts" / "lib"))
    import fetch_model
    import fetch_sentence_model
    from common import SetupError

    try:
        folder = fetch_model.fetch(models_folder(), given=args.given and Path(args.given))
    except SetupError as trouble:
        kind = InputError if trouble.exit_code == 1 else MissingError
        raise kind(str(trouble).replace("scripts/fetch-model", "assistant fetch-model")) from trouble
    print(f"The speech model is in {folder}.")
    if (sentences := fetch_sentence_model.fetch(models_folder())) is not None:
        print(f"The model that compares questions is in {sentences}.")
    return 0
