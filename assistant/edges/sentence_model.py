"""A small model of sentences (all-MiniLM-L6-v2, eight bits, 23 MB): what means the same lies in the same direction.

Words become word pieces as BERT's do, the pieces' vectors are averaged over the sentence, and scaled to length one
(https://www.sbert.net, "all-MiniLM-L6-v2"). A sentence takes some milliseconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
import zipfile
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
_KEPT = "known.npz"
_MOST_KEPT = 100_000  # texts, 80 MB
_LENGTH = 384  # of a text's vector
_LONGEST_WORD = 100  # letters; longer ones are no words
_MOST_PIECES = 60  # of a text; what follows is not read
_TOGETHER = 64  # texts
_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")


class SentenceModel:
    """Raises ImportError without onnxruntime, OSError or ValueError where the folder holds no whole model."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers: dict[str, int] = json.loads((folder / PIECES).read_text(encoding="utf-8"))["model"]["vocab"]
        try:
            self._session = model_session(folder / MODEL, threads=1)  # beside hearing and speaking
        except ImportError:
            raise
        except Exception as problem:  # whatever onnxruntime makes of a damaged model
            raise OSError(f"{folder / MODEL} is damaged ({problem}); remove its folder and fetch it anew.") from problem

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Raises InterruptedError where the program ends meanwhile."""
        numbers = [self._read(text) for text in texts]
        found = np.zeros((len(texts), _LENGTH), np.float32)
        order = sorted(range(len(texts)), key=lambda n: len(numbers[n]))  # of about one length, little is filled up
        for start in range(0, len(order), _TOGETHER):
            if not threading.main_thread().is_alive():  # a program that ends meanwhile would be aborted
                raise InterruptedError("The program ends.")
            rows = order[start : start + _TOGETHER]
            found[rows] = self._of([numbers[n] for n in rows])
        return found

    def known(self, texts: Sequence[str]) -> Vectors:
        """The same, kept beside the model for the next time."""
        keys = np.array([_key(text) for text in texts], np.uint64)
        kept_keys, kept = self._kept()
        missing = [n for n, there in enumerate(np.isin(keys, kept_keys)) if not there]
        if missing:
            kept_keys = np.concatenate([kept_keys, keys[missing]])
            kept = np.concatenate([kept, self.vectors([texts[n] for n in missing]).astype(np.float16)])
            self._keep(kept_keys[-_MOST_KEPT:], kept[-_MOST_KEPT:])
        order = np.argsort(kept_keys)
        return np.asarray(kept[order[np.searchsorted(kept_keys, keys, sorter=order)]], np.float32)

    def _kept(self) -> tuple[NDArray[np.uint64], NDArray[np.float16]]:
        with suppress(OSError, ValueError, KeyError, zipfile.BadZipFile), np.load(self._folder / _KEPT) as file:
            if file["keys"].shape == file["vectors"].shape[:1] and file["vectors"].shape[1:] == (_LENGTH,):
                return file["keys"], file["vectors"]
        return np.zeros(0, np.uint64), np.zeros((0, _LENGTH), np.float16)

    def _keep(self, keys: NDArray[np.uint64], vectors: NDArray[np.float16]) -> None:
        with suppress(OSError):  # the folder may be somebody else's
            new = self._folder / f".{os.getpid()}-{threading.get_ident()}-{_KEPT}"
            np.savez(new, keys=keys, vectors=vectors)
            new.replace(self._folder / _KEPT)

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
        if len(word) > _LONGEST_WORD:
            yield "[UNK]"
            return
        while start < len(word):
            prefix = "##" if start else ""
            ends = (end for end in range(len(word), start, -1) if prefix + word[start:end] in self._numbers)
            end = next(ends, None)
            if end is None:
                yield "[UNK]"
                return
            yield prefix + word[start:end]
            start = end


def _key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
