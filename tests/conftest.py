from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# What starts the program, speaks, listens, or goes through very many cases: left out where somebody waits for it.
THOROUGH = frozenset(
    ("whole", "displays", "edges", "scripts", "fuzz", "answers", "importing", "test_loop.py", "test_benchmarks.py")
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the page share one program and one browser, so they run in one worker. So do those of a file that listen
    to a sound card, each to its own.
    """
    for item in items:
        if item.path.relative_to(TESTS).parts[0] in THOROUGH or item.path.name == "test_examples.py":
            item.add_marker(pytest.mark.thorough)
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
        elif item.get_closest_marker("card"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
