"""Where the page is found, for people: an address to type or to click, and as QR for a camera."""

from __future__ import annotations

import io
import socket

_ANYWHERE = ("192.0.2.1", 9)  # an address for documentation (RFC 5737): nothing is sent to it


def own_names() -> frozenset[str]:
    """What other machines of the house may call this one."""
    name = socket.gethostname().lower().removesuffix(".local")
    return frozenset({name, f"{name}.local"})


def own_address() -> str:
    """This machine's address in the house; the loopback one where it has no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_ANYWHERE)
            return str(asking.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def announcement(port: int, code: str, shared: bool, colored: bool = False) -> str:
    """What is printed for the cook, the code as QR where others may come."""
    address = f"http://{own_address() if shared else '127.0.0.1'}:{port}/?code={code}"
    lines = [f"The display: {address}"]
    if shared:
        lines += [qr(address, colored), f"Scan this, or open the address on any screen of the house. The code: {code}"]
    return "\n".join(lines)


def qr(text: str, colored: bool = False) -> str:
    """In half blocks, light ones on dark; `colored` makes sure of that on a light terminal too."""
    import segno

    out = io.StringIO()
    segno.make(text, error="m").terminal(out, compact=True, border=2)
    lines = out.getvalue().rstrip("\n").split("\n")
    return "\n".join(f"\x1b[97;40m{line}\x1b[0m" if colored else line for line in lines)
