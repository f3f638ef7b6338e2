"""The real program, killed, doubled, and with a full disk. scripts/faults kills it for longer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import ROOT, Typist, run

from assistant.edges.journal import Journal
from tests.faults import torture

KILLS = 5


class ReadOnly:
    """A folder in which nothing can be written, by its permissions. `inside` has root, too, stopped by them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inside: tuple[str, ...] = ()
        if os.geteuid() == 0:
            self.inside = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
            if not shutil.which("setpriv") or subprocess.run([*self.inside, "true"], capture_output=True).returncode:
                pytest.skip("root is stopped by no permissions here")
        self._allow(write=False)

    def end(self) -> None:
        self._allow(write=True)

    def _allow(self, write: bool) -> None:
        for path in self.folder.iterdir():
            path.chmod(0o644 if write else 0o444)
        self.folder.chmod(0o755 if write else 0o555)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """The program's folder, with the journal of a session that was killed at step three with a timer running."""
    typist = Typist(tmp_path)
    typist.read()
    typist.type("go to step three")
    typist.type("set a rice timer for twenty minutes")
    typist.kill()
    yield tmp_path / "state" / "cooking-assistant"
    (tmp_path / "state" / "cooking-assistant").chmod(0o755)


CANNOT_KEEP = "I can't keep my notes on disk: it is read-only. We go on, but after a crash I would not remember."


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be made read-only there")
def test_a_journal_in_a_read_only_folder_is_gone_on_from_and_nothing_of_it_is_lost(kept: Path, tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in kept.iterdir()}
    read_only = ReadOnly(kept)
    typist = Typist(tmp_path, inside=read_only.inside)
    welcome = typist.read()
    assert welcome.startswith(f"Welcome back. {CANNOT_KEEP} Step three: Simmer the pork belly. The rice timer has ")
    answers = [
        typist.type(words) for words in ("yes", "next", "set an egg timer for six minutes", "how long on the egg")
    ]
    assert not any("notes" in answer for answer in answers), answers
    assert answers[2].startswith("Egg timer on: six minutes, until ")
    assert "rice: 0:19:" in run(tmp_path, "timers").stdout
    typist.kill()
    for name in ("journal.sqlite3", "journal.spare.json"):
        assert (kept / name).read_bytes() == files[name]
    read_only.end()
    typist = Typist(tmp_path)
    welcome = typist.read()
    assert welcome.startswith("Welcome back. Step three: Simmer the pork belly. The rice timer has ")
    assert "egg" not in welcome
    typist.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be made read-only there")
