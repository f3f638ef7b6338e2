"""The screens that look on: each gets the newest state, and what is touched on it goes to the session as words.

All of it runs on the server's own event loop.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode

from assistant.core.view import View
from assistant.language.writing import Writing

MOST_SCREENS = 32
LONGEST_WORDS = 200  # letters of one wish
HEARTBEAT_SECONDS = 10.0  # a page that hears nothing for longer knows that it is cut off
_BURST, _PER_SECOND = 10.0, 4.0  # wishes of one screen


@dataclass(slots=True)
class State:
    """What there is to see, already as JSON; `number` grows with each change."""

    number: int = 0
    view: str = "null"
    reading: str = "null"
    level: int = -1  # tenths of the microphone's full loudness; -1 without one
    images: frozenset[str] = frozenset()
    actions: str = "{}"  # what stands on the buttons and what they say


@dataclass(slots=True, eq=False)
class Screen:
    """One open connection, and what it was told already."""

    connection: ServerConnection
    news: asyncio.Event = field(default_factory=asyncio.Event)
    seen: int = -1
    reading: str = ""
    level: int = -2
    allowance: float = _BURST
    counted_at: float = 0.0

    def may_speak(self, now: float) -> bool:
        """A touch or a sentence now and then, never a flood."""
        self.allowance = min(_BURST, self.allowance + (now - self.counted_at) * _PER_SECOND) - 1
        self.counted_at = now
        return self.allowance >= 0


class Screens:
    """`on_words` gets what is wished, `now` is the session's clock. Called on the loop's thread."""

    def __init__(self, on_words: Callable[[str], None], now: Callable[[], float], actions: dict[str, object]) -> None:
        self._on_words, self._now = on_words, now
        self.state = State(actions=json.dumps(actions, ensure_ascii=False))
        self._screens: set[Screen] = set()

    def show(self, view: View, words: Writing) -> None:
        plain = words.plain(view)
        self.state.reading = json.dumps(plain.pop("reading"), ensure_ascii=False)
        shown = json.dumps(plain, ensure_ascii=False)
        if shown != self.state.view:
            steps = {view.image, *(() if view.present is None else (view.present.image,))}
            self.state.images = frozenset(name for name in steps if name)
            self.state.view = shown
            self.state.number += 1
            self._tell()

    def level(self, tenths: int) -> None:
        if tenths != self.state.level:
            self.state.level = tenths
            self._tell()

    def _tell(self) -> None:
        for screen in self._screens:
            screen.news.set()

    async def serve(self, connection: ServerConnection) -> None:
        """One screen, until it goes."""
        if len(self._screens) >= MOST_SCREENS:
            await connection.close(CloseCode.TRY_AGAIN_LATER, "too many screens")
            return
        screen = Screen(connection)
        self._screens.add(screen)
        screen.news.set()
        telling = asyncio.create_task(self._keep_telling(screen))
        try:
            await self._listen(screen)
        finally:
            self._screens.discard(screen)
            telling.cancel()

    async def _keep_telling(self, screen: Screen) -> None:
        """The newest state only: what a slow screen missed, it need not see."""
        with suppress(ConnectionClosed):
            while True:
                with suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(screen.news.wait(), HEARTBEAT_SECONDS)
                screen.news.clear()
                await screen.connection.send(self._news(screen))

    def _news(self, screen: Screen) -> str:
        state, parts = self.state, [f'"now":{self._now()}']
        if screen.seen < 0:
            parts.append(f'"actions":{state.actions}')
        if screen.reading != state.reading:
            screen.reading = state.reading
            parts.append(f'"reading":{state.reading}')
        if screen.seen != state.number:
            screen.seen = state.number
            parts.append(f'"view":{state.view}')
        if screen.level != state.level:
            screen.level = state.level
            parts.append(f'"level":{state.level}')
        return "{" + ",".join(parts) + "}"

    async def _listen(self, screen: Screen) -> None:
        loop, connection = asyncio.get_running_loop(), screen.connection
        with suppress(ConnectionClosed):
            async for message in connection:
                words = words_in(message)
                if words is None:
                    await connection.close(CloseCode.POLICY_VIOLATION, "not understood")
                elif not screen.may_speak(loop.time()):
                    await connection.close(CloseCode.POLICY_VIOLATION, "too much at once")
                elif words:
                    self._on_words(words)
                else:
                    screen.news.set()


def words_in(message: str | bytes) -> str | None:
    """What is wished: `{"say": "next"}`; empty for `{"say": ""}`, which asks for a sign of life. None: malformed."""
    try:
        given = json.loads(message) if isinstance(message, str) else None
    except (ValueError, RecursionError):
        return None
    said = given.get("say") if isinstance(given, dict) and len(given) == 1 else None
    if not isinstance(said, str) or len(said) > LONGEST_WORDS:
        return None
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())
