from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that listen through a sound card run one after another, in one worker: they are about time."""
    for item in items:
        if item.get_closest_marker("card"):
            item.add_marker(pytest.mark.xdist_group("card"))
