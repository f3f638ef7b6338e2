"""The display in the terminal: laid out at several sizes, and driven through a pseudo-terminal as a person would."""

from __future__ import annotations

import re
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from assistant.core.view import Doing, HeardWords, view
from assistant.displays.terminal.guard import LEAVE
from assistant.displays.terminal.keys import Keys
from assistant.displays.terminal.layout import ASCII, FULL, Sheet, Signs, lines
from assistant.displays.terminal.letters import large
from assistant.language.writing import Writing
from assistant.resources import load_yaml
from tests.conversation import Conversation
from tests.displays.person import Person
from tests.whole.program import PATIENCE_SECONDS

ACTIONS = load_yaml("language/actions.en.yaml")
WORDS = Writing(load_yaml("language/wording.en.yaml"), UTC)
RED, GREEN = b"31", b"32"
GINGER = "Cut 3 slices of fresh ginger for the pot"

# The real program, as it is where a microphone hears and keys are shortcuts; and one that fails while it cooks.
SHORTCUTS = """
import sys
from assistant.cli import main
from assistant.displays.terminal import screen
keys = screen.Keys
screen.Keys = lambda actions, typing: keys(actions)
sys.exit(main())
"""
FAILING = """
import sys
from assistant.app import App
from assistant.cli import main
def take(self, mail):
    if mail is not None:
        raise RuntimeError("the pan burns")
App.take = take
sys.exit(main())
"""

STATES = {
    "choosing": (),
    "prepare": ("start",),
    "timers": ("start", "go to step three", "set a rice timer for ten minutes", "set a timer for one minute"),
    "asking": ("start", "go to step seven", "yes", "next", "next"),
    "long": ("start", "go to step three", *["next"] * 8),
    "asleep": ("start", "stop listening"),
}


def drawn(said: tuple[str, ...], width: int, height: int, signs: Signs = FULL) -> list[str]:
    talk = Conversation()
    talk.begin()
    for each in said:
        talk.hear(each)
    talk.wait(90)
    seen = view(talk.session, talk.now, HeardWords("colorless green ideas", False))
    return [line.plain for line in lines(seen, Sheet(width, height, WORDS, ACTIONS, talk.now, 4, None, signs))]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("width", "height"), [(20, 6), (40, 12), (40, 24), (80, 24), (200, 50), (300, 80)])
def test_it_fits_any_size(state: str, width: int, height: int) -> None:
    shown = drawn(STATES[state], width, height)
    assert len(shown) <= height
    assert max(map(len, shown)) <= width
    assert "[" in shown[-1], "the keys are told"


def test_forty_columns_hold_what_matters() -> None:
    shown = "\n".join(drawn(STATES["timers"], 40, 24))
    for wanted in (
        "Step 3 of 12",
        "Put the pork back into a clean pot.",
        "! It is still raw inside",
        "rice timer",
        "8:30",
    ):
        assert wanted in shown
    assert "+0:30  one minute timer" in shown and "until 6:10 PM" in shown


@pytest.mark.parametrize("signs", [FULL, ASCII], ids=["full", "ascii"])
def test_the_evening_shows_steps_waits_timers_and_now(signs: Signs) -> None:
    """A step is a block each; what is behind, goes on, is to come and waits by itself differ by their shapes."""
    done, _, ahead, wait = signs.line
    for width in (40, 200):
        shown = drawn(STATES["timers"], width, 50, signs)
        prepare, blanch, simmer, check, *others = shown[1].split()
        assert set(prepare) == set(blanch) == {done} and set(check) == {wait}
        assert simmer.startswith(signs.mark) and set(simmer) == {signs.mark, signs.due, wait}
        assert len(others) == 8 and {ahead} in map(set, others)
        assert "then check about 7:" in shown[2] and "ready 7:" in " ".join(shown[2:4])


def test_two_hundred_columns_hold_everything_with_large_letters() -> None:
    shown = drawn(STATES["prepare"], 200, 50)
    text = "\n".join(shown)
    for wanted in ("Then: ", "Heard: colorless green ideas (not understood)", "Said: Step 1", "Listening", "[n] Next"):
        assert wanted in text
    assert "\n ".join(large(GINGER, 198) or [])[:100] in text


