"""What waits to sound can be held and gone on with; nothing is lost, and what was cut off is said again."""

from __future__ import annotations

import numpy as np

from assistant.edges.channel import FADE_SECONDS, Channel
from assistant.edges.sounds import Samples, silence

RATE = 1000


def words(*seconds: float) -> Samples:
    """As many words, each as loud as its number, with pauses of 0.1 s."""
    pieces = []
    for number, length in enumerate(seconds, 1):
        pieces += [np.full(round(length * RATE), number / 10, np.float32), silence(0.1, RATE)]
    return np.concatenate(pieces)


def test_held_it_falls_silent_and_calls_no_mark() -> None:
    channel, ended = Channel(RATE), list[bool]()
    channel.put([words(1), lambda: ended.append(True)])
    channel.take(500)
    channel.hold()
    sound = channel.take(3 * RATE)
    assert sound[: round(FADE_SECONDS * RATE) // 2].any()
    assert not sound[round(FADE_SECONDS * RATE) :].any()
    assert channel.busy and not ended


def test_where_nothing_is_left_to_say_there_is_nothing_to_hold() -> None:
    channel = Channel(RATE)
    channel.hold()
    assert not channel.held
    channel.put([words(1)])
    assert channel.take(RATE).any()


def test_it_goes_on_from_the_pause_before_what_was_cut_off() -> None:
    channel, ended = Channel(RATE), list[bool]()
    channel.put([words(0.5, 1), lambda: ended.append(True)])
    channel.take(900)  # 0.3 s of the second word
    channel.hold()
    channel.take(RATE)
    channel.go_on()
    sound = channel.take(2 * RATE)
    assert np.isclose(sound, 0.2).sum() >= 900  # nearly the whole word: it rises softly
    assert ended


def test_without_a_pause_half_a_second_is_said_again() -> None:
    channel = Channel(RATE)
    channel.put([words(3)])
    channel.take(RATE)
    channel.hold()
    channel.go_on()
    assert np.count_nonzero(channel.take(4 * RATE)) >= 2400


def test_what_is_stopped_while_held_is_forgotten_and_the_answer_sounds_at_once() -> None:
    channel = Channel(RATE)
    channel.put([words(1)])
    channel.take(300)
    channel.hold()
    channel.take(100)
    channel.stop()
    channel.put([words(0.2)])
    channel.go_on()
    assert np.count_nonzero(channel.take(RATE)) == 200
