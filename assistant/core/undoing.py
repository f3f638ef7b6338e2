"""Taking back what the cook's words changed, and saying what was taken back.

A turn that changes anything lays a snapshot of what was before onto the session's past. What time alone changed (an
alarm that began, a warning that was given) is never taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.core.adapting import Adaptation
from assistant.core.effects import OpenRecipe
from assistant.core.handlers.measuring import times
from assistant.core.instructing import is_asking, told
from assistant.core.intents import Slots
from assistant.core.reply import Reply, tell
from assistant.core.sentences import Seconds, Sentence, sentence
from assistant.core.session import Cooking, LeaveOut, Session, Snapshot, TakeInstead
from assistant.core.timers import Over, Paused, Ringing, Running, Timer, label

REMEMBERED = 20
ASKED = (
    "use_instead",
    "unknown_instead",
    "can_leave_out",
    "no_substitute",
    "no_other",
)  # keys of what asks about a change


def snapshot(session: Session) -> Snapshot:
    return Snapshot(
        place=session.place,
        stage=session.stage(),
        people=session.people,
        factor=session.factor,
        timers=session.timers,
        reminders=session.reminders,
        dinner=session.dinner,
        adaptation=session.adaptation,
        notes=session.notes,
    )


def remembering(before: Session, after: Session) -> Session:
    """`after`, with what was before it laid by if the cook's words changed anything."""
    if essence(snapshot(before)) == essence(snapshot(after)):
        return after
    return replace(after, past=(*after.past, snapshot(before))[-REMEMBERED:])


def essence(kept: Snapshot) -> Snapshot:
    """What counts as a change: not that an alarm was silenced, a warning given or a beat struck."""
    return replace(
        kept,
        timers=tuple(_plain(t) for t in kept.timers),
        reminders=tuple(replace(r, next_at=0.0) for r in kept.reminders),
    )


def _plain(timer: Timer) -> Timer:
    match timer.state:
        case Running(due_at=due_at):
            return replace(timer, state=Running(due_at))
        case Ringing(since=since) | Over(since=since):
            return replace(timer, state=Over(since))
        case Paused():
            return timer


def undo(session: Session, _: Slots, at: float) -> Reply:
    """The last change taken back."""
    if is_asking(session, TakeInstead, LeaveOut) and session.last_said[:1] and session.last_said[0].key in ASKED:
        return tell(session.settled(), "fine")  # what was just asked about is not done yet
    if not session.past and session.left is not None:
        return Reply(session, effects=(OpenRecipe(session.left),))
    if not session.past:
        return tell(session, "nothing_to_undo")
    *past, back = session.past
    restored = replace(
        session,
        place=back.place,
        phase=back.stage,
        people=back.people,
        factor=back.factor,
        timers=tuple(_as_time_left_it(t, session) for t in back.timers),
        reminders=tuple(replace(r, next_at=max(r.next_at, at + r.every_seconds)) for r in back.reminders),
        dinner=back.dinner,
        adaptation=back.adaptation,
        notes=back.notes,
        past=tuple(past),
    )
    said = (sentence("undone"), *differences(session, restored, at))
    if (session.place, session.stage()) == (restored.place, restored.stage()):
        return Reply(restored, said)
    if not isinstance(back.stage, Cooking):
        return Reply(restored, (*said, sentence("all_gathered")))
    again = told(restored)
    return replace(again, sentences=said + again.sentences)


def _as_time_left_it(timer: Timer, session: Session) -> Timer:
    """One that has rung in the meantime does not ring twice, and one that gave its warning does not warn twice."""
    now = next((t for t in session.timers if t.number == timer.number), None)
    match timer.state, None if now is None else now.state:
        case Ringing(since=since), Ringing() as still:
            return replace(timer, state=still)
        case Ringing(since=since), _:
            return replace(timer, state=Over(since))
        case Running(due_at=due_at), (Ringing(since=since) | Over(since=since)) as rang if since == due_at:
            return replace(timer, state=rang)
        case Running(due_at=due_at), Running(due_at=same, warn_at=warn_at) if same == due_at:
            return replace(timer, state=Running(due_at, warn_at))
        case _:
            return timer


def differences(undone: Session, restored: Session, at: float) -> tuple[Sentence, ...]:
    """What is different now, as short sentences."""
    said: list[Sentence] = []
    before, after = {t.number: _plain(t) for t in undone.timers}, {t.number: _plain(t) for t in restored.timers}
    for number in sorted(before.keys() | after.keys()):
        if number not in after:
            said.append(sentence("timer_gone", timer=label(before[number])))
        elif after[number] != before.get(number) and not isinstance(after[number].state, Over):
            left = Seconds(max(0, round(after[number].left_seconds(at))), about=True)
            said.append(sentence("timer_back", timer=label(after[number]), left=left))
    if undone.factor != restored.factor or undone.people != restored.people:
        said.append(amounts(restored))
    said += dict.fromkeys(as_before(undone, restored))
    if len(undone.reminders) != len(restored.reminders):
        said.append(sentence("reminders_back" if restored.reminders else "reminding_stopped"))
    if undone.dinner != restored.dinner:
        said.append(sentence("plan_gone"))
    return tuple(said)


def as_before(undone: Session, restored: Session) -> Iterator[Sentence]:
    """The ingredients and units that are as they were."""
    now, then = undone.adaptation, restored.adaptation
    changed = {*now.omitted, *then.omitted, *(s.ingredient for s in (*now.swaps, *then.swaps))}
    for ingredient in restored.recipe.ingredients:
        if ingredient.id in changed and (was := of(then, ingredient.id)) != of(now, ingredient.id):
            key = "left_out_again" if was == "" else "as_before"
            yield sentence(key, ingredient=was or ingredient.name)
    if (now.system, now.degrees) != (then.system, then.degrees):
        yield sentence("units_back")
    if undone.notes != restored.notes:
        yield sentence("note_gone")


def of(adaptation: Adaptation, ingredient: str) -> str | None:
    """What is taken instead of it; nothing where it is left out, None where it is as written."""
    swapped = next((s.use for s in adaptation.swaps if s.ingredient == ingredient), None)
    return "" if ingredient in adaptation.omitted else swapped


def amounts(session: Session) -> Sentence:
    """For how many they are."""
    if session.people is None and session.factor != 1:
        return times(session.factor)
    people = session.recipe.servings if session.people is None else session.people
    if people is None:
        return times(session.factor)
    return sentence("amounts_back", people=people)
