"""Every part of the benchmarks runs, the check finds regressions, and what was measured is written where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import checking, everything
from tests.benchmarks.checking import bounds_of, counted, regressions
from tests.benchmarks.everything import BEGIN, END, PARTS, section, written_into

TINY = 0.02
BOUNDS = bounds_of(())


def test_every_part_has_bounds() -> None:
    assert list(BOUNDS) == list(PARTS)


def test_a_while_in_a_virtual_kitchen_is_within_the_bounds() -> None:
    loose = BOUNDS["endurance"] | {"alarms": {"least": 2}, "commands": {"least": 20}}
    assert list(regressions("endurance", counted("endurance", 0.2), loose)) == []


@pytest.mark.model
@pytest.mark.parametrize("part", [part for part in PARTS if part != "endurance"])
def test_a_tiny_run_of_each_part_counts_what_has_bounds(part: str) -> None:
    figures = counted(part, TINY)
    assert set(BOUNDS[part]) <= set(figures)
    assert all(isinstance(value, int | float) for value in figures.values())


def test_a_figure_out_of_its_bounds_is_told() -> None:
    bounds = {"alarms": {"least": 10}, "late": {"most": 0}, "gone": {"most": 1}}
    assert list(regressions("day", {"alarms": 9, "late": 0}, bounds)) == [
        "day: alarms is 9, out of {'least': 10}",
        "day: gone was not measured",
    ]


@pytest.mark.parametrize(("alarms", "code"), [(9, 1), (10, 0)])
def test_the_check_fails_on_a_regression(alarms: int, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "bounds_of", lambda parts: {"day": {"alarms": {"least": 10}}})
    monkeypatch.setattr(checking, "counted", lambda part: {"alarms": alarms})
    assert checking.main([]) == code


def test_a_part_that_is_not_there_is_told() -> None:
    with pytest.raises(SystemExit, match="No bounds for dancing; there are understanding"):
        bounds_of(["dancing"])


PAGE = f"# Measures\n\n{BEGIN}\n{END}\n\n## More\n"


def test_each_part_is_written_into_its_own_section_and_the_rest_stays() -> None:
    once = written_into(PAGE, {"recipes": section("recipes", "A machine.", "ten")})
    both = written_into(once, {"understanding": section("understanding", "A machine.", "# one\n### two")})
    assert both.index("understanding") < both.index("recipes") < both.index("## More")
    again = written_into(both, {"recipes": section("recipes", "Another.", "eleven")})
    assert "ten" not in again and "eleven" in again and again.startswith("# Measures")
    with pytest.raises(ValueError, match="needs"):
        written_into("# Measures\n", {})


def test_the_whole_writes_what_each_part_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, asked = tmp_path / "measures.md", []
    page.write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(everything, "output_of", lambda part, options: asked.append((part, options)) or f"{part} done")
    everything.main([], page)
    assert [part for part, _ in asked] == list(PARTS)
    assert all(f"```text\n{part} done\n```" in page.read_text(encoding="utf-8") for part in PARTS)
    asked.clear()
    everything.main(["--only", "hearing", "--data", str(tmp_path)], page)
    assert asked == [("hearing", ["--data", str(tmp_path)])]


def test_a_part_that_breaks_is_told_in_the_page() -> None:
    assert "failed with exit code 1" in everything.output_of("nothing_of_that_name", [])
