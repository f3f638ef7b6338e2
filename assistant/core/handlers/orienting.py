"""Where one is, what is to come, and more of what was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.core.instructing import heading, words
from assistant.core.intents import Name, Slots
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import sentence
from assistant.core.session import Choosing, Finished, Gathering, Session

WORDS_OF_TITLES = 14  # in one breath


def where_am_i(session: Session, _: Slots, at: float) -> Reply:
    steps = len(session.dish.steps)
    stage = session.stage()
    if isinstance(stage, Finished):
        return tell(session, "at_the_end")
    if isinstance(stage, Choosing | Gathering):
        return tell(session, "not_begun", steps=steps)
    return tell(
        session,
        "where",
        number=session.place.step + 1,
        title=session.step.title,
        part=sum(bool(i.text) for i in session.step.instructions[: session.place.instruction + 1]),
        parts=sum(bool(i.text) for i in session.step.instructions),
        left=steps - session.place.step - 1,
    )


def overview(session: Session, _: Slots, at: float) -> Reply:
    """A breath of the titles; the others on "tell me more"."""
    titles = [step.title for step in session.dish.steps]
    first, *others = breaths(titles)
    rest = tuple(sentence("overview_on", titles=tuple(part)) for part in others)
    said = sentence("overview", steps=len(titles), titles=tuple(first))
    return Reply(replace(session, more=rest), (said, sentence("say_more")) if rest else (said,))


def breaths(titles: Sequence[str]) -> list[list[str]]:
    """In portions of so many words that one can listen to."""
    portions: list[list[str]] = [[]]
    for title in titles:
        if portions[-1] and sum(len(t.split()) for t in (*portions[-1], title)) > WORDS_OF_TITLES:
            portions.append([])
        portions[-1].append(title)
    return portions


def more_details(session: Session, _: Slots, at: float) -> Reply:
    """What the last answer kept back, else what the step has to tell besides its instructions."""
    if session.more:
        return Reply(replace(session, more=session.more[1:]), session.more[:1])
    if session.more is not None:
        return tell(replace(session, more=None), "no_more")
    step = session.step
    said = step.details + step.warnings + step.why
    if not said:
        return tell(session, "no_more")
    rest = tuple(sentence("text", text=text) for text in said[1:])
    return Reply(replace(session, more=rest), (sentence("text", text=said[0]),))


def whole_step(session: Session, _: Slots, at: float) -> Reply:
    texts = tuple(sentence("text", text=words(session, i.text)) for i in session.step.instructions if i.text)
    return Reply(session, (heading(session, whole=True), *texts), tells=True)


HANDLERS: Mapping[Name, Handler] = {
    Name.WHERE_AM_I: where_am_i,
    Name.OVERVIEW: overview,
    Name.MORE_DETAILS: more_details,
    Name.WHOLE_STEP: whole_step,
}
