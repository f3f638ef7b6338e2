"""Nothing is lost: clocks that are set, machines that sleep, disks that fill up, journals that break.

The real loop, keeper and journal; a kill is to leave them and begin again in the same folder.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from assistant.commands import replay, timers
from assistant.config import Settings
from assistant.core.events import ClockChanged, SoundMeasured
from assistant.core.session import Place
from assistant.edges.clock import Watch
from assistant.edges.journal import Journal
from assistant.language.understand import Meaning
from tests.conversation import recipe
from tests.edges.fakes import FakeClock
from tests.loop import Loop

UP = "time is up"


def cooking(folder: Path, clock: FakeClock | None = None) -> Loop:
    loop = Loop(folder, clock or FakeClock())
    loop.hear("start")
    return loop


def rung(*loops: Loop) -> list[float]:
    """When, by the steady clock, alarms began."""
    return [at for loop in loops for at, text in loop.display.lines if UP in text or "time was up" in text]


# ---- the clock ----


@pytest.mark.parametrize("by_seconds", [3600.0, -3600.0])
@pytest.mark.parametrize("after_seconds", [0.0, 100.0, 599.0])
def test_a_clock_that_is_set_moves_no_alarm(tmp_path: Path, by_seconds: float, after_seconds: float) -> None:
    loop = cooking(tmp_path)
    began_at = loop.clock.counted
    loop.hear("set a timer for ten minutes")
    assert loop.wait(after_seconds) == ""
    loop.clock.set(by_seconds)
    assert loop.wait(0.0) == ""
    assert loop.timers() == {"600": 600 - after_seconds}
    loop.wait(900.0)
    assert rung(loop) == [pytest.approx(began_at + 600, abs=1.0)]


def test_a_clock_that_is_set_while_words_wait_gives_a_timer_its_whole_length(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.clock.set(3600.0)
    loop.hear("set a timer for ten minutes")
    assert loop.timers() == {"600": pytest.approx(600, abs=1)}


def test_times_of_day_follow_the_zone(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    before = loop.hear("what time is it")
    loop.clock.zone += 3600
    loop.wait(1.0)
    after = loop.hear("what time is it")
    assert before != after
    loop.clock.zone -= 3600
    loop.wait(1.0)
    assert loop.hear("what time is it") == before


def test_another_zone_moves_no_alarm_on_or_off(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    began_at = loop.clock.counted
    loop.hear("set a timer for twenty minutes")
    loop.clock.zone += 5 * 3600
    loop.wait(60.0)
    assert loop.timers() == {"1200": 1140}
    loop.clock.zone -= 9 * 3600
    loop.clock.pass_(60.0)
    again = Loop(tmp_path, loop.clock)
    assert again.timers() == {"1200": 1080}
    again.wait(2000.0)
    assert rung(loop, again) == [pytest.approx(began_at + 1200, abs=1.0)]


def test_dinner_stays_at_its_hour_in_a_zone_that_changed_while_it_was_off(tmp_path: Path) -> None:
    loop = Loop(tmp_path, FakeClock())
    said = loop.hear("dinner at eleven")
    assert said.startswith("For eleven o'clock")
    loop.clock.zone -= 3600
    again = Loop(tmp_path, loop.clock)
    assert again.hear("when do i have to start") == said


def test_after_a_sleep_of_ten_minutes_an_alarm_says_how_long_ago_it_was_due(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.hear("set a timer for five minutes")
    loop.clock.pass_(600.0)
    assert "time was up five minutes ago" in loop.wait(0.0)
    assert len(rung(loop)) == 1
    assert not any(isinstance(e.event, ClockChanged) for e in entries(tmp_path))


@pytest.mark.parametrize("by_seconds", [3600.0, -3600.0])
def test_a_clock_that_is_set_while_the_program_is_off(tmp_path: Path, by_seconds: float) -> None:
    loop = cooking(tmp_path)
    began_at = loop.clock.counted
    loop.hear("set a timer for ten minutes")
    loop.clock.pass_(120.0)
    loop.clock.set(by_seconds)
    again = Loop(tmp_path, loop.clock)
    assert "You were away two minutes." in again.display.lines[0][1]
    assert again.timers() == {"600": 480}
    again.wait(600.0)
    assert rung(again) == [pytest.approx(began_at + 600, abs=1.0)]


def test_a_machine_that_starts_again_in_the_past_loses_no_timer(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.hear("set a timer for ten minutes")
    loop.clock.reboot(60.0)
    loop.clock.set(-86400.0)
    again = Loop(tmp_path, loop.clock)
    assert again.timers() == {"600": 600}
    again.clock.set(86400.0)  # the network tells the time
    again.wait(1.0)
    assert again.timers() == {"600": 599}


def test_what_ended_while_it_was_off_is_told_at_once(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.hear("set a timer for five minutes")
    loop.clock.pass_(660.0)
    again = Loop(tmp_path, loop.clock)
    said = " ".join(text for _, text in again.display.lines)
    assert "You were away eleven minutes." in said
    assert "six minutes ago" in said
    assert again.timers() == {"300": -360}
    assert len(rung(again)) <= 1


# ---- the disk ----


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """No file of this process grows beyond the largest of the folder."""
    import resource

    largest = max((p.stat().st_size for p in folder.iterdir()), default=4096)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def entries(folder: Path) -> list[replay.Entry]:
    journal = Journal.to_read(folder / "journal.sqlite3")
    found = [entry for id in journal.sessions() for entry in journal.entries(id)]
    journal.close()
    return found


def assert_replays(folder: Path) -> None:
    """Each session of the journal, answered again, says exactly what was said."""
    journal = Journal.to_read(folder / "journal.sqlite3")
    for id in journal.sessions():
        assert [said for _, said in replay.replayed(journal, id)] == [e.said for e in journal.entries(id)]
    journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set there")
def test_a_disk_that_fills_up_is_told_once_and_nothing_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = cooking(tmp_path)
    said: list[str] = []
    with full_disk(tmp_path):
        for n in range(30):
            said.append(loop.hear(f"set a timer for {n + 1} hours") if n < 5 else loop.hear("how much honey do i need"))
    trouble = [text for text in said if "can't keep my notes" in text]
    assert len(trouble) == 1
    assert trouble[0].endswith("We go on, but after a crash I would not remember.")
    assert all(text for text in said)
    assert len(loop.timers()) == 5
    assert "Free some space" in capsys.readouterr().err
    back = loop.hear("next")
    assert back.endswith("I can keep my notes on disk again. Nothing was lost.")
    assert_replays(tmp_path)
    assert sum("honey" in getattr(e.event, "transcript", "") for e in entries(tmp_path)) == 25
    again = Loop(tmp_path, loop.clock)
    assert again.timers() == loop.timers()
    assert again.app.session.place == loop.app.session.place


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set there")
def test_a_disk_that_is_full_from_the_start(tmp_path: Path) -> None:
    with full_disk(tmp_path):
        loop = cooking(tmp_path)
        assert loop.display.lines[0][1].startswith("I can't keep my notes on disk: ")
        loop.hear("set a timer for ten minutes")
        assert loop.hear("next")
    loop.hear("next")
    assert Loop(tmp_path, loop.clock).timers() == {"600": 600}
    assert_replays(tmp_path)


def test_a_folder_that_cannot_be_written_is_told_and_the_cooking_goes_on(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    loop = cooking(blocked)
    assert "can't keep my notes on disk: it cannot be opened" in loop.display.lines[0][1]
    began_at = loop.clock.counted
    loop.hear("set a timer for ten minutes")
    loop.wait(700.0)
    assert rung(loop) == [pytest.approx(began_at + 600, abs=1.0)]
    blocked.unlink()
    assert "I can keep my notes on disk again." in loop.hear("next")
    assert_replays(blocked)


def zeros(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda path: path.write_bytes(b"this is no database, " * 500),
    "half of it": lambda path: os.truncate(path, path.stat().st_size // 2),
    "a bad block": zeros,
    "nothing in it": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
    "another program's": lambda path: other_tables(path),
}


def other_tables(path: Path) -> None:
    import sqlite3

    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE session (name TEXT)")
    db.close()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_journal_damaged_while_it_was_off_costs_no_timer(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    loop = cooking(tmp_path)
    loop.hear("set a timer for ten minutes")
    loop.hear("next")
    loop.keeper.close()
    damage(tmp_path / "journal.sqlite3")
    loop.clock.pass_(120.0)
    again = Loop(tmp_path, loop.clock)
    welcome = again.display.lines[0][1]
    assert "You were away two minutes." in welcome
    moved = list(tmp_path.glob("journal.damaged-*.sqlite3"))
    assert ("My notes on disk were damaged." in welcome) == bool(moved)
    assert again.timers() == {"600": 480}
    assert again.app.session.place == Place(0, 1)
    again.hear("next")
    assert_replays(tmp_path)
    third = Loop(tmp_path, loop.clock)
    assert "damaged" not in third.display.lines[0][1]
    assert third.timers() == {"600": 480}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_journal_damaged_while_it_is_written_costs_no_timer(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    loop = cooking(tmp_path)
    loop.hear("set a timer for ten minutes")
    damage(tmp_path / "journal.sqlite3")
    loop.hear("next")
    loop.hear("set a rice timer for twenty minutes")
    again = Loop(tmp_path, loop.clock)
    assert again.timers() == {"600": 600, "rice": 1200}
    assert again.app.session.place == Place(0, 1)


def test_a_damaged_spare_copy_harms_nothing(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.hear("set a timer for ten minutes")
    for damage in (b"", b"[" * 100_000, b"\xff", b'{"recipe": "pork-belly"}', b'{"touched_at": 1e400}'):
        (tmp_path / "journal.spare.json").write_bytes(damage)
        assert Loop(tmp_path, loop.clock).timers() == {"600": 600}


def test_a_session_that_cannot_be_read_is_not_begun_anew_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = cooking(tmp_path)
    journal = Journal(tmp_path / "journal.sqlite3")
    with journal.transaction():
        journal.record(1, [], loop.app.session, '{"mood": "good"}')
    journal.close()
    (tmp_path / "journal.spare.json").unlink()
    again = Loop(tmp_path, loop.clock)
    assert again.display.lines[0][1].startswith("I can't read where we were. Tell me the step to go to. Hello!")
    assert "cannot be taken up" in capsys.readouterr().err


# ---- what is kept, and what comes back ----


def test_an_edited_recipe_is_gone_on_with_at_the_same_step(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.hear("go to step three")
    loop.hear("start timer")
    before = loop.timers()
    steps = recipe().steps
    edited = replace(recipe(), steps=(steps[0], *steps[2:]))
    again = Loop(tmp_path, loop.clock, edited)
    welcome = again.display.lines[0][1]
    assert "The recipe was changed since. Step two: Simmer the pork belly." in welcome
    assert again.timers() == before
    assert again.app.session.place == Place(1, 0)
    unchanged = Loop(tmp_path, loop.clock, edited)
    assert "changed" not in unchanged.display.lines[0][1]
    retitled = Loop(tmp_path, loop.clock, replace(edited, summary="Another word."))
    assert "changed" not in retitled.display.lines[0][1]
    assert_replays(tmp_path)


def test_a_swap_outlives_its_ingredient(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.hear("use maple syrup instead of honey")
    groups = tuple(
        replace(g, ingredients=tuple(replace(i, id="bee-honey") if i.id == "honey" else i for i in g.ingredients))
        for g in recipe().groups
    )
    again = Loop(tmp_path, loop.clock, replace(recipe(), groups=groups, steps=recipe().steps[:1]))
    again.hear("yes")
    assert again.hear("how much honey do i need") == "A third of a cup of honey."
    assert again.hear("undo").startswith("Taken back.")


def test_how_long_steps_took_is_told_the_next_time(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.wait(1500.0)
    loop.hear("go to step two")
    assert [(t.step, t.seconds) for t in loop.app.session.took] == [(0, 1500)]
    fresh = Loop(tmp_path, loop.clock, settings=Settings(fresh=True))
    assert [(t.step, t.seconds) for t in fresh.app.session.last_took] == [(0, 1500)]
    assert fresh.app.session.place == Place()
    fresh.hear("start")
    assert fresh.hear("how long does this step take").endswith("Last time it took you twenty five minutes.")


def test_what_is_foreseen_is_made_ready_and_has_not_happened(tmp_path: Path) -> None:
    loop, ready = cooking(tmp_path), list[str]()
    loop.app.mouth.foresee = ready.extend  # type: ignore[method-assign]
    before, entries_before = loop.app.session, len(entries(tmp_path))
    loop.inbox.foreseen("how much honey", Meaning("ask_amount", {"ingredient": "honey"}))
    assert loop.wait(0.0) == ""
    assert ready == ["A third of a cup of honey."] == [loop.hear("how much honey")]
    assert len(entries(tmp_path)) == entries_before + 2, "the question and the end of its answer"
    assert loop.app.session.place == before.place


def test_a_note_is_told_at_its_step_the_next_time(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.hear("note less salt next time")
    again = Loop(tmp_path, loop.clock, settings=Settings(fresh=True))
    assert "Your note: less salt next time." in again.hear("start")
    assert again.hear("read my notes") == "At the step prepare: less salt next time."
    third = Loop(tmp_path, loop.clock, settings=Settings(fresh=True))
    assert third.hear("read my notes") == "At the step prepare: less salt next time."


def test_what_was_changed_is_done_so_the_next_time_on_a_yes(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.hear("use maple syrup instead of honey")
    loop.hear("leave out the chili")
    loop.hear("go to step twelve")
    for _ in range(4):
        asked = loop.hear("next")
    assert asked.endswith("Is the stove off?")
    assert loop.hear("yes").endswith("Shall I remember what you changed for next time?")
    assert loop.hear("yes").startswith("I will do it so next time.")
    again = Loop(tmp_path, loop.clock, settings=Settings(fresh=True))
    assert again.display.lines[0][1].startswith(
        "As last time: maple syrup instead of honey. As last time: no red pepper flakes. Hello!"
    )
    assert again.hear("how much honey") == "A third of a cup of maple syrup."
    assert_replays(tmp_path)


def test_an_adapted_recipe_survives_a_restart(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    for words in ("use grams", "leave out the chili", "i don't have dark soy sauce", "yes"):
        loop.hear(words)
    again = Loop(tmp_path, loop.clock)
    again.hear("yes")
    assert again.hear("how much soy sauce") == "Eighty grams of soy sauce."
    assert again.hear("undo") == "Taken back. Dark soy sauce as before."
    assert again.hear("undo") == "Taken back. Red pepper flakes as before."
    assert_replays(tmp_path)


def test_a_session_of_the_day_before_is_not_offered(tmp_path: Path) -> None:
    loop = cooking(tmp_path)
    loop.clock.pass_(25 * 3600.0)
    assert Loop(tmp_path, loop.clock).display.lines[0][1].startswith("Hello!")


def test_running_timers_are_listed_beside_the_session_and_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "journal.sqlite3"
    monkeypatch.setattr(timers, "journal_path", lambda: path)
    assert timers.last_session() is None
    loop = cooking(tmp_path)
    loop.hear("set a rice timer for twenty minutes")
    loop.hear("set a timer for five minutes")
    loop.hear("pause the rice timer")
    loop.clock.pass_(60.0)
    loop.clock.set(3600.0)

    def lines() -> list[str]:
        shown = [timers.line(*each) for each in timers.running(timers.last_session(), Watch(loop.clock))]
        return [line.partition(", due at")[0] for line in shown]

    assert lines() == ["rice: 0:20:00 left, paused", "0:05:00 timer: 0:04:00 left"]
    loop.keeper.close()
    loop.clock.pass_(300.0)
    assert lines()[1].startswith("0:05:00 timer: 0:01:00 over, was due at ")


WORDS = st.sampled_from(
    [
        "start", "next", "go back", "repeat", "go to step three", "start timer", "set a timer for ten minutes",
        "set a rice timer for twenty minutes", "stop", "undo", "yes", "no", "for eight people", "give me a tip",
        "how much ginger do i need", "pause the timer", "resume the timer", "cancel the timer", "five more minutes",
        "what time is it", "dinner at seven", "when will it be ready", "remind me every two minutes to stir", "pause",
        "resume", "colorless green ideas", "tell me more", "overview", "louder", "stop listening", "listen again",
    ]
)  # fmt: skip
DOINGS = st.lists(
    st.one_of(
        WORDS.map(lambda words: ("hear", words)),
        st.floats(0, 4000).map(lambda seconds: ("wait", seconds)),
        st.sampled_from([("kill", 0.0), ("kill", 400.0), ("set", 3600.0), ("set", -3600.0), ("zone", 3600.0)]),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=DOINGS)
def test_a_replay_says_exactly_what_was_said(tmp_path: Path, doings: list[tuple[str, str | float]]) -> None:
    shutil.rmtree(tmp_path / "kitchen", ignore_errors=True)
    loops = [cooking(tmp_path / "kitchen")]
    clock = loops[0].clock
    for what, value in doings:
        match what, value:
            case "hear", str():
                loops[-1].hear(value)
            case "wait", float():
                loops[-1].wait(value)
            case "kill", float():
                loops[-1].keeper.close()
                clock.pass_(value)
                loops.append(Loop(tmp_path / "kitchen", clock))
            case "set", float():
                clock.set(value)
            case "zone", float():
                clock.zone += int(value)
        loops[-1].wait(0.0)
    spoken = [text for loop in loops for _, text in loop.display.lines]
    assert [text for entry in entries(tmp_path / "kitchen") for text in entry.said] == spoken
    assert_replays(tmp_path / "kitchen")
    loops[-1].keeper.close()


def test_the_sound_check_asks_the_microphone_and_tells_what_it_heard(tmp_path: Path) -> None:
    loop = Loop(tmp_path)
    loop.app.sound = lambda heard: SoundMeasured(heard, -50.0, -25.0)
    loop.hear("check the sound")
    assert loop.hear("next") == "You are twenty five decibels louder than the kitchen. I hear you well."
    assert loop.hear("sound check")
    assert loop.wait(30.0).startswith("I heard somebody, but not the word next.")


def test_who_types_has_no_microphone_to_check(tmp_path: Path) -> None:
    loop = Loop(tmp_path)
    loop.hear("check the sound")
    assert loop.hear("next") == "You type, so there is no microphone to check."
