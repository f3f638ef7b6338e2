"""A sealed process has no network; whatever tries to use one ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

SEALED = "from assistant.edges import sealing; import socket; {}; print(sealing.seal()); {}; print('alive')"
BY_PYTHON = "sealing._sealed_by_kernel = lambda: False"


def ended(act: str, before: str = "pass") -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SEALED.format(before, act)], capture_output=True, text=True, timeout=20
    )
    return done.returncode, done.stdout.splitlines()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can take the network from a process")
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_the_kernel_ends_whatever_opens_a_network_socket(family: str) -> None:
    code, _ = ended(f"socket.socket(socket.{family})")
    assert code == -31  # SIGSYS


@pytest.mark.parametrize("act", ["socket.socket(socket.AF_INET)", "socket.getaddrinfo('localhost', 80)"])
def test_where_the_kernel_cannot_python_does(act: str) -> None:
    assert ended(act, BY_PYTHON)[0] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such sockets")
@pytest.mark.parametrize("before", ["pass", BY_PYTHON])
def test_sockets_within_the_machine_are_let_through(before: str) -> None:
    code, lines = ended("socket.socket(socket.AF_UNIX).close()", before)
    assert (code, lines[1:]) == (0, ["alive"])
