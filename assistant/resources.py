"""The data files that are part of the program: the only place that reads them."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

# The C loader is seven times as fast, but not in every build of PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(name: str) -> Any:
    """The content of a packaged file, as `language/commands.en.yaml`; raises FileNotFoundError."""
    return parse_yaml((files("assistant") / name).read_text(encoding="utf-8"))


def compose_yaml(name: str) -> Any:
    """The nodes of a packaged file, which know their lines; raises FileNotFoundError."""
    return yaml.compose((files("assistant") / name).read_text(encoding="utf-8"), Loader=_LOADER)


def parse_yaml(text: str) -> Any:
    """The content of a YAML text; raises yaml.YAMLError."""
    return yaml.load(text, Loader=_LOADER)
