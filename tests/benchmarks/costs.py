"""What hearing takes: processor time, memory, and whether that grows over long hours."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from assistant.edges.interrupting import Interruption
from assistant.edges.microphone import RATE, RecordedMicrophone
from assistant.edges.recognizer import Recognizer
from assistant.edges.second_hearing import SecondHearing
from assistant.edges.sounds import Samples
from tests.benchmarks.heard import Parts, blocks, cooks, in_noise, padded

_TESTED = ("next step", "how much honey do i need", "set a timer for five minutes", "repeat that", "go back")
_NOISE_DECIBELS = 15.0


def report(parts: Parts) -> None:
    """Of one core, in quiet and while somebody speaks without a pause, with all that hearing loads."""
    parts.recognizer.prepare()
    rng = np.random.default_rng(1)
    quiet = rng.normal(0, 1e-4, 60 * RATE).astype(np.float32)
    speak = cooks()["piper"]
    talk = np.concatenate([padded(speak(words), rng)[RATE // 4 : -2 * RATE] for words in _TESTED * 6])
    for name, sound in (("quiet", quiet), ("somebody speaks", talk)):
        began = time.process_time()
        for block in blocks(sound):
            parts.recognizer.feed(block)
        share = (time.process_time() - began) / (len(sound) / RATE)
        print(f"cost, {name:16} {share:.1%} of a core", flush=True)
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        soundfile.write(file.name, talk, RATE, "PCM_16")
        child = subprocess.run([sys.executable, "-m", __name__, file.name], capture_output=True, text=True, check=True)
    print(child.stdout, end="", flush=True)


def main() -> None:
    """Hears a recording by itself, with nothing else in memory than what hearing needs."""
    parts = Parts(Path(), 0, 0, "")
    second = SecondHearing(parts.model)
    recognizer = Recognizer(parts.model, parts.interpreter, second=second)
    interruption = Interruption(parts.model, parts.interpreter, second)
    recognizer.prepare()
    loaded = resident_megabytes()
    for block in RecordedMicrophone(Path(sys.argv[1])).blocks():
        recognizer.feed(block.samples)
        interruption.hear(block.samples, False)
    print(f"memory, hearing loaded {loaded:.0f} MB, after {len(_TESTED) * 6} commands {resident_megabytes():.0f} MB")


def report_hours(parts: Parts) -> None:
    """`parts.minutes` of kitchen noise with commands in it: right and memory in each sixth of it."""
    rng, speakers = np.random.default_rng(1), list(cooks().values())[:3]
    began = time.process_time()
    for sixth in range(6):
        right = asked = 0
        seconds = 0.0
        while seconds < parts.minutes * 10:
            words = _TESTED[asked % len(_TESTED)]
            sound = in_noise(padded(speakers[sixth % 3](words), rng), parts.kitchen_noise, _NOISE_DECIBELS, rng)
            told = [d.meaning for block in blocks(sound) if (d := parts.recognizer.feed(block))]
            right += [m for m in told if m is not None] == [parts.interpreter.parse(words)]
            asked, seconds = asked + 1, seconds + len(sound) / RATE + _pause(parts, rng)
        print(f"hours, sixth {sixth + 1}: {right} of {asked} right, {resident_megabytes():.0f} MB", flush=True)
    print(
        f"hours, {parts.minutes:.0f} minutes in {(time.process_time() - began) / 60:.1f} of processor time", flush=True
    )


def _pause(parts: Parts, rng: np.random.Generator) -> float:
    """Seconds of noise without words that were heard."""
    begin = int(rng.integers(0, len(parts.kitchen_noise) - 20 * RATE))
    noise: Samples = parts.kitchen_noise[begin : begin + 20 * RATE] * np.float32(0.1)
    for block in blocks(noise):
        parts.recognizer.feed(block)
    return 20.0


def resident_megabytes() -> float:
    """Now; at most so much was used, where the system does not tell."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
