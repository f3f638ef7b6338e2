"""The benchmarks' check finds regressions, and a short day in a kitchen has none."""

from __future__ import annotations

import yaml

from tests.benchmarks.checking import BOUNDS, regressions
from tests.benchmarks.endurance import counts


def test_an_hour_of_a_virtual_kitchen_is_within_the_bounds() -> None:
    bounds = yaml.safe_load(BOUNDS.read_text(encoding="utf-8"))["endurance"]
    figures = counts(hours=1.0)
    assert list(regressions("endurance", figures, bounds | {"alarms": {"least": 3}})) == []


def test_a_figure_out_of_its_bounds_is_told() -> None:
    bounds = {"alarms": {"least": 10}, "late": {"most": 0}, "gone": {"most": 1}}
    assert list(regressions("day", {"alarms": 9, "late": 0}, bounds)) == [
        "day: alarms is 9, out of {'least': 10}",
        "day: gone was not measured",
    ]