def test_in_a_read_only_home_it_cooks_all_the_same(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    read_only = ReadOnly(state)
    typist = Typist(tmp_path, inside=read_only.inside)
    assert typist.read().startswith("I can't keep my notes on disk: it cannot be opened. We go on, but after a crash ")
    assert typist.type("start").startswith("Step one")
    assert typist.type("set a timer for two seconds").startswith("Timer on: two seconds")
    assert typist.read() == "Two second timer: time is up."
    typist.kill()
    read_only.end()


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be made read-only there")
def test_what_could_not_be_written_is_written_as_soon_as_it_can(kept: Path, tmp_path: Path) -> None:
    read_only = ReadOnly(kept)
    typist = Typist(tmp_path, inside=read_only.inside)
    assert CANNOT_KEEP in typist.read()
    typist.type("yes")
    typist.type("set an egg timer for six minutes")
    read_only.end()
    assert "I can keep my notes on disk again. Nothing was lost." in [typist.type("next"), typist.read()]
    typist.kill()
    listed = run(tmp_path, "timers").stdout
    assert "rice: " in listed and "egg: " in listed
    typist = Typist(tmp_path)
    assert re.search("The rice timer has .+ left. The egg timer has .+ left.", typist.read())
    typist.kill()


def test_every_start_after_a_kill_resumes_with_place_and_timers_right(tmp_path: Path) -> None:
    counts = torture(tmp_path, KILLS, seed=8)
    print(counts)
    assert counts.kills == KILLS
    assert counts.events > KILLS


def test_a_second_program_says_in_one_sentence_that_the_first_is_cooking(tmp_path: Path) -> None:
    typist = Typist(tmp_path)
    typist.read()
    typist.type("start")
    typist.type("set a rice timer for twenty minutes")
    second = run(tmp_path, "cook", "--ears", "keyboard", "--voice", "text")
    assert second.returncode == 3
    assert second.stdout == ""
    assert second.stderr == ("The assistant is already cooking in another window; go on there, or end it first.\n")
    listed = run(tmp_path, "timers")
    assert listed.stdout.startswith("rice: 0:19:5") or listed.stdout.startswith("rice: 0:20:00")
    typist.kill()
    assert run(tmp_path, "timers").stdout.startswith("rice: 0:19:5")
    typist = Typist(tmp_path)
    assert "rice timer" in typist.read()
    typist.kill()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can limit another process")
def test_a_disk_that_fills_up_ends_with_a_clear_sentence_and_nothing_lost(tmp_path: Path) -> None:
    import resource

    typist = Typist(tmp_path)
    typist.read()
    typist.type("start")
    typist.type("set a rice timer for twenty minutes")
    folder = tmp_path / "state" / "cooking-assistant"
    program, largest = typist.pid, max(p.stat().st_size for p in folder.iterdir())
    _, hard = resource.prlimit(program, resource.RLIMIT_FSIZE)
    resource.prlimit(program, resource.RLIMIT_FSIZE, (largest, hard))
    said = [typist.type("how much honey do i need")]
    while "can't keep my notes" not in said[-1] and len(said) < 60:
        said.append(typist.type("set a timer for ten hours") if len(said) == 3 else typist.type("where am i"))
    assert said[-1].endswith("We go on, but after a crash I would not remember."), said
    answered = [typist.type("set an egg timer for six minutes") for _ in range(2)]
    assert any(text.startswith("Egg timer on") for text in answered), answered
    resource.prlimit(program, resource.RLIMIT_FSIZE, (hard, hard))
    answered = [typist.type("next") for _ in range(2)]
    assert "I can keep my notes on disk again. Nothing was lost." in [*answered, typist.type("where am i")]
    typist.kill()
    journal = Journal.to_read(folder / "journal.sqlite3")
    kept = list(journal.entries(1))
    journal.close()
    heard = [getattr(e.event, "transcript", "") for e in kept]
    assert heard.count("set an egg timer for six minutes") == 2
    assert heard.count("where am i") >= len(said) - 3
    listed = run(tmp_path, "timers").stdout
    assert "rice: " in listed and "egg: " in listed
    replayed = run(tmp_path, "replay", str(folder / "journal.sqlite3"))
    assert [line for line in replayed.stdout.splitlines() if not line.startswith("> ")] == [
        text for entry in kept for text in entry.said
    ]


def test_a_recipe_that_breaks_in_between_is_gone_on_with_as_it_was(tmp_path: Path) -> None:
    """And the unfinished dish is gone on with, whichever it was."""
    own = tmp_path / "data" / "cooking-assistant" / "recipes"
    own.mkdir(parents=True)
    whole = (ROOT / "recipes" / "pork-belly.yaml").read_text(encoding="utf-8")
    sunday = whole.replace("id: pork-belly", "id: sunday", 1).replace("names: [", "names: [sunday pork, ", 1)
    (own / "sunday.yaml").write_text(sunday, encoding="utf-8")
    typist = Typist(tmp_path, "sunday")
    typist.read()
    typist.type("go to step three")
    typist.type("set a rice timer for twenty minutes")
    typist.kill()
    for broken in ("steps: [", None):
        if broken is None:
            (own / "sunday.yaml").unlink()
        else:
            (own / "sunday.yaml").write_text(broken, encoding="utf-8")
        typist = Typist(tmp_path)
        welcome = typist.read()
        assert welcome.startswith("Welcome back. The recipe's file can't be read any more. We go on with it as it was.")
        assert "Step three: Simmer the pork belly. The rice timer has " in welcome
        code, told = typist.leave()
        assert code == 0
        assert "sunday" in told
    assert "no recipe 'sunday'" in run(tmp_path, "cook", "sunday", "--fresh").stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["replay", "nowhere.sqlite3"], "There is no journal nowhere.sqlite3; give the path of one.\n"),
        (["replay", "README.md"], "The journal README.md cannot be used: file is not a database."),
    ],
)
def test_what_cannot_be_replayed_is_said_in_a_sentence(arguments: list[str], says: str, tmp_path: Path) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode in (1, 3)
    assert done.stderr.startswith(says)
    assert "Traceback" not in done.stderr


def test_without_a_session_no_timer_runs(tmp_path: Path) -> None:
    done = run(tmp_path, "timers")
    assert (done.returncode, done.stdout) == (0, "No timer is running.\n")
