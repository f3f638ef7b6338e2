from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that listen through a sound card run one after another, in one worker: they are about time. So do those of
    the page, which share one program and one browser.
    """
    for item in items:
        for shared in ("card", "browser"):
            if item.get_closest_marker(shared):
                item.add_marker(pytest.mark.xdist_group(shared))
