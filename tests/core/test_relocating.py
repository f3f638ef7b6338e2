"""A recipe is edited in the middle of a session: the place is found again, and timers run on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.core.recipe import Instruction, Recipe, Span, Step, StepTimer
from assistant.core.relocating import in_bounds, outline, relocated
from assistant.core.session import Asking, Cooking, OfferMeanwhile, Place, Session, Snapshot, Took
from assistant.core.timers import Timer, started_by_step
from assistant.core.undoing import snapshot
from tests.conversation import Conversation, recipe


def instruction(text: str, timer: StepTimer | None = None) -> Instruction:
    return Instruction(text=(text,), timer=timer)


SIMMER = StepTimer(name="simmer", span=Span(5400, 7200), check="Push a fork in.", unattended=True)
PREPARE = Step(
    name="prepare",
    title="Prepare it",
    instructions=(instruction("Cut the ginger into slices."), instruction("Cut the onions into pieces.")),
)
BOIL = Step(name="boil", title="Boil it", instructions=(instruction("Bring the water to a rolling boil."),))
STEW = Step(
    name="simmer",
    title="Simmer it",
    instructions=(
        instruction("Put the pork back into the pot."),
        instruction("Pour in the wine."),
        instruction("Cover, and let it simmer.", SIMMER),
    ),
)
GLAZE = Step(name="glaze", title="Glaze it", instructions=(instruction("Whisk the honey with the soy sauce."),))
STEPS = (PREPARE, BOIL, STEW, GLAZE)


def of(*steps: Step) -> Recipe:
    return replace(recipe(), steps=steps)


def moved(place: Place, *steps: Step) -> Place:
    """Where a place of STEPS is in a recipe of other steps."""
    return relocated(Session(of(*steps), (), seed=1, phase=Cooking(), place=place), outline(of(*STEPS))).place


@pytest.mark.parametrize(
    ("place", "steps", "there"),
    [
        (Place(2, 1), STEPS, Place(2, 1)),
        (Place(2, 1), (GLAZE, STEW, BOIL), Place(1, 1)),
        (Place(2, 1), (PREPARE, STEW), Place(1, 1)),
        (Place(2, 1), (PREPARE, BOIL, replace(STEW, instructions=STEW.instructions[1:]), GLAZE), Place(2, 0)),
        (
            Place(2, 2),
            (PREPARE, BOIL, replace(STEW, instructions=(*STEW.instructions[:2], instruction("Cover and simmer it."),))),
            Place(2, 2),
        ),
        (Place(2, 1), (PREPARE, BOIL, replace(STEW, name="braise")), Place(2, 1)),
        (Place(2, 1), (PREPARE, BOIL, GLAZE), Place(2, 0)),
        (Place(3, 0), (PREPARE, BOIL), Place(1, 0)),
        (Place(0, 1), (BOIL, STEW), Place(0, 0)),
        (Place(1, 0), (PREPARE, BOIL, BOIL), Place(1, 0)),
        (Place(7, 9), STEPS, Place(3, 0)),
        (Place(-1, -1), STEPS, Place(0, 0)),
        (Place(10**12, 0), STEPS, Place(3, 0)),
    ],
    ids=[
        "nothing edited", "reordered", "a step before it gone", "an instruction before it gone", "reworded", "renamed",
        "gone", "gone with all after it", "gone with all before it", "doubled", "beyond the end", "before the start",
        "far beyond",
    ],
)  # fmt: skip
def test_the_place_is_found_again(place: Place, steps: tuple[Step, ...], there: Place) -> None:
    assert moved(place, *steps) == there


def simmering() -> Session:
    """In the third step, its timer running beside one of the cook's own."""
    timers = (started_by_step(1, 2, SIMMER, 1000.0), Timer(2, "rice", 600, started_by_step(2, 2, SIMMER, 0.0).state))
    session = Session(of(*STEPS), (), seed=1, phase=Cooking(), place=Place(2, 2), timers=timers)
    return replace(session, told=(Place(0, 0), Place(2, 0), Place(2, 2)), took=(Took(0, 300), Took(1, 60)))


def test_timers_run_on_and_are_known_as_their_steps_own() -> None:
    longer = replace(SIMMER, span=Span(3600, 7200))
    edited = replace(STEW, instructions=(*STEW.instructions[:2], instruction("Cover, and let it simmer.", longer)))
    session = relocated(replace(simmering(), recipe=of(BOIL, edited)), outline(of(*STEPS)))
    first, second = session.timers
    assert (first.state, first.length_seconds) == (simmering().timers[0].state, 5400)
    assert (first.step, first.spec) == (1, longer)
    assert second == simmering().timers[1]
    assert session.told == (Place(0, 0), Place(1, 0), Place(1, 2))
    assert session.took == (Took(0, 60),)


def test_a_timer_whose_step_is_gone_runs_on() -> None:
    session = relocated(replace(simmering(), recipe=of(BOIL, GLAZE)), outline(of(*STEPS)))
    assert [t.state for t in session.timers] == [t.state for t in simmering().timers]
    assert [(t.step, t.spec) for t in session.timers] == [(None, SIMMER), (None, None)]
    talk = Conversation(session=session, now=2000.0)
    assert "simmer" in talk.begin(away_seconds=300)
    assert talk.timers() == {"simmer": 4400, "rice": 3400}


def test_undo_goes_back_to_a_place_of_the_new_recipe_and_questions_are_left() -> None:
    kept: Snapshot = replace(snapshot(simmering()), place=Place(0, 1))
    asking = replace(simmering(), past=(kept,), phase=Asking(OfferMeanwhile(Place(2, 9)), Cooking()))
    session = relocated(replace(asking, recipe=of(BOIL, PREPARE, STEW)), outline(of(*STEPS)))
    assert session.past[0].place == Place(1, 1)
    assert session.phase == Cooking()


def test_a_session_whose_old_recipe_is_not_known_stays_in_bounds() -> None:
    session = in_bounds(replace(simmering(), recipe=of(BOIL, GLAZE)))
    assert session.place == Place(1, 0)
    assert all(p.step < 2 for p in session.told)


def test_amounts_follow_the_servings_of_the_new_recipe() -> None:
    talk = Conversation()
    talk.begin()
    talk.hear("for eight people")
    servings = replace(recipe().servings, low=recipe().servings.low * 2, high=(recipe().servings.high or 1) * 2)
    session = relocated(replace(talk.session, recipe=replace(recipe(), servings=servings)), outline(recipe()))
    assert (session.people, session.factor) == (8, 1)
