"""The phrases a recogniser's grammar is made of, and what could still follow a transcript."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from assistant.language.automaton import State

Path: TypeAlias = tuple[str, ...]
Pairs: TypeAlias = "set[tuple[str, str]]"  # of neighbouring words that some phrase holds
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
    """Sentences that together hold every word of the templates from `starts` at its place.

    A bigram model is made of them. It can do without most pairs of neighbouring words, since it goes from any word to
    any other at a price; all pairs would be three times as many sentences, and the full product of the parts millions.
    Commands of one word are all there, since nothing else tells how likely they are.
    """
    pairs: Pairs = set()
    heard: Pairs = set()
    found: dict[str, None] = {}
    for start in starts:
        for path in _covering(start, pairs):
            pairs.update(_pairs(path))
            text = " ".join(path)
            for said in (contracted(text), text):
                new = set(_pairs(said.split()))
                if len(path) == 1 or not new <= heard:
                    heard |= new
                    found[said] = None
    return list(found)


def contracted(text: str) -> str:
    """ "What is next" as it is mostly said, "what's next"."""
    for long, short in _CONTRACTED:
        text = long.sub(short, text)
    return text


def _covering(start: State, pairs: Pairs) -> Iterator[Path]:
    """Paths that take each way on from each state once, each as many new ones as it can until it ends."""
    taken: set[tuple[State, str]] = set()
    for state, before in _shortest_to(start).items():
        last = before[-1] if before else _START
        for word, after in _steps(state):
            if after.tags and (state is start or (word, _END) not in pairs):
                yield (*before, word)
            if (state, word) not in taken and (last, word) not in pairs:
                taken.add((state, word))
                yield (*before, word, *_onwards(word, after, taken, pairs))


def _onwards(last: str, state: State, taken: set[tuple[State, str]], pairs: Pairs) -> Iterator[str]:
    """The rest of a path: where possible through what no path has taken."""
    while state.words:
        ways = [(word, after) for word, after in _steps(state)]
        new = [(word, after) for word, after in ways if (state, word) not in taken and (last, word) not in pairs]
        if not new and state.tags:
            return
        word, after = new[0] if new else next((way for way in ways if way[1].tags), ways[0])
        taken.add((state, word))
        yield word
        last, state = word, after


def _pairs(path: Sequence[str]) -> Iterator[tuple[str, str]]:
    return pairwise((_START, *path, _END))


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
