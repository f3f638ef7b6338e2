"""What is printed for the cook who wants another screen."""

from __future__ import annotations

from assistant.displays.web.address import announcement, qr


def test_on_this_machine_alone_the_address_is_enough() -> None:
    assert announcement(8787, "ABCD2345", shared=False) == "The display: http://127.0.0.1:8787/?code=ABCD2345"


def test_the_house_gets_a_code_to_scan_and_to_type() -> None:
    told = announcement(8787, "ABCD2345", shared=True)
    assert told.count("ABCD2345") == 2 and "█" in told


def test_light_is_light_on_every_terminal() -> None:
    plain, colored = qr("http://192.0.2.1/").split("\n"), qr("http://192.0.2.1/", colored=True).split("\n")
    assert colored == [f"\x1b[97;40m{line}\x1b[0m" for line in plain]
    assert len({len(line) for line in plain}) == 1
