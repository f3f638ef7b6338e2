"""A recipe that was changed stays so: through a kill, and on a yes until the next time; the real program, typed to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.whole.program import Typist

Open = Callable[..., Typist]
CHANGES = {  # what is said, and what must be answered to it
    "cook for eight people": "All amounts are for eight people now.",
    "use grams": "Grams and milliliters from now on.",
    "use maple syrup instead of honey": "One hundred and sixty eight grams of maple syrup instead of honey.",
    "use regular soy sauce instead of dark soy sauce": "One hundred and twenty eight grams of soy sauce instead",
    "leave out the chili": "No red pepper flakes, then.",
}
AMOUNTS = {
    "how much honey": "One hundred and sixty eight grams of maple syrup.",
    "how much dark soy sauce": "We take regular soy sauce instead of dark soy sauce.",
    "how much soy sauce": "One hundred and twenty eight grams of soy sauce.",
    "how much brown sugar": "Fifty one grams of brown sugar.",
    "how much chili": "We leave out the red pepper flakes.",
    "how much pork belly": "One thousand four hundred and fifty grams of pork belly.",
    "how much garlic": "Six cloves of garlic.",
}


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


def asked(typist: Typist) -> dict[str, str]:
    return {question: typist.type(question).partition(" You can ask:")[0] for question in AMOUNTS}


def test_every_change_survives_a_kill_and_can_then_be_taken_back(cook: Open) -> None:
    typist = cook()
    typist.read()
    typist.type("start")
    as_written = asked(typist)
    for change, answer in CHANGES.items():
        assert typist.type(change).startswith(answer)
        typist.kill()  # nothing was said after it, so it is kept or lost with it
        typist = cook()
        assert typist.read().startswith("Welcome back.")
        typist.type("yes")
    assert asked(typist) == AMOUNTS
    assert typist.type("go to step six").startswith(
        "Step six: Make the maple syrup glaze. "
        "While the pork cools, pour one hundred and sixty eight grams of maple syrup into a medium bowl."
    )
    typist.kill()
    typist = cook()
    typist.read()
    typist.type("yes")
    for _ in ("the place", *CHANGES):
        assert typist.type("undo").startswith("Taken back.")
    assert asked(typist) == as_written


def test_on_a_yes_the_next_cooking_begins_adapted_and_can_be_taken_back(cook: Open) -> None:
    typist = cook()
    typist.read()
    for line in ("start", "use maple syrup instead of honey", "go to the last step", "next", "next", "next"):
        typist.type(line)
    assert typist.type("next").endswith("Is the stove off?")
    assert typist.type("yes").endswith("Shall I remember what you changed for next time?")
    assert typist.type("yes").startswith("I will do it so next time.")
    typist.type("no")
    assert typist.type("goodbye") == "Goodbye!"
    typist.leave()
    typist = cook()
    assert typist.read().startswith("As last time: maple syrup instead of honey. Hello!")
    assert typist.type("how much honey") == "A third of a cup of maple syrup."
    assert typist.type("undo") == "Taken back. Honey as before."
    assert typist.type("how much honey") == "A third of a cup of honey."
