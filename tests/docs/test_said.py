"""What the pages say that one can say, or that is said, is so."""

from __future__ import annotations

import re

import pytest

from assistant.config import journal_path
from assistant.core.phases import PhaseName
from tests.conversation import Conversation, interpreter
from tests.documents import DOCS, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COOKS = (DOCS / "cooks.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Of the README, up to the next heading."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def quoted(table: str) -> list[tuple[str, str]]:
    """What one wants and what to say then, of all rows `| wish | "words", "words" |`."""
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ") and '"' in line]
    return [(wish.strip(), words) for wish, say in rows for words in re.findall(r'"([^"]+)"', say)]


def intents(words: str) -> set[str]:
    """What that is taken for, in any phase."""
    found = (interpreter().understand(words, phase) for phase in PhaseName)
    return {str(meaning.intent) for meaning in found if meaning is not None}


def test_the_conversation_of_the_readme_is_had_word_for_word() -> None:
    shown = README.partition("```\n")[2].partition("```")[0]
    turns = re.split(r"^> (.*)\n", shown, flags=re.MULTILINE)
    assert len(turns) > 10
    conversation = Conversation()
    assert conversation.begin() == " ".join(turns[0].split())
    for words, answer in zip(turns[1::2], turns[2::2], strict=True):
        assert conversation.hear(words) == " ".join(answer.split())


@pytest.mark.parametrize(("wish", "words"), quoted(section("What you can say")))
def test_each_example_of_the_readme_is_understood(wish: str, words: str) -> None:
    assert intents(words)


@pytest.mark.parametrize(("wish", "words"), quoted(COOKS))
def test_each_example_for_cooks_is_understood_as_what_it_stands_for(wish: str, words: str) -> None:
    assert wish.replace(" ", "_") in intents(words)


def test_the_readme_says_in_three_sentences_what_becomes_of_what_is_heard() -> None:
    told = section("What runs offline").strip()
    assert "\n\n" not in told
    sent, sound, words = re.split(r"(?<=\.)\s+(?=[A-Z])", told)
    assert "nothing is sent anywhere" in sent and "assistant doctor --offline" in sent
    assert "never stored" in sound
    assert journal_path().name in words and "assistant forget" in words
