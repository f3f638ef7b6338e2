"""A small model of sentences (all-MiniLM-L6-v2, eight bits, 23 MB): what means the same lies in the same direction.

Words become word pieces as BERT's do, the pieces' vectors are averaged over the sentence, and scaled to length one
(https://www.sbert.net, "all-MiniLM-L6-v2"). A sentence takes some milliseconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.edges.onnx import model_session

Vectors: TypeAlias = NDArray[np.float32]  # a row for each text, of length one

MODEL = "all-minilm-l6-v2-q.onnx"
PIECES = "all-minilm-l6-v2-q-tokenizer.json"
_MOST_PIECES = 60  # of a text; what follows is not read
_TOGETHER = 64  # texts
_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")


class SentenceModel:
    """Raises ImportError without onnxruntime, OSError or ValueError where the folder holds no whole model."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers: dict[str, int] = json.loads((folder / PIECES).read_text(encoding="utf-8"))["model"]["vocab"]
        self._session = model_session(folder / MODEL, threads=1)  # beside hearing and speaking

    def vectors(self, texts: Sequence[str]) -> Vectors:
        numbers = [self._read(text) for text in texts]
        found = np.zeros((len(texts), 384), np.float32)
        order = sorted(range(len(texts)), key=lambda n: len(numbers[n]))  # of about one length, little is filled up
        for start in range(0, len(order), _TOGETHER):
            rows = order[start : start + _TOGETHER]
            found[rows] = self._of([numbers[n] for n in rows])
        return found

    def known(self, texts: Sequence[str]) -> Vectors:
        """The same, kept beside the model for the next time."""
        key = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
        path = self._folder / f"known-{key}.npy"
        with suppress(OSError, ValueError):
            kept = np.load(path)
            if kept.shape == (len(texts), 384):
                return np.asarray(kept, np.float32)
        found = self.vectors(texts)
        with suppress(OSError):  # the folder may be somebody else's
            new = path.with_name(f".{key}-{os.getpid()}.npy")
            np.save(new, found.astype(np.float16))
            new.replace(path)
        return found

    def _of(self, numbers: Sequence[Sequence[int]]) -> Vectors:
        longest = max(map(len, numbers))
        pieces = np.zeros((len(numbers), longest), np.int64)
        for row, of_one in enumerate(numbers):
            pieces[row, : len(of_one)] = of_one
        there = (pieces > 0).astype(np.int64)
        given = {"input_ids": pieces, "attention_mask": there, "token_type_ids": np.zeros_like(pieces)}
        hidden = self._session.run(None, given)[0]
        mean = (hidden * there[..., None]).sum(axis=1) / there.sum(axis=1, keepdims=True)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)

    def _read(self, text: str) -> list[int]:
        pieces = [piece for word in _WORD.findall(text.lower()) for piece in self._pieces(word)]
        return [self._numbers[piece] for piece in ("[CLS]", *pieces[:_MOST_PIECES], "[SEP]")]

    def _pieces(self, word: str) -> Iterator[str]:
        """The longest known beginnings, one after the other."""
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            ends = (end for end in range(len(word), start, -1) if prefix + word[start:end] in self._numbers)
            end = next(ends, None)
            if end is None:
                yield "[UNK]"
                return
            yield prefix + word[start:end]
            start = end