def test_ascii_terminals_get_ascii_shapes() -> None:
    """Amounts are written out when they are drawn; the shapes come from here."""
    text = "".join(drawn(STATES["timers"], 80, 24, ASCII))
    assert not set(text) & set("●▮▯━─✓▶█▓░▒┃▀▄")


def test_timers_have_bars_and_ends() -> None:
    shown = "\n".join(drawn(STATES["timers"], 80, 24))
    assert re.search(r"8:30  rice timer  ━{4}─{20}  until 6:10 PM", shown)
    assert re.search(r"\+0:30  one minute timer  ━{24}  since 6:01 PM", shown)


@pytest.mark.parametrize(
    ("said", "doing"),
    [("start", "● Listening ▮▮▯▯▯"), ("pause", "● Paused ▮▮▯▯▯"), ("stop listening", "● Not listening ▮▮▯▯▯")],
)
def test_it_tells_what_it_does_and_how_loud_it_is_at_the_microphone(said: str, doing: str) -> None:
    assert drawn(("start", said), 80, 24)[0].endswith(doing)
    talk = Conversation()
    speaking = replace(view(talk.session, talk.now), doing=Doing.SPEAKING)
    assert "● Speaking" in lines(speaking, Sheet(80, 24, WORDS, ACTIONS, talk.now))[0].plain


def test_ingredients_tell_whether_they_are_in_without_color() -> None:
    shown = "\n".join(drawn(("start", "go to step six", "next"), 80, 24))
    assert "✓ ⅓ cup honey" in shown and "▶ 3 tablespoons soy sauce" in shown and "  1 tablespoon sesame oil" in shown


def test_large_letters_are_what_they_look_like() -> None:
    assert large("Hi", 20) == ["█   █  ▀", "█▄▄▄█ ▀█", "█   █  █", "▀   ▀ ▀▀▀"]
    assert large("1½ cups", 60) == large("1 1/2 cups", 60)
    assert large("½ cup", 60) == large("1/2 cup", 60)
    assert large("Sauté", 60) == large("Saute", 60)
    assert large("unbelievable", 20) is None


def pressed(keys: Keys, data: bytes) -> list[str]:
    return list(keys.pressed(data, ["next_step", "previous_step", "repeat"]))


def test_keys_say_what_buttons_say() -> None:
    keys = Keys(ACTIONS)
    assert pressed(keys, b"nN \r") == ["next"] * 4
    assert pressed(keys, b"b\x1b[D\x1b[C\x1b[A") == ["go back", "go back", "next", "go back"]
    assert pressed(keys, b"yz\x00\xff\x1b[H\x1b") == []


def test_a_line_says_anything() -> None:
    keys = Keys(ACTIONS)
    assert pressed(keys, b":how much honex\x7fy\r") == ["how much honey"]
    assert pressed(keys, "/sauté".encode()[:-1]) == [] and keys.line == "saut"
    assert pressed(keys, "é".encode()[-1:]) == [] and keys.line == "sauté"
    assert pressed(keys, b"\x1b") == [] and keys.line is None
    assert pressed(keys, b"n") == ["next"]
    assert pressed(keys, b":" + b"x" * 500) == [] and len(keys.line or "") == 200


def test_who_always_types_ends_with_the_end_of_input() -> None:
    keys = Keys(ACTIONS, always_typing=True)
    assert pressed(keys, b"next\rn") == ["next"] and keys.line == "n"
    assert pressed(keys, b"\x04") == [] and not keys.ended
    assert pressed(keys, b"\x7f\x04") == [] and keys.ended


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Callable[..., Person]]:
    sitting: list[Person] = []

    def down(width: int, height: int, *options: str, **more: Any) -> Person:
        sitting.append(Person(tmp_path, width, height, "--display", "terminal", *options, **more))
        return sitting[-1]

    yield down
    for person in sitting:
        person.close()


def seconds_left(person: Person) -> int:
    minutes, seconds = re.findall(r"(\d+):(\d\d)  rice timer", person.shown)[0]
    return 60 * int(minutes) + int(seconds)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
