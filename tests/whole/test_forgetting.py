"""What was heard and noted is removed when the cook wants it."""

from __future__ import annotations

from pathlib import Path

from tests.whole.program import Typist, run


def test_forget_leaves_nothing_of_what_was_heard(tmp_path: Path) -> None:
    typist = Typist(tmp_path)
    typist.read()
    typist.type("note: less salt next time")
    busy = run(tmp_path, "forget", "--yes")
    assert (busy.returncode, busy.stdout) == (3, "")
    typist.kill()
    kept = tmp_path / "state" / "cooking-assistant"
    spoken = tmp_path / "cache" / "cooking-assistant" / "voice" / "0123.pcm"
    spoken.parent.mkdir(parents=True)
    spoken.write_bytes(b"less salt")
    (kept / "journal.damaged-20260101-000000.sqlite3").write_bytes(b"salt")
    assert any(b"salt" in path.read_bytes() for path in kept.iterdir())
    for answer in ("", "no\n"):
        refused = run(tmp_path, "forget", typed=answer)
        assert (refused.returncode, refused.stderr) == (1, "Nothing was removed.\n")
        assert (kept / "journal.sqlite3").exists()
    done = run(tmp_path, "forget", typed="yes\n")
    assert done.returncode == 0
    assert str(kept / "journal.sqlite3") in done.stdout
    assert str(spoken.parent) in done.stdout
    assert [path.name for path in kept.iterdir()] == ["cooking.lock"]
    assert not any(b"salt" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert run(tmp_path, "forget").stdout == "Nothing is kept.\n"
    assert run(tmp_path, "cook", "--ears", "keyboard", "--voice", "text").stdout.startswith("Hello!")


def test_what_was_heard_stands_in_the_journal_only(tmp_path: Path) -> None:
    typist = Typist(tmp_path)
    typist.read()
    typist.type("how much flamingo do i need")
    typist.kill()
    holding = {path.name for path in tmp_path.rglob("*") if path.is_file() and b"flamingo" in path.read_bytes()}
    assert holding and holding <= {"journal.sqlite3", "journal.sqlite3-wal"}
