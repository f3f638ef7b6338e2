"""A short run of scripts/fuzz, another one each time a release changes the seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.__main__ import FoundError, fuzz
from tests.fuzz.targets import TARGETS, made

COUNTS = {"utterances": 400, "recipes": 60, "journals": 200, "settings": 400, "recordings": 400, "messages": 400}


@pytest.mark.parametrize("name", TARGETS)
def test_bad_input_is_answered(name: str, tmp_path: Path) -> None:
    assert fuzz(name, made(name, tmp_path), COUNTS[name], seed=20).count == COUNTS[name]


def test_what_breaks_is_found_with_its_seed() -> None:
    class Broken:
        def feed(self, rng: object) -> object:
            raise KeyError("x")

    with pytest.raises(FoundError, match=r"thing, seed 3, number 0: KeyError\('x'\)"):
        fuzz("thing", Broken(), 5, 3)
