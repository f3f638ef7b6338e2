"""Cues of recipes as a cook may say them."""

from __future__ import annotations

import pytest

from assistant.language.cues import clauses, ing, states


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("the oil shimmers", {"the oil shimmers", "it shimmers", "the oil is shimmering", "they are shimmering"}),
        ("the dough has risen", {"the dough has risen", "it has risen", "the dough is risen"}),
        ("the noodles are soft", {"the noodles are soft", "it is soft", "they are soft"}),
        ("the sauce looks glossy", {"it looks glossy", "it is looking glossy", "the sauce is glossy"}),
        ("steam comes out of the lid", {"steam comes out of the lid"}),
    ],
)
def test_clauses(cue: str, said: set[str]) -> None:
    assert said <= set(clauses(cue))


def test_what_is_no_plain_clause_stays_as_it_is() -> None:
    assert (clauses("golden all over"), states("golden all over")) == (["golden all over"], [])


@pytest.mark.parametrize(
    ("verb", "form"),
    [("shimmers", "shimmering"), ("bubbles", "bubbling"), ("browns", "browning"), ("hisses", "hissing"),
     ("pops", "popping"), ("boils", "boiling"), ("sets", "setting"), ("thickens", "thickening")],
)  # fmt: skip
def test_ing(verb: str, form: str) -> None:
    assert ing(verb) == form
