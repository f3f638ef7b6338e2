"""The pages that are made from data say what the data says."""

from __future__ import annotations

import pytest

from tests.documents import DOCS, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run scripts/document"
