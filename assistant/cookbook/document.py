"""From bytes to YAML nodes, which know their lines. Nothing is constructed, so nothing in a file can run."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from assistant.cookbook.problems import Fault

MOST_BYTES = 512 * 1024
DEEPEST = 20
_STRANGE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(path: Path) -> yaml.MappingNode:
    """The file's nodes; raises Fault for the first thing that keeps it from being a plain YAML mapping."""
    text = _text(path)
    try:
        _refuse_tricks(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _fault(error, text) from None
    if not isinstance(root, yaml.MappingNode):
        raise Fault("this is not a recipe", "a recipe is a mapping of keys such as title, groups and steps")
    return root


def nodes(text: str) -> dict[str, yaml.Node]:
    """The values of a piece of a recipe, by their keys; raises Fault."""
    try:
        _refuse_tricks(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _fault(error, text) from None
    entries = root.value if isinstance(root, yaml.MappingNode) else ()
    return {str(key.value): value for key, value in entries}


def _text(path: Path) -> str:
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise Fault("this is not a file", "give the path of a recipe's YAML file")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise Fault("the file is too large for a recipe", f"at most {MOST_BYTES // 1024} kB are read")
    except (OSError, ValueError) as error:  # the path may be none
        why = getattr(error, "strerror", None) or error
        raise Fault(f"the file cannot be read: {why}", "check its name and rights") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault("the file is not UTF-8 text", "save it with the encoding UTF-8", line) from None
    strange = _STRANGE.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        raise Fault(f"the character {strange.group()!r} has no place in a text", "remove it", line)
    return text


def _refuse_tricks(text: str) -> None:
    """Aliases (which can grow without bound), tags and absurd depth, seen before any node is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Fault("anchors and aliases are not allowed", "write the text out where it is needed", line)
        if tag := getattr(event, "tag", None):
            raise Fault(f"the tag {tag} is not allowed", "remove it; a recipe needs no tags", line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Fault("the file is nested too deeply", f"at most {DEEPEST} levels are read", line)


def _fault(error: yaml.MarkedYAMLError, text: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    what = error.problem or "it cannot be read"
    written = text.split("\n")[line - 1 : line]
    if "tab" in what or "\\t" in what or any(re.match(r" *\t", at) for at in written):
        return Fault("a tab cannot indent YAML", "use spaces", line)
    if "expected a single document" in (error.context or ""):
        return Fault("there is more than one document in the file", "one file holds one recipe; remove the ---", line)
    return Fault(f"this is not valid YAML: {what}", "check indentation, colons and quotes here and just above", line)
