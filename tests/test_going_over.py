"""From one recipe to another while the program runs: by voice, with timers on the stove, and over a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.building import interpreter_for
from assistant.commands.replay import replayed
from assistant.core.recipe import Recipe
from assistant.core.session import phase_name
from assistant.edges.journal import Journal
from assistant.language.understand import Interpreter
from assistant.opening import ShelfOpening
from tests.conversation import interpreter, recipe
from tests.edges.fakes import FakeClock
from tests.loop import SHELF, Loop

FINE = ("Fine.", "All right.", "Okay.")


class Opening(ShelfOpening):
    """With interpreters that other tests have built already."""

    def interpreter(self, recipe: Recipe) -> Interpreter:
        return interpreter(recipe.id)


def started(folder: Path, clock: FakeClock, name: str = "pork-belly") -> Loop:
    loop = Loop(folder, clock, recipe(name))
    loop.app.opening = Opening(SHELF, loop.keeper, loop.app.watch)
    return loop


@pytest.fixture
def loop(tmp_path: Path) -> Loop:
    return started(tmp_path, FakeClock())


def test_a_recipe_is_chosen_by_its_number(loop: Loop) -> None:
    assert loop.hear("what can i cook") == (
        "Five recipes. One: Overnight country bread. Two: Red lentil soup with lemon. Three: Caramelized honey glazed "
        "pork belly. Say a name, a number, or tell me more."
    )
    assert loop.hear("tell me more") == "Four: Soft boiled eggs. Five: Tomato and cucumber salad."
    assert loop.hear("number four").startswith("Soft boiled eggs for two people. Shall we start")
    assert loop.hear("yes").startswith("Step one: Get everything ready.")


def test_a_recipe_is_chosen_by_name_and_the_words_of_the_new_one_are_understood(loop: Loop) -> None:
    assert loop.hear("let's make the soup").startswith("Red lentil soup with lemon for four people.")
    loop.hear("start")
    assert loop.hear("how much cumin") == "Two teaspoons of ground cumin."


def test_the_voices_learn_how_the_new_recipe_is_pronounced(loop: Loop) -> None:
    opened: list[str] = []
    loop.app.opening = Opening(SHELF, loop.keeper, loop.app.watch, on_opened=lambda r: opened.append(r.id))
    loop.hear("let's make the soup")
    assert opened == ["lentil-soup"]


def test_what_goes_in_finds_a_recipe(loop: Loop) -> None:
    assert loop.hear("something with lentils") == "I have Red lentil soup with lemon. Shall we take it?"
    assert loop.hear("yes").startswith("Red lentil soup with lemon for four people.")
    assert loop.hear("something with chicken") == "I have nothing with chicken."


def test_the_recipe_that_is_offered_begins_when_it_is_named(loop: Loop) -> None:
    assert loop.hear("let's make the pork belly").startswith("Step one: Prepare the pork belly.")


def test_what_nobody_has_is_told(loop: Loop) -> None:
    assert loop.hear("let's make banana pancakes") == "I have no banana pancakes. Ask me what we can cook."
    loop.hear("what can i cook")
    assert loop.hear("number nine") == "Which one? Say its name or its number."


def test_while_cooking_it_is_asked_first_and_timers_run_on(loop: Loop) -> None:
    loop.hear("start")
    loop.hear("set a rice timer for twenty minutes")
    assert loop.hear("let's make the lentil soup") == (
        "We are still cooking: Caramelized honey glazed pork belly. These timers would run on: rice timer. "
        "Leave it for Red lentil soup with lemon?"
    )
    assert loop.hear("no") in FINE
    assert loop.app.session.recipe.id == "pork-belly"
    loop.hear("let's make the lentil soup")
    loop.hear("yes")
    assert loop.app.session.recipe.id == "lentil-soup"
    loop.wait(19 * 60)
    assert loop.timers() == {"rice": 60}
    assert "Rice timer: time is up." in loop.wait(60)


def test_undo_goes_back_to_the_place_with_the_timers_as_they_are(loop: Loop) -> None:
    loop.hear("go to step three")
    place = loop.app.session.place
    loop.hear("set a timer for ten minutes")
    loop.hear("another recipe")
    loop.hear("yes")
    loop.hear("the salad")
    loop.wait(60)
    assert loop.hear("undo").startswith("Back again. Step three: Simmer the pork belly. The ten minute timer has nine")
    assert (loop.app.session.recipe.id, loop.app.session.place) == ("pork-belly", place)
    assert loop.timers() == {"600": 540}
    loop.hear("yes")
    assert loop.hear("how much honey") == "A third of a cup of honey."


def test_a_kill_after_it_loses_nothing(tmp_path: Path) -> None:
    clock = FakeClock()
    loop = started(tmp_path, clock)
    loop.hear("set a timer for ten minutes")
    loop.hear("let's make the salad")
    loop.hear("start")
    loop.hear("next")
    place = loop.app.session.place
    kept = loop.keeper.unfinished()
    assert kept is not None
    assert kept.recipe == "tomato-cucumber-salad"
    again = started(tmp_path, clock, kept.recipe)
    assert "Welcome back." in again.display.lines[0][1]
    assert (again.app.session.place, again.timers()) == (place, {"600": 600})


def test_each_recipe_is_replayed_as_a_session_of_its_own(tmp_path: Path) -> None:
    loop = started(tmp_path, FakeClock())
    for words in ("start", "what can i cook", "let's make the eggs", "yes", "what can i cook", "undo", "yes", "next"):
        loop.hear(words)
    loop.keeper.close()
    journal = Journal.to_read(loop.keeper.path)
    sessions = journal.sessions()
    assert len(sessions) == 2
    for id in sessions:
        for entry, said in replayed(journal, id):
            assert said == entry.said
    journal.close()


def test_a_broken_recipe_is_told_and_changes_nothing(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.building.find", lambda name, folders: Path("nowhere.yaml"))
    assert loop.hear("let's make the eggs") == "I can't read the recipe Soft boiled eggs. Name another one."
    assert loop.app.session.recipe.id == "pork-belly"
    assert phase_name(loop.app.session) == "choosing"


def test_what_reads_free_words_is_made_ready_for_the_new_recipe_before_they_are_said(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[Callable[[], None]] = []
    loop.app.later = wanted.append
    loop.hear("let's make the soup")
    (work,) = wanted
    prepared: list[bool] = []
    monkeypatch.setattr(Interpreter, "prepare", lambda self: prepared.append(self is interpreter("lentil-soup")))
    work()
    assert prepared == [True]


def test_the_interpreter_of_another_recipe_is_built(loop: Loop) -> None:
    assert ShelfOpening(SHELF, loop.keeper, loop.app.watch).interpreter(recipe("lentil-soup")).understand("next")
    assert interpreter_for(recipe(), ()).understand("next")
