"""The loudspeakers of this machine, by names that can be said."""

from __future__ import annotations

import re

_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")  # "HDA Intel PCH: ALC257 Analog (hw:0,0)"
_MOST = 12


def loudspeakers() -> dict[str, int]:
    """PortAudio's number of each; none where it cannot tell. What is plugged in later is known after a new start."""
    import sounddevice

    try:
        devices = list(sounddevice.query_devices())
    except sounddevice.PortAudioError:
        return {}
    found: dict[str, int] = {}
    for device in devices:
        name = spoken_name(str(device["name"]))
        if device["max_output_channels"] and name:
            found.setdefault(name, int(device["index"]))
    return dict(list(found.items())[:_MOST])


def spoken_name(name: str) -> str:
    """In words: what stands before a colon, without what is in brackets and without signs."""
    first = _ASIDE.sub("", name).partition(":")[0]
    return " ".join(re.findall(r"[A-Za-z]+|\d+", first)).lower()
