"""Reading the ingredients in small portions, as a hand can fetch them."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.instructing import item, told
from assistant.core.recipe import Group, Ingredient
from assistant.core.reply import Reply
from assistant.core.sentences import sentence
from assistant.core.session import Choosing, Cooking, Gathering, Session

PORTION = 3


def portions(session: Session) -> tuple[tuple[Group, tuple[Ingredient, ...]], ...]:
    """Each group's ingredients, a few at a time."""
    return tuple(
        (group, group.ingredients[start : start + PORTION])
        for group in session.dish.groups
        for start in range(0, len(group.ingredients), PORTION)
    )


def begin_gathering(session: Session) -> Reply:
    stage = session.stage()
    back = Choosing() if isinstance(stage, Choosing) else Cooking()
    return read_portion(replace(session, phase=Gathering(0, stage.back if isinstance(stage, Gathering) else back)))


def continue_gathering(session: Session, stage: Gathering) -> Reply:
    """The next portion; after the last, back to where the cook was."""
    if stage.portion + 1 < len(portions(session)):
        return read_portion(replace(session, phase=replace(stage, portion=stage.portion + 1)))
    return told(replace(session, phase=stage.back))


def read_portion(session: Session) -> Reply:
    stage = session.phase
    assert isinstance(stage, Gathering)
    every = portions(session)
    group, ingredients = every[stage.portion]
    begins = stage.portion == 0 or every[stage.portion - 1][0] != group
    listed = tuple(item(session, i) for i in ingredients)
    said = [sentence("gather_group" if begins else "gather_more", group=group.name, ingredients=listed)]
    if stage.portion == 0:
        said.append(sentence("say_next"))
    if stage.portion + 1 < len(every):
        return Reply(session, tuple(said))
    said.append(sentence("last_of_them"))
    if isinstance(stage.back, Choosing):
        return Reply(replace(session, phase=stage.back), (*said, sentence("all_gathered")))
    return Reply(session, tuple(said))
