"""The pages of docs/ that are made from the program's own data (`scripts/document` writes them anew)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.settings import file
from assistant.settings.setting import Setting
from assistant.settings.sources import KNOWN, variable

DOCS = Path(__file__).parents[1] / "docs"


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


PAGES: Mapping[str, Callable[[], str]] = {"settings.md": settings_page}


def main() -> None:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
