"""The phrases a recogniser's grammar is made of, and what could still follow a transcript."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from assistant.language.automaton import State

Path: TypeAlias = tuple[str, ...]
_START, _END = "<s>", "</s>"
_CONTRACTED = (
    (re.compile(r"\b(what|it|that|there|how|where|who|here) is\b"), r"\1's"),
    (re.compile(r"\bi am\b"), "i'm"),
    (re.compile(r"\b(we|they|you) are\b"), r"\1're"),
    (re.compile(r"\b(i|we|you|they) (?:have) (?=done|finished|got|added|already|put|run)"), r"\1've "),
    (re.compile(r"\b(do|did|does|is|are|was|have|would|could|should) not\b"), r"\1n't"),
    (re.compile(r"\bcan not\b"), "can't"),
    (re.compile(r"\bwill not\b"), "won't"),
    (re.compile(r"\b(i|we|it|you) will\b"), r"\1'll"),
    (re.compile(r"\b(i|we) would\b"), r"\1'd"),
    (re.compile(r"\blet us\b"), "let's"),
)


def phrases(starts: Iterable[State]) -> list[str]:
    """Sentences that together hold every pair of neighbouring words that the templates from `starts` allow.

    That is all a bigram model can learn of them; the full product of their parts would be millions.
    """
    seen: set[tuple[str, str]] = set()
    found: dict[str, None] = {}
    for start in starts:
        for path in _covering(start):
            for text in dict.fromkeys((contracted(" ".join(path)), " ".join(path))):
                words = (_START, *text.split(), _END)
                pairs = set(pairwise(words))
                if not pairs <= seen:
                    seen |= pairs
                    found[text] = None
    return list(found)


def contracted(text: str) -> str:
    """ "What is next" as it is mostly said, "what's next"."""
    for long, short in _CONTRACTED:
        text = long.sub(short, text)
    return text


def _covering(start: State) -> Iterator[Path]:
    """A path through every two edges that meet."""
    ends: dict[State, Path] = {}
    for state, before in _shortest_to(start).items():
        for first, middle in _steps(state):
            for second, after in _steps(middle):
                yield (*before, first, second, *_shortest_from(after, ends))
            if middle.tags:
                yield (*before, first)


def _steps(state: State) -> Iterator[tuple[str, State]]:
    for label, edges in state.words.items():
        for edge in edges:
            yield label, edge.target


def _shortest_to(start: State) -> dict[State, Path]:
    ways: dict[State, Path] = {start: ()}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        for label, edges in state.words.items():
            for edge in edges:
                if edge.target not in ways:
                    ways[edge.target] = (*ways[state], label)
                    queue.append(edge.target)
    return ways


def _shortest_from(state: State, known: dict[State, Path]) -> Path:
    if state.tags:
        return ()
    if state not in known:
        known[state] = min(
            ((label, *_shortest_from(edges[0].target, known)) for label, edges in state.words.items()),
            key=len,
        )
    return known[state]
