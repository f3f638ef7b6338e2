"""Who may come in: only with the code, only under our own name, and never from another page's script.

A right code is answered by a cookie with a long secret of its own. So only the short code can be guessed, and only its
tries are limited; who is inside already is never locked out by somebody who guesses.
"""

from __future__ import annotations

import ipaddress
import json
import secrets
import time
from collections import OrderedDict, deque
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

COOKIE = "cooking"
VALID_SECONDS = 24 * 3600.0  # as long as an unfinished session is gone on with
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another
_CODE_LETTERS = 8  # 40 bits: at TRIES a minute from each address and ALL_TRIES in all, guessing takes millennia
_TRIES, _ALL_TRIES = 5, 30
_WITHIN_SECONDS = 60.0
_MOST_ADDRESSES = 1000


@dataclass(frozen=True, slots=True)
class Keys:
    """The code that a person types or scans, and the secret that a browser keeps."""

    code: str
    secret: str


def new_keys() -> Keys:
    return Keys("".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS)), secrets.token_urlsafe(24))


def kept_keys(path: Path) -> Keys:
    """Those of the last run, so that the screens find back after a crash; new ones after a day, or where none are."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        if time.time() - path.stat().st_mtime < VALID_SECONDS and path.stat().st_mode & 0o077 == 0:
            known = json.loads(path.read_text(encoding="ascii"))
            keys = Keys(str(known["code"]), str(known["secret"]))
            if len(keys.code) == _CODE_LETTERS and len(keys.secret) >= 32:
                return keys
    keys = new_keys()
    with suppress(OSError):  # where nothing can be kept, they are good for this run
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.touch(0o600, exist_ok=False)
        with path.open("w", encoding="ascii") as file:
            json.dump({"code": keys.code, "secret": keys.secret}, file)
    return keys


@dataclass(slots=True)
class Tries:
    """Wrong codes of late, by address; moments in steady seconds."""

    by_address: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)
    all: deque[float] = field(default_factory=deque)

    def too_many(self, address: str, now: float) -> bool:
        mine = self.by_address.get(address, deque())
        for tries in (mine, self.all):
            while tries and tries[0] <= now - _WITHIN_SECONDS:
                tries.popleft()
        return len(mine) >= _TRIES or len(self.all) >= _ALL_TRIES

    def wrong(self, address: str, now: float) -> None:
        self.by_address.setdefault(address, deque()).append(now)
        self.by_address.move_to_end(address)
        self.all.append(now)
        while len(self.by_address) > _MOST_ADDRESSES:
            self.by_address.popitem(last=False)


class Door:
    """`names` are what this machine may be called besides its addresses."""

    def __init__(self, keys: Keys, names: frozenset[str] = frozenset()) -> None:
        self._keys, self._names, self._tries = keys, names, Tries()

    def is_ours(self, host: str | None, local_address: str) -> bool:
        """Whether a Host header names us. A page that made its own name point here (DNS rebinding) names itself."""
        if host is None:
            return False
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        name = name.strip("[]").lower()
        if name == "localhost":
            return ipaddress.ip_address(local_address).is_loopback
        return name == local_address or name in self._names

    def is_same_page(self, origin: str | None, host: str | None) -> bool:
        """Whether a script's Origin header is our own page's."""
        return origin is not None and host is not None and origin.lower() == f"http://{host.lower()}"

    def knows(self, cookies: str | None) -> bool:
        """Whether a Cookie header brings the secret."""
        with suppress(CookieError):
            morsel = SimpleCookie(cookies or "").get(COOKIE)
            return morsel is not None and same(morsel.value, self._keys.secret)
        return False

    def is_locked(self, address: str, now: float) -> bool:
        return self._tries.too_many(address, now)

    def opens(self, code: str, address: str, now: float) -> bool:
        """A try with a code, counted where it is wrong."""
        right = same("".join(c for c in code.upper() if c.isalnum()), self._keys.code)
        if not right:
            self._tries.wrong(address, now)
        return right

    @property
    def cookie(self) -> str:
        """The Set-Cookie header for who had the right code."""
        return f"{COOKIE}={self._keys.secret}; HttpOnly; SameSite=Lax; Path=/; Max-Age={VALID_SECONDS:.0f}"


def same(one: str, other: str) -> bool:
    """In a time that tells nothing."""
    return secrets.compare_digest(one.encode(), other.encode())
