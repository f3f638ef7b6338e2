"""The real program, typed to and read: the same session as by voice, without sound."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.language import numbers
from tests.kitchen import spoken, write
from tests.whole.program import Typist, run

HELLO = (
    "Hello! Caramelized honey glazed pork belly for {people} people. "
    "Shall we start, or do you want the ingredients first?"
)
GINGER = "Cut three slices of fresh ginger for the pot, each about a quarter inch thick."
ONIONS = "Cut two green onions into pieces three inches long."
PREPARE = f"Step one: Prepare the pork belly. {GINGER}"
ONIONS_AND_TIP = f"{ONIONS} Say tip for a tip."

Open = Callable[..., Typist]


@pytest.fixture
def cook(tmp_path: Path) -> Iterator[Open]:
    """Starts the program; each time in the same folders, as a cook would."""
    opened: list[Typist] = []

    def start(*options: str) -> Typist:
        opened.append(Typist(tmp_path, *options))
        return opened[-1]

    yield start
    for typist in opened:
        typist.kill()


def test_cooks_by_typing(cook: Open) -> None:
    typist = cook()
    assert typist.read() == HELLO.format(people="four to six")
    assert typist.type("start") == PREPARE
    assert typist.type("next") == ONIONS_AND_TIP
    assert typist.type("how much honey do i need") == "A third of a cup of honey."
    assert typist.type("repeat") == "A third of a cup of honey."
    assert typist.type("go back") == PREPARE
    assert typist.type("what's the next step").startswith(ONIONS)
    assert typist.type("skip this step").startswith("Step two: Blanch the pork belly.")
    assert typist.leave() == (0, "")


def test_not_understood_is_said_and_changes_nothing(cook: Open) -> None:
    typist = cook()
    typist.read()
    typist.type("start")
    assert typist.type("colorless green ideas") == "Sorry, I didn't get that. Try next, repeat, or help."
    assert typist.type("next") == ONIONS_AND_TIP


def test_goodbye_ends_the_session(cook: Open) -> None:
    typist = cook()
    typist.read()
    assert typist.type("goodbye") == "Goodbye!"
    assert typist.leave() == (0, "")
    assert cook().read() == HELLO.format(people="four to six")


def test_goes_on_after_a_kill(cook: Open) -> None:
    typist = cook()
    typist.read()
    typist.type("start")
    typist.type("next")
    typist.kill()
    typist = cook()
    assert typist.read() == "Welcome back. Step one: Prepare the pork belly. Shall we go on there?"
    assert typist.type("yes").startswith(ONIONS)


def test_fresh_begins_anew(cook: Open) -> None:
    typist = cook()
    typist.read()
    typist.type("start")
    typist.kill()
    assert cook("--fresh").read() == HELLO.format(people="four to six")


def test_timers_run_on_while_it_is_dead(cook: Open) -> None:
    typist = cook()
    typist.read()
    typist.type("start")
    asked_at = time.monotonic()
    assert typist.type("set a timer for nine seconds").startswith("Timer on: nine seconds, until ")
    typist.kill()
    time.sleep(3)
    typist = cook()
    back = typist.read()
    away = time.monotonic() - asked_at
    said = re.search(r"The nine second timer has (.+) left\. Shall we go on there\?$", back)
    assert said, back
    assert numbers.seconds(said[1].split()) == pytest.approx(9 - away, abs=1.1)


def test_a_timer_rings_by_the_real_clock(cook: Open) -> None:
    typist = cook()
    typist.read()
    typist.type("start")
    asked_at = time.monotonic()
    typist.type("set a timer for three seconds")
    assert typist.read() == "Three second timer: time is up."
    assert time.monotonic() - asked_at == pytest.approx(3, abs=0.9)
    assert typist.type("stop") == "Three second timer off."


def test_a_timer_that_was_due_while_it_was_dead_rings_at_once(cook: Open) -> None:
    typist = cook()
    typist.read()
    typist.type("start")
    typist.type("set a timer for two seconds")
    typist.kill()
    time.sleep(3)
    typist = cook()
    assert re.fullmatch(r"Welcome back\. .+ Two second timer: time (is up|was up .+ ago)\.", typist.read())
    assert typist.type("stop") == "Two second timer off."


def test_amounts_are_scaled(cook: Open) -> None:
    """Eight people are 1.6 times the middle of four to six: two pounds become three and a quarter."""
    typist = cook("--servings", "8")
    assert typist.read() == HELLO.format(people="eight")
    assert typist.type("how much pork belly do i need") == "Three and a quarter pounds of pork belly."


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["cook", "lasagna"], 1, r"There is no recipe 'lasagna'.*pork belly"),
        (["cook", "{broken}"], 1, r"broken\.yaml:\d+: error: 'many' is not an amount"),
        (["check", "{folder}/nowhere.yaml"], 1, r"nowhere\.yaml.*error"),
        (["cook", "--servings", "none"], 2, r"'none' is not a whole number from 1 to 100."),
        (["cook", "--faster"], 2, r"there is no option --faster; "),
        (["bake"], 2, r"'bake' is no choice; there are cook, "),
        (
            ["cook", "--voice", "text", "--microphone", "nowhere"],
            3,
            r"microphone 'nowhere'.*choose one with --microphone",
        ),
        (["cook", "--ears", "keyboard", "--loudspeaker", "nowhere"], 3, r"loudspeaker 'nowhere'.*--voice text"),
        (["cook", "--voice", "text", "--model", "{folder}"], 3, r"no speech model in .*Run scripts/fetch-model"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(arguments: list[str], code: int, says: str, tmp_path: Path) -> None:
    paths = {"folder": tmp_path, "broken": broken_recipe(tmp_path)}
    done = run(tmp_path, *(argument.format(**paths) for argument in arguments))
    told = done.stderr or done.stdout
    assert done.returncode == code, told
    assert re.search(says, told)
    assert told and "Traceback" not in told


def broken_recipe(folder: Path) -> Path:
    """The pork belly for an uncountable many."""
    whole = (Path(__file__).parents[2] / "recipes/pork-belly.yaml").read_text(encoding="utf-8")
    path = folder / "broken.yaml"
    path.write_text(re.sub(r"^servings: .*$", "servings: many", whole, flags=re.MULTILINE), encoding="utf-8")
    return path


def test_without_a_speech_model_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "cook", "--voice", "text", VOSK_MODEL_PATH=str(tmp_path))
    assert done.returncode == 3
    assert done.stderr == f"There is no speech model in {tmp_path}. Run scripts/fetch-model to get it.\n"


def test_where_nothing_can_be_kept_it_says_so_and_cooks(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    done = run(tmp_path, "cook", "--ears", "keyboard", "--voice", "text", typed="start\n")
    assert done.returncode == 0
    assert re.fullmatch(r"The journal .+ cannot be used: .+XDG_STATE_HOME\.\n", done.stderr)
    warned, started = done.stdout.splitlines()
    assert warned.startswith("I can't keep my notes on disk: ")
    assert started.startswith("Step one:")


def test_understand_prints_json_and_nothing_else(tmp_path: Path) -> None:
    done = run(tmp_path, "understand", typed="next\n\nset a timer for ten minutes\nthe weather is fine\n")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"text": "next", "intent": "next_step", "slots": {}},
        {"text": "", "intent": None, "slots": {}},
        {"text": "set a timer for ten minutes", "intent": "start_timer", "slots": {"seconds": 600}},
        {"text": "the weather is fine", "intent": None, "slots": {}},
    ]
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.model
def test_hear_prints_json_and_nothing_else(tmp_path: Path) -> None:
    samples, rate = spoken("how much honey do i need")
    recording = tmp_path / "honey.wav"
    write(recording, np.concatenate([np.zeros(rate // 2), samples, np.zeros(rate)]), rate)
    done = run(tmp_path, "hear", str(recording))
    (heard,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert 0.5 + len(samples) / rate < heard.pop("decided_at") < 1.5 + len(samples) / rate
    assert heard == {
        "file": str(recording),
        "transcript": "how much honey do i need",
        "intent": "ask_amount",
        "slots": {"ingredient": "honey"},
    }
    assert (done.returncode, done.stderr) == (0, "")


def test_recipes_are_listed(tmp_path: Path) -> None:
    done = run(tmp_path, "recipes")
    assert "pork-belly: Caramelized honey glazed pork belly" in done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")


def test_a_recipe_of_the_cooks_own_is_found_and_cooked(tmp_path: Path) -> None:
    own = tmp_path / "data/cooking-assistant/recipes"
    own.mkdir(parents=True)
    whole = (Path(__file__).parents[2] / "recipes/pork-belly.yaml").read_text(encoding="utf-8")
    (own / "sunday.yaml").write_text(
        whole.replace("id: pork-belly", "id: sunday", 1)
        .replace("title: Caramelized honey glazed pork belly", "title: Sunday pork", 1)
        .replace("names: [", "names: [sunday pork, ", 1),
        encoding="utf-8",
    )
    assert "sunday: Sunday pork" in run(tmp_path, "recipes").stdout.splitlines()
    done = run(tmp_path, "cook", "sunday", "--ears", "keyboard", "--voice", "text", typed="start\n")
    assert done.stdout.startswith("Hello! Sunday pork for four to six people")


def test_another_recipe_is_chosen_and_gone_on_with_after_the_end_of_the_input(tmp_path: Path) -> None:
    typed = "something with lentils\nyes\nstart\nnext\n"
    options = ("cook", "--ears", "keyboard", "--voice", "text")
    said = run(tmp_path, *options, typed=typed).stdout.splitlines()
    assert [line.split(".")[0] for line in said[1:4]] == [
        "I have Red lentil soup with lemon",
        "Red lentil soup with lemon for four people",
        "Step one: Cut the vegetables",
    ]
    again = run(tmp_path, *options, typed="yes\n").stdout.splitlines()
    assert again[0].startswith("Welcome back. Step one: Cut the vegetables.")
    assert again[1] == "Peel and thinly slice two carrots."


def test_recipes_are_searched(tmp_path: Path) -> None:
    assert run(tmp_path, "recipes", "eggs").stdout == "soft-boiled-eggs: Soft boiled eggs\n"
    assert run(tmp_path, "recipes", "unicorn").returncode == 1


def test_a_folder_is_checked(tmp_path: Path) -> None:
    broken_recipe(tmp_path)
    assert run(tmp_path, "check", "recipes").stdout == ""
    assert run(tmp_path, "check", str(tmp_path)).returncode == 1
    assert run(tmp_path, "check").returncode == 2
    assert json.loads(run(tmp_path, "check", "--schema").stdout)["properties"]["title"]


def test_check_finds_the_line(tmp_path: Path) -> None:
    broken = broken_recipe(tmp_path)
    done = run(tmp_path, "check", str(broken), "recipes/pork-belly.yaml")
    line = next(n for n, text in enumerate(broken.read_text().splitlines(), 1) if text == "servings: many")
    assert re.fullmatch(rf"{re.escape(str(broken))}:{line}: error: 'many' is not an amount \(.+\)\n", done.stdout)
    assert done.returncode == 1
    assert run(tmp_path, "check", "recipes/pork-belly.yaml").returncode == 0


def test_check_as_json(tmp_path: Path) -> None:
    broken = broken_recipe(tmp_path)
    done = run(tmp_path, "check", "--json", str(broken))
    assert [(p["file"], p["severity"]) for p in json.loads(done.stdout)] == [(str(broken), "error")]
