"""`assistant check FILE...`: every problem of a recipe, with its place and what to do."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from assistant.cookbook import check
from assistant.cookbook.schema import schema
from assistant.errors import UsageError


def files_of(path: Path) -> list[Path]:
    """The file, or all recipes in a folder and its folders."""
    return sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def run(args: Namespace) -> int:
    """1 where a file has an error; warnings alone give 0. Raises UsageError where nothing is to be checked."""
    if args.schema:
        print(json.dumps(schema(), ensure_ascii=False, indent=1))
        return 0
    if not args.files:
        raise UsageError("Name the recipes to check, or a folder of them.")
    problems = check(path for name in args.files for path in files_of(Path(name)))
    if args.json:
        print(json.dumps([asdict(p) for p in problems], ensure_ascii=False))
    else:
        for problem in problems:
            print(problem)
    return int(any(p.severity == "error" for p in problems))
