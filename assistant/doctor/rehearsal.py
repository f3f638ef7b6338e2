"""A small session in a process that has lost the network: typed to, spoken by the real voice, heard by the real ears.

`python -m assistant.doctor.rehearsal` prints what came of it as JSON; whatever opens a network socket ends it.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path

from assistant.commands.cook import cook
from assistant.config import Settings
from assistant.doctor.hearing_itself import heard_of
from assistant.edges.clock import SystemClock, Watch
from assistant.edges.keeper import Keeper
from assistant.edges.sealing import seal
from assistant.errors import AssistantError

TYPED = ("start", "next", "how much honey", "set a timer for ten minutes", "where am I", "goodbye")


def main() -> None:
    result: dict[str, object] = {"sealed": seal(), "typed": len(TYPED), "said": len(cooked()), "heard": ""}
    try:
        result["heard"] = heard_of("next").intent
    except AssistantError as problem:
        result["problem"] = str(problem)
    print(json.dumps(result))


def cooked() -> list[str]:
    """What is said in a whole small session, whose journal is thrown away."""
    said = io.StringIO()
    sys.stdin = io.StringIO("\n".join(TYPED))
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(said):
        watch = Watch(SystemClock())
        keeper = Keeper(Path(folder) / "journal.sqlite3", watch)
        cook(Settings(ears="keyboard", voice="text", display="none", fresh=True), keeper, watch)
        keeper.close()
    return said.getvalue().splitlines()


if __name__ == "__main__":
    main()
