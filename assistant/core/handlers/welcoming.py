"""The dish in a breath, before anything is cooked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.core.handlers.measuring import made
from assistant.core.reply import Reply
from assistant.core.sentences import Sentence, sentence
from assistant.core.session import Session


def greeting(session: Session, chosen: bool = False) -> Reply:
    """Hello and the dish in one breath: what, and for how many; how long and how many steps on "tell me more"."""
    said = (plan(session), sentence("ask_start"))
    return Reply(replace(session, more=tuple(scope(session))), said if chosen else (sentence("hello"), *said))


def plan(session: Session) -> Sentence:
    """The dish, and for how many or how much of it."""
    recipe = session.recipe
    people = session.people if session.people is not None else recipe.servings
    if people is not None:
        return sentence("plan", title=recipe.spoken_title, people=people)
    if recipe.makes is not None:
        return sentence("plan_makes", title=recipe.spoken_title, makes=made(session, recipe.makes))
    return sentence("plan_bare", title=recipe.spoken_title)


def scope(session: Session) -> Iterator[Sentence]:
    """How many steps, and how long."""
    recipe = session.recipe
    yield sentence("plan_steps", steps=len(recipe.steps))
    if recipe.takes is not None:
        yield sentence("plan_total", total=recipe.takes)
