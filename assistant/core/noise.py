"""What a loud kitchen changes: few commands are listened for, and that is said once."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.effects import HearFew
from assistant.core.reply import Reply
from assistant.core.sentences import sentence
from assistant.core.session import Asleep, Session


def changed(session: Session, loud: bool) -> Reply:
    """Nothing is said while asleep, nor when it is quiet again."""
    now = replace(session, loud=loud)
    if not loud or session.told_of_noise or session.speaking is not None or isinstance(session.phase, Asleep):
        return Reply(now, effects=(HearFew(loud),))
    return Reply(replace(now, told_of_noise=True), (sentence("kitchen_loud"),), (HearFew(loud),))
