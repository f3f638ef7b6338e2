"""A speech model that tells words sooner, out of the files of one that is on disk, which stay as they are.

Kaldi computes the sounds of speech in chunks, and words come out with each of them: every 0.24 s of the models as they
are published. Chunks of half that length find the same words, at the cost of a twentieth of the computing
(`docs/hearing.md`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from assistant.edges.scratch import scratch_folder

_OPTION, _FRAMES = "--frames-per-chunk", 12  # of 10 ms each
_OPTIONS = Path("conf", "model.conf")


@contextmanager
def tuned(model: Path) -> Iterator[Path]:
    """A folder to load it from.

    That is the model's own where its options say how long chunks are, or nothing can be written beside it.
    """
    folder = model
    with ExitStack() as stack:
        with suppress(OSError, UnicodeDecodeError):
            options = (model / _OPTIONS).read_text(encoding="utf-8")
            if _OPTION not in options:
                beside = stack.enter_context(scratch_folder("assistant-model-"))
                folder = _with_options(model, f"{options.rstrip()}\n{_OPTION}={_FRAMES}\n", beside / model.name)
        yield folder


def _with_options(model: Path, options: str, folder: Path) -> Path:
    """Puts together the same model with other options. Raises OSError."""
    folder.mkdir()
    for entry in model.resolve().iterdir():
        if entry.name != _OPTIONS.parent.name:
            _link(entry, folder / entry.name)
    shutil.copytree(model / _OPTIONS.parent, folder / _OPTIONS.parent)
    (folder / _OPTIONS).write_text(options, encoding="utf-8")
    return folder


def _link(entry: Path, to: Path) -> None:
    try:
        to.symlink_to(entry, entry.is_dir())
    except OSError:  # Windows asks for a right that few have
        if entry.is_dir():
            shutil.copytree(entry, to)
        else:
            shutil.copy2(entry, to)
