"""The display on other screens: a small server on a thread of its own, for this machine alone or for the house."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from assistant.core.view import View
from assistant.displays.web import pages
from assistant.displays.web.door import Door
from assistant.displays.web.screens import Screens
from assistant.errors import MissingError
from assistant.language.writing import Writing

PORT, PORTS = 8787, 10  # the first, and how many to try
MOST_CONNECTIONS, MOST_OF_ONE_ADDRESS = 64, 24
MOST_BYTES = 4096  # of a message
_PATIENCE_SECONDS = 5.0  # for a request, or a goodbye
_IMAGE_BYTES = 2 << 20


class DisplayError(MissingError):
    """The display cannot be shown."""


def listening(shared: bool, port: int | None) -> socket.socket:
    """A socket at the port, else at the first free one from PORT on. Raises DisplayError."""
    tried = range(PORT, PORT + PORTS) if port is None else (port,)
    problem: OSError | None = None
    for each in tried:
        try:
            return socket.create_server(("0.0.0.0" if shared else "127.0.0.1", each), backlog=MOST_CONNECTIONS)
        except OSError as error:
            problem = error
    raise DisplayError(f"No page can be served at port {tried[-1]} ({problem}); choose another with --port.")


class WebDisplay:
    """Serves from its construction on; raises DisplayError where it cannot.

    `on_words` gets what is wished on a screen, on the server's thread. `words` is asked for the clock's offset of a
    view, and `image` for the file of a recipe's image, None where there is none.
    """

    def __init__(
        self,
        sock: socket.socket,
        door: Door,
        on_words: Callable[[str], None],
        now: Callable[[], float],
        words: Callable[[int], Writing],
        actions: dict[str, object],
        image: Callable[[str], Path | None] = lambda name: None,
    ) -> None:
        self._door, self._words, self._image, self._socket = door, words, image, sock
        self._screens = Screens(on_words, now, actions)
        self._loop = asyncio.new_event_loop()
        self._ending = asyncio.Event()
        self._connections: set[_Connection] = set()
        self._level = -1
        self._thread = threading.Thread(target=self._run, name="web-display", daemon=True)
        self._thread.start()

    # ---- what the main loop and the microphone tell ----

    def heard(self, transcript: str) -> None:
        """The view has it."""

    def said(self, text: str) -> None:
        """The view has it."""

    def show(self, look: Callable[[], View]) -> None:
        seen = look()
        self._on_loop(self._screens.show, seen, self._words(seen.utc_offset_seconds))

    def level(self, loudness: float) -> None:
        """The microphone's, 0 to 1; from any thread."""
        tenths = round(10 * loudness)
        if tenths != self._level:
            self._level = tenths
            self._on_loop(self._screens.level, tenths)

    def close(self) -> None:
        self._on_loop(self._ending.set)
        self._thread.join(_PATIENCE_SECONDS)

    def _on_loop(self, call: Callable[..., object], *arguments: object) -> None:
        with suppress(RuntimeError):  # it is closed
            self._loop.call_soon_threadsafe(call, *arguments)

    # ---- the server's thread ----

    def _run(self) -> None:
        with suppress(OSError):
            asyncio.set_event_loop(self._loop)
            self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        logger = logging.getLogger("assistant.web")  # a stranger's broken request is no news on our terminal
        logger.disabled = True
        server = await serve(
            self._screens.serve,
            sock=self._socket,
            process_request=self._answer,
            create_connection=cast(type[ServerConnection], self._connection),  # it is only called
            open_timeout=_PATIENCE_SECONDS,
            close_timeout=1.0,
            max_size=MOST_BYTES,
            max_queue=4,
            compression=None,  # what is small anyway costs less plain
            server_header=None,
            logger=logger,
        )
        await self._ending.wait()
        server.close()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(server.wait_closed(), _PATIENCE_SECONDS / 2)

    def _connection(self, *arguments: Any, **more: Any) -> ServerConnection:
        return _Connection(self._connections, *arguments, **more)

    def _answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """What a request gets; None for a screen that may look on."""
        host, headers = _only(request, "Host"), request.headers
        if not self._door.is_ours(host, connection.local_address[0]):
            return pages.refusal(HTTPStatus.MISDIRECTED_REQUEST, "This server goes by its own address only.")
        upgrading = "upgrade" in headers.get("Connection", "").lower()
        if (upgrading or "Origin" in headers) and not self._door.is_same_page(_only(request, "Origin"), host):
            return pages.refusal(HTTPStatus.FORBIDDEN, "Other pages may not ask here.")
        url = urlsplit(request.path)
        if url.path in pages.OPEN_TO_ALL:
            return pages.answer(HTTPStatus.OK, pages.page_files()[url.path])
        code = parse_qs(url.query).get("code")
        if code and url.path == "/" and not upgrading:
            return self._try(code[0], str(connection.remote_address[0]))
        if not self._door.knows(_only(request, "Cookie")):
            sentence = "Type the code that stands in the assistant's terminal."
            return pages.ask_for_code(HTTPStatus.UNAUTHORIZED, sentence)
        return None if upgrading and url.path == "/live" else self._file(url.path)

    def _try(self, code: str, address: str) -> Response:
        now = time.monotonic()
        if self._door.is_locked(address, now):
            return pages.ask_for_code(HTTPStatus.TOO_MANY_REQUESTS, "Too many wrong codes. Wait a minute.")
        if not self._door.opens(code, address, now):
            return pages.ask_for_code(HTTPStatus.FORBIDDEN, "That is not the code.")
        empty = pages.File("text/plain", b"")
        return pages.answer(HTTPStatus.SEE_OTHER, empty, Location="/", Set_Cookie=self._door.cookie)

    def _file(self, path: str) -> Response:
        known = pages.page_files().get(path)
        if known is not None:
            return pages.answer(HTTPStatus.OK, known)
        name = unquote(path.removeprefix("/image/"))
        if path.startswith("/image/") and name in self._screens.state.images:
            file = self._image(name)
            with suppress(OSError):
                if file is not None and file.stat().st_size <= _IMAGE_BYTES:
                    kind = pages.IMAGE_KINDS[file.suffix.lower()]
                    return pages.answer(HTTPStatus.OK, pages.File(kind, file.read_bytes()))
        return pages.refusal(HTTPStatus.NOT_FOUND, "There is nothing here.")


class _Connection(ServerConnection):
    """Shed before anything is read where there are too many."""

    def __init__(self, others: set[_Connection], *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._others, self._from, self._shed = others, "", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        peer = transport.get_extra_info("peername")
        self._from = str(peer[0]) if peer else ""
        of_one = sum(other._from == self._from for other in self._others)
        if len(self._others) >= MOST_CONNECTIONS or of_one >= MOST_OF_ONE_ADDRESS or not peer:
            self._shed = True
            if isinstance(transport, asyncio.Transport):
                transport.abort()
            return
        self._others.add(self)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._others.discard(self)
        if not self._shed:
            super().connection_lost(exc)


def _only(request: Request, name: str) -> str | None:
    """A header that stands there once."""
    values = request.headers.get_all(name)
    return values[0] if len(values) == 1 else None