class TestAPersonAtATerminal:
    def test_cooks_by_typing_and_ends(self, sit: Callable[..., Person]) -> None:
        person = sit(80, 24)
        person.sees("Shall we start, or do you want the ingredients first?")
        person.press("start\r")
        person.sees(GINGER)
        person.press("set a rice timer for ten minutes\r")
        person.until(lambda shown: bool(re.search(r"(10:00|9:5\d)  rice timer", shown)))
        person.until(lambda shown: bool(re.search(r"9:5[0-7]  rice timer", shown)))  # it ticks by itself
        person.resize(40, 20)
        person.sees("Now prepare · then blanch about")
        person.press("goodbye\r")
        person.sees("Quit anyway?")
        person.press("yes\r")
        assert person.program.wait(PATIENCE_SECONDS) == 0
        person.is_left_as_it_was()
        person.sees("Goodbye!")

    def test_the_end_of_input_ends_it(self, sit: Callable[..., Person]) -> None:
        person = sit(80, 24)
        person.sees("Shall we start")
        person.press("\x04")
        assert person.program.wait(PATIENCE_SECONDS) == 0
        person.is_left_as_it_was()

    @pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    def test_the_terminal_is_as_it_was_after_any_death(self, sit: Callable[..., Person], end: signal.Signals) -> None:
        person = sit(80, 24)
        person.sees("Shall we start")
        assert termios.tcgetattr(person.theirs) != person.before
        person.program.send_signal(end)
        assert person.program.wait(PATIENCE_SECONDS) != 0
        person.is_left_as_it_was()

    def test_the_terminal_is_as_it_was_after_a_fault(self, sit: Callable[..., Person]) -> None:
        """And tells of it there, where it can be read."""
        person = sit(80, 24, program=(sys.executable, "-c", FAILING, "cook"))
        person.sees("Shall we start")
        person.press("start\r")
        assert person.program.wait(PATIENCE_SECONDS) == 1
        person.is_left_as_it_was()
        person.sees("RuntimeError: the pan burns")
        assert person.bytes.index(LEAVE.encode()) < person.bytes.index(b"RuntimeError")

    def test_keys_cook_where_a_microphone_hears(self, sit: Callable[..., Person]) -> None:
        person = sit(80, 24, program=(sys.executable, "-c", SHORTCUTS, "cook"))
        person.sees("[s] Start cooking")
        person.press("s")
        person.sees("Prepare the pork belly (1/8)")
        for key, place in (("n", 2), ("\x1b[C", 3), ("b", 2), ("\x1b[D", 1), (" ", 2)):
            person.press(key)
            person.sees(f"Prepare the pork belly ({place}/8)")
        person.press(":how much honey\r")
        person.sees("Heard: how much honey")
        person.press("p")
        person.sees("Paused")
        person.press("g")
        person.sees("Listening")

    def test_it_sits_on_light_and_dark_and_a_slow_line(self, sit: Callable[..., Person]) -> None:
        """Its colors are read on both, and a second costs a line, not a screen."""
        person = sit(80, 24)
        person.sees("Shall we start")
        person.press("start\rgo to step three\rset a rice timer for ten minutes\r")
        person.sees("Heard: set a rice timer for ten minutes")
        left, before = seconds_left(person), len(person.bytes)
        person.until(lambda _: seconds_left(person) <= left - 3)
        assert len(person.bytes) - before < (left - seconds_left(person)) * 250
        found = {code for run in re.findall(rb"\x1b\[([0-9;]*)m", person.bytes) for code in run.split(b";")}
        assert found <= {b"0", b"1", b"2", b"7", RED, GREEN} and {RED, GREEN} <= found

    def test_without_color_there_is_none(self, sit: Callable[..., Person]) -> None:
        person = sit(80, 24, NO_COLOR="1")
        person.sees("Shall we start")
        person.press("start\rgo to step two\r")
        person.sees("Step 2 of 12")
        assert not re.search(rb"\x1b\[[0-9;]*\b(3[0-7]|4[0-7]|9[0-7]|38|48)\b[0-9;]*m", person.bytes)

    def test_an_ascii_terminal_reads_amounts(self, sit: Callable[..., Person]) -> None:
        person = sit(80, 24, PYTHONIOENCODING="ascii", LC_ALL="C")
        person.sees("Shall we start")
        person.press("start\rgo to step six\r")
        person.sees("pour 1/3 cup of honey")
        assert person.bytes.isascii()

    def test_a_dumb_terminal_gets_lines(self, sit: Callable[..., Person]) -> None:
        person = sit(200, 24, TERM="dumb")
        person.sees("Shall we start")
        assert b"\x1b" not in person.bytes
