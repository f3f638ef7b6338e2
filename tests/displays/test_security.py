"""Strangers, broken messages and floods: refused or shed, and the session cooks on undisturbed."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.displays.page import Page, news

pytestmark = pytest.mark.xdist_group("security")  # all at one program

HONEY = ("how much honey do i need", "A third of a cup of honey.")
ANSWER_SECONDS = 1.0


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    page = Page(tmp_path_factory.mktemp("page"))
    page.type(HONEY[0])  # its first answer waits until the program has got ready
    yield page
    page.kill()


@pytest.fixture(autouse=True)
def cooks_on(page: Page) -> Iterator[None]:
    yield
    began_at = time.monotonic()
    assert page.type(HONEY[0]) == HONEY[1]
    assert time.monotonic() - began_at < ANSWER_SECONDS
    with page.screen() as screen:
        assert "view" in news(screen)


def refused(page: Page, **how: str) -> int:
    with pytest.raises(InvalidStatus) as refusal:
        page.screen(**how)
    return int(refusal.value.response.status_code)


@pytest.mark.parametrize("path", ["/", "/app.js", "/live", "/image/pork.png", "/../../etc/passwd", "/nothing"])
def test_without_the_code_there_is_only_the_question_for_it(page: Page, path: str) -> None:
    answer = page.get(path)
    assert answer.status == 401
    assert "<input id=" in answer.body and "pork" not in answer.body.lower() and page.code not in answer.body


def test_without_the_code_no_screen_opens(page: Page) -> None:
    assert refused(page, cookie="") == 401
    assert refused(page, cookie="cooking=guessed") == 401


def test_the_code_opens_and_is_not_left_in_the_address(page: Page) -> None:
    answer = page.get(f"/?code={page.code}")
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert answer.headers["Set-Cookie"].startswith(page.cookie) and "HttpOnly" in answer.headers["Set-Cookie"]
    inside = page.get("/", Cookie=page.cookie)
    assert inside.status == 200 and page.code not in inside.body


def test_a_wrong_code_many_times_locks_guessing_but_nobody_who_is_in(page: Page) -> None:
    answers = [page.get("/?code=WRONGONE").status for _ in range(40)]
    assert answers[:5] == [403] * 5 and set(answers[5:]) == {429}
    assert page.get(f"/?code={page.code}").status == 429  # else one could still guess
    assert page.get("/", Cookie=page.cookie).status == 200


def test_another_origin_is_refused_with_the_right_cookie(page: Page) -> None:
    for origin in ("http://evil.example", "null", f"https://127.0.0.1:{page.port}", "http://127.0.0.1:1"):
        assert refused(page, origin=origin) == 403
    assert page.get("/", Cookie=page.cookie, Origin="http://evil.example").status == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8787", "192.168.1.1", "localhost.evil.example"])
def test_another_host_is_refused_with_the_right_cookie(page: Page, host: str) -> None:
    assert page.get("/", Cookie=page.cookie, Host=host).status == 421


def test_no_screen_opens_under_another_host(page: Page) -> None:
    for host, status in (("evil.example", b"421"), (f"127.0.0.1:{page.port}", b"101")):
        with opening_screen(page, host) as raw:
            assert raw.recv(1000).split()[1] == status


def opening_screen(page: Page, host: str) -> socket.socket:
    """What a browser writes to open a screen, with the right cookie, and its own origin as it believes."""
    raw = socket.create_connection(("127.0.0.1", page.port), timeout=5)
    raw.sendall(
        f"GET /live HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {page.cookie}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    return raw


def test_nothing_may_be_framed_loaded_from_elsewhere_or_kept(page: Page) -> None:
    headers = page.get("/", Cookie=page.cookie).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert headers["Referrer-Policy"] == "no-referrer" and "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "message",
    [
        "",
        "next",
        "[" * 3000,
        '{"say": 5}',
        '{"say": "next", "more": 1}',
        json.dumps({"say": "n" * 201}),
        json.dumps({"say": "x" * 5000}),
        "x" * 10_000_000,
        b"\x00\xff",
        "null",
    ],
    ids=lambda message: repr(message[:12]),
)
def test_a_malformed_or_huge_message_closes_its_screen(page: Page, message: str | bytes) -> None:
    with page.screen() as screen:
        news(screen)
        screen.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                screen.recv(timeout=5)
        assert closed.value.rcvd is not None and closed.value.rcvd.code in (1008, 1009)


@pytest.mark.parametrize(
    "frame",
    [
        b'\x81\x0f{"say": "next"}',  # without the mask that a browser puts over it
        b"\xf3\xff\x7f" + bytes(20),  # of no known kind
        b"\x81\xff\x7f" + b"\xff" * 11,  # announced as longer than anything
        b"\x09\xfe\xff\xff" + bytes(100),  # a ping in parts
    ],
    ids=["unmasked", "unknown", "endless", "parts"],
)
def test_a_broken_frame_closes_its_screen(page: Page, frame: bytes) -> None:
    with opening_screen(page, f"127.0.0.1:{page.port}") as raw, suppress(ConnectionError):
        assert b" 101 " in raw.recv(1000)
        raw.sendall(frame)
        while raw.recv(100_000):  # until it is closed
            pass


def test_a_flood_of_wishes_closes_its_screen(page: Page) -> None:
    with page.screen() as screen, pytest.raises(ConnectionClosed):
        for _ in range(100):
            screen.send('{"say": ""}')
        while True:
            screen.recv(timeout=5)


def test_broken_requests_are_refused(page: Page) -> None:
    for request in (b"POST / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 500):
        with socket.create_connection(("127.0.0.1", page.port), timeout=6) as raw, suppress(ConnectionError):
            raw.sendall(request)
            assert b"200 OK" not in raw.recv(1000)
    with socket.create_connection(("127.0.0.1", page.port), timeout=6) as raw, suppress(ConnectionError):
        raw.sendall(b"GET /" + b"a" * 100_000)
        assert b"200 OK" not in raw.recv(1000)


def test_a_thousand_connections_are_shed(page: Page) -> None:
    """Most are closed before a word is read; who looks on already goes on looking."""
    with ExitStack() as open_ones, page.screen() as screen:
        news(screen)
        kept = []
        for _ in range(1000):
            with suppress(OSError):
                raw = open_ones.enter_context(socket.create_connection(("127.0.0.1", page.port), timeout=5))
                raw.setblocking(False)
                kept.append(raw)
        began_at = time.monotonic()
        assert page.type(HONEY[0]) == HONEY[1]
        assert time.monotonic() - began_at < ANSWER_SECONDS
        assert "view" in news(screen)
        assert sum(map(is_open, kept)) <= 64
        assert len(list(Path(f"/proc/{page.pid}/fd").iterdir())) < 150


def is_open(raw: socket.socket) -> bool:
    try:
        return bool(raw.recv(1))
    except BlockingIOError:
        return True
    except OSError:
        return False
