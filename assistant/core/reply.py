"""What a handler gives back, and how it becomes a turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from assistant.core.degrees import in_degrees
from assistant.core.effects import Effect, Listen, Say, StopSpeaking
from assistant.core.intents import Slots
from assistant.core.sentences import Sentence, Value, sentence
from assistant.core.session import Session, Telling, phase_name

MOST_VARIANTS = 12  # two, three or four are equally frequent


@dataclass(frozen=True, slots=True)
class Reply:
    """A new session, what to say, and what else to do. `tells`: the present instruction is among the sentences.

    `skip`: so many parts of them were heard already.
    """

    session: Session
    sentences: tuple[Sentence, ...] = ()
    effects: tuple[Effect, ...] = ()
    tells: bool = False
    skip: int = 0

    def after(self, earlier: Reply) -> Reply:
        """Both in one breath; this one began where `earlier` left the session."""
        return Reply(
            self.session,
            earlier.sentences + self.sentences,
            earlier.effects + self.effects,
            earlier.tells or self.tells,
            0 if earlier.sentences else self.skip,
        )


@dataclass(frozen=True, slots=True)
class Turn:
    session: Session
    effects: tuple[Effect, ...] = ()


# `at` is the moment at which the cook's words ended.
Handler: TypeAlias = Callable[[Session, Slots, float], Reply]


def tell(session: Session, key: str, **values: Value) -> Reply:
    """One sentence, nothing changed but `session`."""
    return Reply(session, (sentence(key, **values),))


def turn(before: Session, reply: Reply) -> Turn:
    """Numbers the utterance, silences the one before, and says what may be said from now on."""
    session, effects = reply.session, list(reply.effects)
    if reply.sentences:
        number = session.utterances + 1
        scale = session.adaptation.degrees
        said = tuple(varied(in_degrees(s, scale), session.seed + number) for s in reply.sentences)
        if session.speaking is not None:
            effects.append(StopSpeaking())
        effects.append(Say(number, said, reply.skip))
        session = replace(
            session,
            utterances=number,
            speaking=number,
            last_said=said,
            spoken_from=reply.skip,
            telling=Telling(number) if reply.tells else session.telling,
        )
    if phase_name(session) != phase_name(before):
        effects.append(Listen(phase_name(session)))
    return Turn(session, tuple(effects))


def varied(one: Sentence, chance: int) -> Sentence:
    """With a variant of its own, unless it is said again; two in a row differ."""
    return one if one.variant is not None else replace(one, variant=chance % MOST_VARIANTS)
