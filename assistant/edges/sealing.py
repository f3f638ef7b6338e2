"""Takes the network from this process for good: an attempt to open a socket that leaves the machine ends it."""

from __future__ import annotations

import ctypes
import os
import platform
import socket
import sys
from typing import Literal

SOCKET_CALL = {"x86_64": 41, "aarch64": 198}  # the number of socket(2), from the kernel's unistd.h

# From the kernel's prctl.h, seccomp.h, and filter.h: load a word of the call's record, jump if equal, return.
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL_PROCESS = 0x7FFF0000, 0x80000000
_NUMBER_AT, _FIRST_ARGUMENT_AT = 0, 16

Sealed = Literal["system", "python"]


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("k", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(_Instruction)))


def seal() -> Sealed:
    """By the kernel, for whatever runs in this process; where that cannot be, for Python's own sockets only."""
    if sys.platform.startswith("linux") and _sealed_by_kernel():
        return "system"
    sys.addaudithook(_watch)
    return "python"


def _sealed_by_kernel() -> bool:
    call = SOCKET_CALL.get(platform.machine())
    if call is None:
        return False
    instructions = (
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_EQUAL, 0, 3, call),  # any other call is allowed
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_EQUAL, 1, 0, socket.AF_UNIX),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_RETURN, 0, 0, _ALLOW),
    )
    array = (_Instruction * len(instructions))(*(_Instruction(*each) for each in instructions))
    libc = ctypes.CDLL(None)
    program = _Program(len(instructions), array)
    refused = libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(
        _SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0
    )
    return not refused


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    local = getattr(socket, "AF_UNIX", None)
    if event == "socket.getaddrinfo" or (event == "socket.__new__" and arguments[1] != local):
        os._exit(1)
