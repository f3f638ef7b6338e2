"""What every kitchen knows, from its data file."""

from __future__ import annotations

from functools import cache

import yaml

from assistant.cookbook.problems import Fault, Severity
from assistant.cookbook.reader import Reader
from assistant.core.kitchen import Kitchen
from assistant.resources import compose_yaml


@cache
def kitchen() -> Kitchen:
    """Raises Fault where the file is wrong, which a test would find."""

    def refuse(line: int, message: str, hint: str, severity: Severity = "error") -> None:
        raise Fault(f"kitchen.en.yaml: {message}", hint, line)

    node = compose_yaml("language/kitchen.en.yaml")
    assert isinstance(node, yaml.MappingNode)
    known: Kitchen = Reader(refuse).read(node, Kitchen)
    return known
