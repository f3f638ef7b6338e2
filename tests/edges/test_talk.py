"""Who was talking just before: moments in, an answer out."""

from __future__ import annotations

import pytest

from assistant.edges.talk import Talk

BLOCK_SECONDS = 0.03


def fed(talk: Talk, until: float, *voiced: tuple[float, float]) -> Talk:
    """Blocks from zero on, with a voice within these moments."""
    for i in range(round(until / BLOCK_SECONDS)):
        at = (i + 1) * BLOCK_SECONDS
        talk.note(at, BLOCK_SECONDS, any(began <= at < ended for began, ended in voiced))
    return talk


@pytest.mark.parametrize(
    ("voiced", "at", "was_on"),
    [
        ((1.0, 3.0), 3.5, True),
        ((1.0, 1.5), 3.5, False),  # a "hm" is no talk
        ((1.0, 3.0), 6.5, False),  # it was quiet for long
        ((4.0, 6.0), 3.5, False),  # the words themselves
    ],
)
def test_talk_was_on_where_somebody_spoke_just_before(voiced: tuple[float, float], at: float, was_on: bool) -> None:
    assert fed(Talk(), 8, voiced).was_on(at) == was_on


def test_what_was_said_to_us_is_no_talk_of_others() -> None:
    talk = fed(Talk(), 4, (1.0, 3.0))
    talk.was_ours(3.3)
    assert not talk.was_on(3.5)


def test_nothing_is_kept_for_long() -> None:
    talk = fed(Talk(), 60, (0.0, 60.0))
    assert len(talk._voiced) < 21 / BLOCK_SECONDS


def test_forgotten_talk_was_not_on() -> None:
    talk = fed(Talk(), 4, (1.0, 3.0))
    talk.forget()
    assert not talk.was_on(3.5)
