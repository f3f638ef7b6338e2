"""How the pork belly is told: warnings where they are needed, each step's tip offered once, all of it short."""

from __future__ import annotations

import re

import pytest

from assistant.core.instructing import begins_stretch, moved, told
from assistant.core.sentences import Sentence
from assistant.core.session import Cooking, Place, Session
from tests.conversation import recipe, wording

MOST_WORDS = 30
PLACES = [
    pytest.param(Place(s, n), id=f"{step.name} {n + 1}")
    for s, step in enumerate(recipe().steps)
    for n in range(len(step.instructions))
]


def cooking(place: Place) -> Session:
    return Session(recipe(), (), seed=1, phase=Cooking(), place=place)


def texts(sentences: tuple[Sentence, ...]) -> list[str]:
    return [wording().text((sentence,)) for sentence in sentences]


@pytest.mark.parametrize("place", PLACES)
def test_what_is_said_in_one_breath_is_short(place: Place) -> None:
    said = " ".join(texts(told(cooking(place)).sentences))
    assert len(re.findall(r"[\w'é]+", said)) <= MOST_WORDS, said


@pytest.mark.parametrize("place", PLACES)
def test_a_warning_follows_its_instruction_and_is_not_said_elsewhere(place: Place) -> None:
    session = cooking(place)
    keyed = told(session).sentences
    told_texts = [text for text, sentence in zip(texts(keyed), keyed, strict=True) if sentence.key == "text"]
    assert told_texts[1:] == [w for w in [session.instruction.warning] if w]


@pytest.mark.parametrize("number", range(len(recipe().steps)))
def test_a_step_offers_its_tip_once_and_before_its_timer_is_over(number: int) -> None:
    step = recipe().steps[number]
    places = [Place(number, n) for n in range(len(step.instructions))]
    offered = [any(s.key == "tip_here" for s in told(cooking(place)).sentences) for place in places]
    assert sum(offered) == bool(step.tips)
    first_timer = next((n for n, i in enumerate(step.instructions) if i.timer), len(places))
    assert not any(offered[first_timer + 1 :])


def test_the_stretch_is_announced_in_a_breath() -> None:
    (place,) = [p.values[0] for p in PLACES if begins_stretch(cooking(p.values[0]))]
    assert texts(moved(cooking(place), place).sentences) == [
        "The next fifteen minutes leave no break. "
        "Do you have pork, glaze, slurry, garlic, ginger, oil and tongs within reach?"
    ]
