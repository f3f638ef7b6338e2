"""What words say in some command set, and the cook's intent that it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.core.intents import Intent, Name, Slot, Slots
from assistant.language.reading import Wish


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent of some command set, with its slots; `then` holds further wishes of the same breath."""

    intent: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    then: tuple[Meaning, ...] = ()


def to_intent(meaning: Meaning) -> Intent:
    """The cook's intent; raises ValueError where the name or a slot is of another command set."""
    known = {("instead" if name == "with" else name): value for name, value in meaning.slots.items()}
    try:
        slots = Slots(**known)  # type: ignore[arg-type]
    except TypeError as error:
        raise ValueError(f"{meaning} has a slot that is not of the cook's commands") from error
    return Intent(Name(meaning.intent), slots, tuple(to_intent(m) for m in meaning.then))


def meaning_of(wishes: Sequence[Wish]) -> Meaning | None:
    """The wishes as one: what is only reported is dropped beside a request, and nothing is wished twice."""
    asked = [w for w in wishes if w[0].role != "report"]
    reports = sorted((w for w in wishes if w[0].role == "report"), key=_weight)
    if not asked:
        asked = reports[:1]
    elif asked[0][0].role == "act" and reports and reports[0][0].intent == Name.NEXT_STEP:
        asked = [reports[0], *asked]  # "done, and set a timer"
    meanings: list[Meaning] = []
    for tag, slots in asked:
        meaning = Meaning(tag.intent, slots)
        if meaning not in meanings:
            meanings.append(meaning)
    return replace(meanings[0], then=tuple(meanings[1:])) if meanings else None


def _weight(wish: Wish) -> int:
    """Of several things that were only reported, "done" says most, and thanks least."""
    order: tuple[str, ...] = (Name.NEXT_STEP, Name.REPORT)
    return order.index(wish[0].intent) if wish[0].intent in order else len(order)
