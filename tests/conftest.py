from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the page share one program and one browser, so they run in one worker. So do those of a file that listen
    to a sound card, each to its own.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
        elif item.get_closest_marker("card"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
