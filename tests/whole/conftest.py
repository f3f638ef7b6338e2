from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from card import SoundCard

from tests.kitchen import Kitchen


@pytest.fixture(scope="module")
def own_card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundCard]:
    """A sound card for the program alone; this process does not play on it."""
    card = SoundCard(tmp_path_factory.mktemp("card"))
    yield card
    card.close()


@pytest.fixture
def kitchen(own_card: SoundCard, tmp_path: Path) -> Iterator[Kitchen]:
    kitchen = Kitchen(own_card, tmp_path)
    yield kitchen
    kitchen.close()
