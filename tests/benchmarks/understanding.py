"""How far understanding reaches beyond its phrases, and at what cost (`scripts/benchmark understanding`).

The wordings and the talk of tests/language, which were written without looking at the phrases.
"""

from __future__ import annotations

import time
from pathlib import Path

from assistant.language.understand import Interpreter
from tests.benchmarks.yardstick import part_of, yardstick
from tests.conversation import interpreter
from tests.language.test_paraphrases import agrees, lines

TALK = Path(__file__).parents[1] / "language" / "talk.en.txt"


def counts(share: float = 1.0) -> dict[str, float]:
    """For scripts/benchmark --check; `share` of the sentences."""
    understands, asked = interpreter(), part_of(list(lines()), share)
    talk = part_of(TALK.read_text(encoding="utf-8").splitlines(), share)
    right = wrong = 0
    began = time.process_time()
    for line in asked:
        meaning = understands.understand(line.said, line.phase)
        fits = meaning is not None and meaning.intent in line.intents and agrees(dict(meaning.slots), line.slots)
        right, wrong = right + fits, wrong + (meaning is not None and not fits)
    seconds = (time.process_time() - began) / len(asked)
    return {
        "wordings": len(asked),
        "right_share": right / len(asked),
        "wrong_share": wrong / len(asked),
        "talk_acted_on_share": acted_on(understands, talk) / len(talk),
        "cost_of_a_wording": seconds / yardstick(),
    }


def acted_on(understands: Interpreter, talk: list[str]) -> int:
    return sum(understands.understand(said) is not None for said in talk)


def main() -> None:
    found = counts()
    print(f"other wordings of all intents: {found['wordings']:.0f}, right {found['right_share']:.1%}, "
          f"wrong {found['wrong_share']:.1%}")  # fmt: skip
    print(f"talk that is not for us: acted on {found['talk_acted_on_share']:.1%}")
    print(f"processor time of one: {found['cost_of_a_wording']:.2f} of the yardstick")


if __name__ == "__main__":
    main()
