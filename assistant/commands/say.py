"""`assistant say`: what the voice makes of a text, aloud or into a file."""

from __future__ import annotations

import queue
import wave
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from assistant.building import dictionary_for
from assistant.config import voice_cache
from assistant.edges.player import Device, LoudspeakerError, Player
from assistant.edges.speaker import Speaker, joined
from assistant.edges.voices.choosing import voices_of_this_machine
from assistant.edges.voices.voice import Voice
from assistant.errors import InputError
from assistant.settings.sources import settings


def run(args: Namespace) -> int:
    """Speaks `args.text` and waits for its end; `args.out` names a WAV file to write instead."""
    with closing(voices_of_this_machine(args.voice, dictionary_for(), voice_cache())) as voice:
        if args.out:
            _write(voice, args.text, Path(args.out))
        else:
            _play(voice, args.text, settings(args).loudspeaker)
    return 0


def _write(voice: Voice, text: str, path: Path) -> None:
    samples = (joined(voice, text) * 32767).astype("<i2")
    try:
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(voice.rate)
            file.writeframes(samples.tobytes())
    except OSError as problem:
        raise InputError(f"{path} cannot be written ({problem.strerror}); name another file.") from problem


class _Ending:
    """Waits for the speaker's only utterance."""

    def __init__(self) -> None:
        self.result: queue.SimpleQueue[bool | str] = queue.SimpleQueue()

    def speech_started(self, number: int) -> None: ...

    def speech_ended(self, number: int, whole: bool, parts: int) -> None:
        self.result.put(whole)

    def edge_failed(self, what: str, problem: str) -> None:
        self.result.put(problem)


def _play(voice: Voice, text: str, device: Device) -> None:
    ending = _Ending()
    with closing(Speaker(voice, Player(device), ending)) as speaker:
        speaker.say(1, text)
        result = ending.result.get()
    if isinstance(result, str):
        raise LoudspeakerError(result)
