"""Asked to share, the program shows its address to a camera and opens to the house; unasked it does neither."""

from __future__ import annotations

import http.client
import re
import sys
from contextlib import closing
from pathlib import Path

import pytest
import segno

from assistant.displays.web.address import own_address, qr
from tests.displays.page import Page
from tests.displays.person import Person

ELSEWHERE = "127.0.0.2"  # this machine, but not the address that a program for this machine alone listens at
QUIET = 2  # light modules around the code
ADDRESS = "http://192.168.100.100:8787/?code=ABCDEFGH"
UPPER, LOWER = "█▀", "█▄"  # the half blocks whose half is light


def modules(drawn: list[str]) -> list[list[bool]]:
    """Which squares are dark, two rows a line."""
    width = max(map(len, drawn))
    return [[cell not in light for cell in line.ljust(width)] for line in drawn for light in (UPPER, LOWER)]


def wanted(address: str) -> list[list[bool]]:
    rows = [[bool(dark) for dark in row] for row in segno.make(address, error="m").matrix]
    side = [False] * (len(rows) + 2 * QUIET)
    bordered = [[False] * QUIET + row + [False] * QUIET for row in rows]
    return [side] * QUIET + bordered + [side] * QUIET


def test_what_is_drawn_is_the_code_of_the_address() -> None:
    """An odd number of rows leaves half a line, which is no part of it."""
    side = len(wanted(ADDRESS))
    assert modules(qr(ADDRESS).split("\n"))[:side] == wanted(ADDRESS)
    assert side <= 40, "it has room on a narrow terminal"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("no_color", ["", "1"])
def test_a_camera_before_the_terminal_sees_the_address(tmp_path: Path, no_color: str) -> None:
    person = Person(tmp_path, 40, 40, "--display", "web", "--share", NO_COLOR=no_color)
    try:
        told = person.sees("Hello!")
        address = re.sub(r"\s", "", told.partition("The display: ")[2])
        found = re.match(r"http://[\d.]+:\d+/\?code=[A-Z2-9]{8}", address)
        assert found and f"//{own_address()}:" in found[0]
        code = wanted(found[0])
        top = next(n for n, line in enumerate(told.split("\n")) if line.startswith("█" * len(code)))
        drawn = [line[: len(code)] for line in person.screen.display[top : top + len(code) // 2 + 1]]
        assert modules(drawn)[: len(code)] == code
        cells = [person.screen.buffer[top][column] for column in range(len(code))]
        assert {(cell.fg, cell.bg) for cell in cells} == {("brightwhite", "black")}, "light on a light terminal too"
    finally:
        person.close()


def asked(address: str, port: int, path: str, **headers: str) -> int:
    with closing(http.client.HTTPConnection(address, port, timeout=5)) as connection:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this machine has one loopback address only")
def test_the_house_comes_in_only_when_asked(tmp_path: Path) -> None:
    alone, shared = Page(tmp_path / "alone"), Page(tmp_path / "shared", "--share")
    try:
        with pytest.raises(ConnectionRefusedError):
            asked(ELSEWHERE, alone.port, "/")
        for address in {ELSEWHERE, own_address()}:
            assert asked(address, shared.port, "/") == 401
            assert asked(address, shared.port, f"/?code={shared.code}") == 303
            assert asked(address, shared.port, "/", Cookie=shared.cookie) == 200
            assert asked(address, shared.port, "/", Cookie=shared.cookie, Host="evil.example") == 421
    finally:
        alone.kill()
        shared.kill()
