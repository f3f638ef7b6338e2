"""Who may come in, and how often one may guess."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.displays.web.door import COOKIE, VALID_SECONDS, Door, Keys, kept_keys

KEYS = Keys("ABCD2345", "a-long-secret-that-a-browser-keeps")
HOME = "127.0.0.1"


@pytest.mark.parametrize(
    ("host", "local", "ours"),
    [
        ("127.0.0.1:8787", HOME, True),
        ("localhost:8787", HOME, True),
        ("localhost", HOME, True),
        ("192.168.1.7:8787", "192.168.1.7", True),
        ("kitchen.local:8787", "192.168.1.7", True),
        ("KITCHEN:8787", "192.168.1.7", True),
        ("localhost:8787", "192.168.1.7", False),
        ("192.168.1.8:8787", "192.168.1.7", False),
        ("evil.example:8787", HOME, False),
        ("127.0.0.1.evil.example:8787", HOME, False),
        ("", HOME, False),
        (None, HOME, False),
    ],
)
def test_only_our_own_names(host: str | None, local: str, ours: bool) -> None:
    assert Door(KEYS, frozenset({"kitchen", "kitchen.local"})).is_ours(host, local) is ours


def test_another_pages_script_is_not_ours() -> None:
    door = Door(KEYS)
    assert door.is_same_page("http://localhost:8787", "localhost:8787")
    for origin in ("http://localhost:3000", "https://localhost:8787", "http://evil.example", "null", None):
        assert not door.is_same_page(origin, "localhost:8787")


def test_the_cookie_opens_and_nothing_like_it() -> None:
    door = Door(KEYS)
    assert door.knows(f"theme=dark; {COOKIE}={KEYS.secret}")
    for cookies in (None, "", f"{COOKIE}=", f"{COOKIE}={KEYS.code}", f"{COOKIE}={KEYS.secret}x", "=;;=", "\x00"):
        assert not door.knows(cookies)


def test_a_code_is_taken_as_people_type_it() -> None:
    assert Door(KEYS).opens(" abcd-2345 ", HOME, now=0)
    assert not Door(KEYS).opens("ABCD2346", HOME, now=0)


def test_after_five_wrong_codes_an_address_waits_a_minute() -> None:
    door = Door(KEYS)
    for second in range(5):
        assert not door.is_locked("192.168.1.9", now=second)
        door.opens("WRONG", "192.168.1.9", now=second)
    assert door.is_locked("192.168.1.9", now=5) and not door.is_locked("192.168.1.10", now=5)
    assert not door.is_locked("192.168.1.9", now=61)


def test_many_addresses_together_may_not_guess_more_and_cost_no_memory() -> None:
    door = Door(KEYS)
    for number in range(30):
        door.opens("WRONG", f"10.0.0.{number}", now=0)
    assert door.is_locked("10.0.1.1", now=1)
    for number in range(5000):
        door.opens("WRONG", f"10.1.{number // 250}.{number % 250}", now=2)
    assert len(door._tries.by_address) <= 1000


def test_the_keys_stay_for_a_day_and_are_nobody_elses_to_read(tmp_path: Path) -> None:
    path = tmp_path / "state" / "keys.json"
    keys = kept_keys(path)
    assert kept_keys(path) == keys and path.stat().st_mode & 0o777 == 0o600
    os.utime(path, (0, path.stat().st_mtime - VALID_SECONDS - 1))
    assert kept_keys(path) != keys


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"code": "A", "secret": "B"}', "\x00"])
def test_broken_keys_are_made_anew(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.touch(0o600)
    path.write_text(content)
    keys = kept_keys(path)
    assert len(keys.code) == 8 and kept_keys(path) == keys


def test_keys_that_others_could_read_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys = kept_keys(path)
    path.chmod(0o644)
    assert kept_keys(path) != keys
