"""Keys: each says what its button says; a colon begins a line of the cook's own words."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.core.intents import Name

LONGEST_LINE = 200
_ESCAPE, _END = "\x1b", "\x04"  # the second is Ctrl-D
_ENTER, _ERASE, _ERASE_LINE, _BEGIN = ("\r", "\n"), ("\x7f", "\b"), "\x15", (":", "/")
_ARROWS = {"C": Name.NEXT_STEP, "B": Name.NEXT_STEP, "D": Name.PREVIOUS_STEP, "A": Name.PREVIOUS_STEP}


@dataclass(slots=True)
class Keys:
    """What was pressed so far. `always_typing`: there is no microphone, so that every key belongs to the line."""

    actions: dict[str, dict[str, str]]
    always_typing: bool = False
    line: str | None = None
    ended: bool = False  # Ctrl-D, in an empty line where one always types
    _decoder: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8"))

    def __post_init__(self) -> None:
        self._decoder.errors = "replace"
        self.line = "" if self.always_typing else None

    def pressed(self, data: bytes, possible: Iterable[str]) -> Iterator[str]:
        """The words that are said by it; `possible` are the actions that the display offers, the likeliest first."""
        offered = list(possible)
        for key in _single(self._decoder.decode(data)):
            words = self._shortcut(key, offered) if self.line is None else self._typed(key, self.line, offered)
            if words:
                yield words

    def _shortcut(self, key: str, offered: list[str]) -> str | None:
        if key in _BEGIN:
            self.line = ""
            return None
        name = offered[0] if offered and key in (" ", *_ENTER) else self._arrow(key, offered)
        name = name or next((each for each in offered if self.actions[each]["key"] == key.lower()), None)
        return self.actions[name]["words"] if name else None

    def _typed(self, key: str, line: str, offered: list[str]) -> str | None:
        if key in _ENTER:
            self.line = "" if self.always_typing else None
            return line.strip() or None
        if key == _ESCAPE:
            self.line = "" if self.always_typing else None
        elif key == _END:
            self.ended = self.always_typing and not line
        elif key in _ERASE:
            self.line = line[:-1]
        elif key == _ERASE_LINE:
            self.line = ""
        elif len(key) > 1:
            name = self._arrow(key, offered)
            return self.actions[name]["words"] if name else None
        elif key.isprintable() and len(line) < LONGEST_LINE:
            self.line = line + key
        return None

    def _arrow(self, key: str, offered: list[str]) -> str | None:
        name = _ARROWS.get(key[-1]) if len(key) == 3 else None
        return name if name in offered else None


def _single(text: str) -> Iterator[str]:
    """One key at a time; an arrow is one key of three letters."""
    while text:
        length = 3 if text[:2] in ("\x1b[", "\x1bO") else 1
        yield text[:length]
        text = text[length:]
