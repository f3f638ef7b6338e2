"""When our voice falls silent for somebody, and when it goes on: seconds and booleans, no sound."""

from __future__ import annotations

from assistant.edges.giving_way import GivingWay, Order

BLOCK = 0.03


def orders(giving_way: GivingWay, seconds: float, **heard: bool) -> list[tuple[float, Order]]:
    """What is ordered, and after how many seconds."""
    nothing = {"interrupted": False, "somebody": False, "decided": False, "held": True}
    said = nothing | {"voice": heard.get("interrupted", False)} | heard
    found = []
    for n in range(1, round(seconds / BLOCK) + 1):
        if order := giving_way.after(BLOCK, **said):
            found.append((round(n * BLOCK, 2), order))
    return found


def test_a_voice_that_has_said_all_or_says_the_answer_is_not_told_to_go_on() -> None:
    giving_way = GivingWay()
    assert orders(giving_way, BLOCK, interrupted=True) == [(BLOCK, Order.GIVE_WAY)]
    assert orders(giving_way, 3, held=False) == []
    assert orders(giving_way, BLOCK, interrupted=True, held=False) == [(BLOCK, Order.GIVE_WAY)]


def test_it_gives_way_at_once_and_goes_on_soon_after_a_cough() -> None:
    giving_way = GivingWay()
    assert orders(giving_way, BLOCK, interrupted=True) == [(BLOCK, Order.GIVE_WAY)]
    assert orders(giving_way, 0.6, interrupted=True) == []
    ((after, order),) = orders(giving_way, 3)
    assert order is Order.GO_ON
    assert 0.6 <= after <= 0.8


def test_clatter_does_not_make_it_give_way_and_a_voice_is_told_from_it_a_moment_later() -> None:
    giving_way = GivingWay()
    assert orders(giving_way, 3, interrupted=True, voice=False) == []
    assert orders(giving_way, 0.3) == []
    assert orders(giving_way, BLOCK, voice=True) == [(BLOCK, Order.GIVE_WAY)]


def test_a_voice_long_after_a_bang_is_our_own() -> None:
    giving_way = GivingWay()
    orders(giving_way, BLOCK, interrupted=True, voice=False)
    orders(giving_way, 0.6)
    assert orders(giving_way, 3, voice=True) == []


def test_it_waits_as_long_as_somebody_speaks_but_not_for_a_radio() -> None:
    giving_way = GivingWay()
    orders(giving_way, BLOCK, interrupted=True)
    assert orders(giving_way, 5, somebody=True) == []
    assert [order for _, order in orders(giving_way, 5, somebody=True)] == [Order.GO_ON]


def test_a_command_leaves_time_for_its_answer() -> None:
    giving_way = GivingWay()
    orders(giving_way, BLOCK, interrupted=True)
    orders(giving_way, BLOCK, decided=True)
    ((after, _),) = orders(giving_way, 3)
    assert after > 1


def test_it_does_not_stutter_for_ever_and_is_patient_again_later() -> None:
    giving_way = GivingWay()
    for _ in range(2):
        assert len(orders(giving_way, BLOCK, interrupted=True)) == 1
        assert len(orders(giving_way, 2)) == 1
    assert orders(giving_way, 5, interrupted=True) == []
    orders(giving_way, 20)
    assert len(orders(giving_way, BLOCK, interrupted=True)) == 1


def test_what_was_for_us_costs_no_patience() -> None:
    giving_way = GivingWay()
    for _ in range(5):
        assert len(orders(giving_way, BLOCK, interrupted=True)) == 1
        orders(giving_way, BLOCK, decided=True)
        assert len(orders(giving_way, 2)) == 1
