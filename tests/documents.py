"""The pages of docs/ that are made from the program's own data (`scripts/document` writes them anew)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.core.intents import Name
from assistant.settings import file
from assistant.settings.setting import Setting
from assistant.settings.sources import KNOWN, variable
from tests.ways import ways

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def settings_page() -> str:
    rows = [f"| `{s.name}` | `{_flag(s)}` | `{variable(s.name)}` | {s.help} |" for s in KNOWN.values()]
    one_run = ", ".join(f"`{s.name}`" for s in KNOWN.values() if not s.kept)
    return f"""# Settings

What is set once and for all stands in one file, `settings.toml` in your configuration folder
(`~/.config/cooking-assistant` on Linux, `~/Library/Application Support/cooking-assistant` on macOS,
`%LOCALAPPDATA%\\cooking-assistant` on Windows). A flag of `assistant cook` comes before an environment variable, that
before the file, and that before the default.

```sh
assistant settings                     # what is in force, and where it comes from
assistant settings microphone=USB      # writes it into the file; nothing after the = takes it out again
assistant settings --example           # a file that explains every setting
assistant settings --json
```

| setting | flag | variable | |
|---|---|---|---|
{chr(10).join(rows)}

{one_run} is for one run and never in the file; a recipe is named without a flag. A name that is not known, or a value
that cannot be, ends the command with a line for each, the file's line, and the nearest name. The example:

```toml
{file.example(KNOWN)}```
"""


def _flag(setting: Setting) -> str:
    if setting.name == "recipe":
        return "RECIPE"
    return f"{setting.flag} {setting.kind.shown}".strip().replace("|", "\\|")


def cooks_page() -> str:
    """Every wish with some of the ways to say it, from the command data."""
    parts = [
        """# What you can say

Nothing has to be learned: these are some of thousands of ways, made from the same data that the assistant listens with.
"Please", "could you" and "okay" may surround everything. In the kitchen, "help" names three things that fit the moment.
How to start, and what to do when it does not hear you, is in the [README](../README.md).
"""
    ]
    for title, names in _groups().items():
        rows = [
            f"| {name.replace('_', ' ')} | {', '.join(map(_quoted, found))} |"
            for name in names
            if (found := ways(name))
        ]
        parts.append(f"## {title}\n\n| to | say |\n|---|---|\n{chr(10).join(rows)}\n")
    return "\n".join(parts)


def _groups() -> dict[str, list[str]]:
    """The intents by the headings in the file of the commands."""
    groups: dict[str, list[str]] = {}
    for line in (ROOT / "assistant" / "language" / "commands.en.yaml").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"\s*# --- ([^:]+)", line):
            title = heading[1].strip()
            groups[title[0].upper() + title[1:]] = []
        elif groups and (intent := re.match(r'  "?(\w+)"?:$', line)) and intent[1] in set(Name):
            groups[list(groups)[-1]].append(intent[1])
    return groups


def _quoted(way: str) -> str:
    return f'"{way}"'


PAGES: Mapping[str, Callable[[], str]] = {"settings.md": settings_page, "cooks.md": cooks_page}


def main() -> None:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
