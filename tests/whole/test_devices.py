"""Devices that go and come back while a cook speaks and listens."""

from __future__ import annotations

import os
import signal

import pytest
from card import SoundCard

from assistant.core.events import EdgeFailed
from tests.kitchen import Kitchen

pytestmark = [pytest.mark.card, pytest.mark.model]

MICROPHONE = ("module-remap-source", "master=mouth.monitor", "source_name=mic")


def unload(card: SoundCard, *wanted: str) -> None:
    for line in card.pactl("list", "short", "modules").splitlines():
        number, name, *arguments = line.split("\t")
        if name == wanted[0] and all(word in " ".join(arguments) for word in wanted[1:]):
            card.pactl("unload-module", number)


def test_a_microphone_that_is_pulled_out_is_told_of_and_heard_again(kitchen: Kitchen, own_card: SoundCard) -> None:
    kitchen.start()
    kitchen.listen()
    unload(own_card, *MICROPHONE)
    trouble = kitchen.listen()
    assert isinstance(trouble.event, EdgeFailed)
    assert "microphone" in trouble.text
    own_card.pactl("load-module", *MICROPHONE)
    assert kitchen.say("how much honey do i need").text == "A third of a cup of honey."
    assert kitchen.program
    os.kill(kitchen.program.pid, signal.SIGTERM)
    assert kitchen.program.wait(15) == 128 + signal.SIGTERM, kitchen.log
    assert "Traceback" not in kitchen.log


def test_another_default_microphone_is_taken_when_the_first_goes(kitchen: Kitchen, own_card: SoundCard) -> None:
    """As when a headset is unplugged: what was the system's choice is gone, and the built-in one is heard."""
    own_card.pactl("load-module", *MICROPHONE[:2], "source_name=headset")
    own_card.pactl("set-default-source", "headset")
    kitchen.start(PULSE_SOURCE="@DEFAULT_SOURCE@")
    kitchen.listen()
    own_card.pactl("set-default-source", "mic")
    unload(own_card, *MICROPHONE[:2], "headset")
    assert kitchen.say("how much honey do i need").text == "A third of a cup of honey."
    assert kitchen.goodbye("goodbye") == 0, kitchen.log
