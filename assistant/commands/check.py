"""`assistant check FILE...`: every problem of a recipe, with its place and what to do."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from assistant.cookbook import check


def run(args: Namespace) -> int:
    """1 where a file has an error; warnings alone give 0."""
    problems = check(Path(name) for name in args.files)
    if args.json:
        print(json.dumps([asdict(p) for p in problems], ensure_ascii=False))
    else:
        for problem in problems:
            print(problem)
    return int(any(p.severity == "error" for p in problems))
