"""The speech model: there, whole, and the one that everything was measured with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from assistant.config import MODEL, Settings, fetch_command, model_path
from assistant.doctor.finding import Finding, better, broken, ok
from assistant.edges.model_files import lost_files
from assistant.errors import MissingError

ABOUT = "speech model"
ACOUSTIC_MODEL = Path("am/final.mdl")
MEASURED_SHA256 = "75370a0137f9daf8f469dedd7daa4513ae7a621f03240c6e512e2b50b656a7b6"  # of that file


def model(settings: Settings) -> Iterator[Finding]:
    fetch = f"Run {fetch_command()}."
    try:
        folder = model_path(settings.model)
        sha256 = hashlib.sha256((folder / ACOUSTIC_MODEL).read_bytes()).hexdigest()
    except MissingError as problem:
        yield broken(ABOUT, str(problem), fetch)
        return
    except OSError as problem:
        yield broken(ABOUT, f"The model in {folder} cannot be read ({problem.strerror}).", fetch)
        return
    figures = {"folder": str(folder), "sha256": sha256}
    if lost := lost_files(folder):
        yield broken(
            ABOUT, f"The model in {folder} is damaged: {', '.join(lost[:3])}.", f"Delete it. {fetch}", **figures
        )
    elif sha256 != MEASURED_SHA256:
        says = f"{folder.name} is not the model that was measured. {_which(sha256)}"
        yield better(ABOUT, says, f"{MODEL} is the known one.", **figures)
    else:
        yield ok(ABOUT, f"{MODEL}, whole. {_which(sha256)}", **figures)


def _which(sha256: str) -> str:
    return f"Its sha256 begins with {sha256[:12]}."
