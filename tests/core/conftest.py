from __future__ import annotations

import pytest

from tests.conversation import Conversation


@pytest.fixture
def cooking() -> Conversation:
    conversation = Conversation()
    conversation.begin()
    conversation.hear("start")
    return conversation
