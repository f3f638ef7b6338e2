"""`assistant import SOURCE`: a recipe from a page, an address, a file, or a whole folder of them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.config import recipe_folders
from assistant.errors import InputError, UsageError
from assistant.importing.naming import unlike
from assistant.importing.sources import Source, fetch, files_in, is_address, read_file
from assistant.importing.taking import Taken, take
from assistant.importing.written import RefusedError


def run(args: Namespace) -> int:
    """0 where something was taken; of a folder, 1 where all of it was refused."""
    if not is_address(args.source) and _is_folder(args.source):
        return _folder(Path(args.source), Path(args.out) if args.out else recipe_folders()[0])
    taken = take(_source(args.source))
    if args.out:
        path = Path(args.out)
        path = path / f"{taken.id}.yaml" if path.is_dir() else path
        _write(path, taken.yaml)
        print(f"{taken.title} is in {path}.", file=sys.stderr)
    else:
        sys.stdout.write(taken.yaml)
    for remark in taken.remarks:
        print(f"- {remark}", file=sys.stderr)
    return 0


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):  # too long for a path, or no path at all
        return False


def _source(given: str) -> Source:
    if is_address(given):
        print(f"Fetching {given} from the network ...", file=sys.stderr)
        return fetch(given)
    if "://" in given:
        raise RefusedError(f"{given} is no web address; give one that begins with http or https, or a file.")
    return read_file(Path(given))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as problem:
        raise InputError(
            f"{path} cannot be written ({getattr(problem, 'strerror', None) or problem}); name another file."
        ) from problem


@dataclass(frozen=True, slots=True)
class _Refused:
    reason: str


def _folder(folder: Path, out: Path) -> int:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file, but a folder is imported into a folder; name one with --out.")
    paths = list(files_in(folder))
    if not paths:
        raise InputError(f"{folder} holds no recipe files (.html, .md, .cook, .txt).")
    told, clean, remarked = set[str](), 0, 0
    refused: list[str] = []
    for path, result in _each(paths, folder):
        if isinstance(result, _Refused):
            refused.append(f"{path}: {result.reason}")
            continue
        _write(out / f"{unlike(result.id, told)}.yaml", result.yaml)
        clean, remarked = clean + (not result.remarks), remarked + bool(result.remarks)
    print(
        f"Of {len(paths)} files {clean + remarked} are in {out}, {remarked} of them with remarks; "
        f"{len(refused)} were refused."
    )
    for line in refused:
        print(f"  refused {line}")
    return 0 if clean + remarked else 1


def _each(paths: list[Path], folder: Path) -> Iterator[tuple[Path, Taken | _Refused]]:
    for n, path in enumerate(paths, 1):
        try:
            result: Taken | _Refused = take(read_file(path))
            said = "taken, with remarks" if isinstance(result, Taken) and result.remarks else "taken"
        except RefusedError as problem:
            result, said = _Refused(str(problem)), "refused"
        print(f"{n} of {len(paths)}: {path.relative_to(folder)}: {said}", file=sys.stderr)
        yield path.relative_to(folder), result
