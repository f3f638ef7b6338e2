"""How late real alarms sound (`scripts/measure-alarms`): the real program, typed to, on a virtual sound card."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from card import SoundCard

from assistant.edges.journal import Journal
from tests.whole.program import ASSISTANT, ROOT, own_folders

ALARMS = 12
LENGTH_SECONDS = 4
BROKEN_OFF_SECONDS, QUIET_SECONDS = 1.0, 2.5  # after these the confirmation is stopped, and silent


def program(card: SoundCard, folder: Path) -> subprocess.Popen[str]:
    command = [*ASSISTANT, "cook", "--ears", "keyboard"]
    env = own_folders(folder, card.env)
    return subprocess.Popen(command, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


def heard_at(journal: Path) -> float:
    """When the last timer was asked for, by the wall clock."""
    kept = Journal.to_read(journal)
    try:
        return max(entry.at for entry in kept.entries(1) if any("Timer on" in words for words in entry.said))
    finally:
        kept.close()


def late_seconds(card: SoundCard, folder: Path) -> list[float]:
    """For each alarm: from the moment it was due to its first sound."""
    recording, late = card.record(), []
    cook = program(card, folder)
    assert cook.stdin
    recording.until_loud(recording.now(), 20.0)
    time.sleep(12)  # the greeting
    for _ in range(ALARMS):
        cook.stdin.write(f"set a timer for {LENGTH_SECONDS} seconds\n")
        cook.stdin.flush()
        time.sleep(BROKEN_OFF_SECONDS)
        cook.stdin.write("stop\n")
        cook.stdin.flush()
        time.sleep(QUIET_SECONDS)
        due_at = heard_at(folder / "state" / "cooking-assistant" / "journal.sqlite3") + LENGTH_SECONDS
        started = recording.until_loud(recording.now() + due_at - time.time() - 0.1, 10.0)
        late.append(started - recording.now() + time.time() - due_at)
        cook.stdin.write("stop\nstop\n")
        cook.stdin.flush()
        time.sleep(4)
    cook.kill()
    recording.stop()
    return late


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        card = SoundCard(Path(name))
        try:
            late = late_seconds(card, Path(name))
        finally:
            card.close()
    median, longest = statistics.median(late), max(late)
    print(f"{len(late)} alarms: median {median:.2f} s late, longest {longest:.2f} s")


if __name__ == "__main__":
    main()
