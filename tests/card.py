"""A sound card that exists only in software: what is spoken into it, the program hears; what it says, we record.

A private PulseAudio holds the sink `speaker` (the program's loudspeaker) and the source `mic`, fed by the sink `mouth`.
Import the fixture `card` in a conftest, or build a `SoundCard` for a program of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

RATE = 16000
FRAME_SECONDS = 0.01
LOUD = 0.004  # RMS; the virtual card is digitally silent unless something plays
_FRAME = int(RATE * FRAME_SECONDS)


class SoundCard:
    """`env` is what a program needs in its environment to play and record here."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in ("pulseaudio", "pactl", "paplay", "parec") if not shutil.which(name)]
        if missing:
            pytest.fail(f"{', '.join(missing)} not found: install pulseaudio, pulseaudio-utils and libasound2-plugins")
        self.folder = folder
        self.env = os.environ | {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
            "PULSE_SINK": "speaker",
            "PULSE_SOURCE": "mic",
        }
        self._running: list[subprocess.Popen[bytes]] = []
        self.start_daemon()

    def start_daemon(self) -> None:
        null_sink = "--load=module-null-sink sink_name={} rate=48000 channels=1"
        self._daemon = subprocess.Popen(
            [
                *("pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "--realtime=no", "--log-target=stderr"),
                f"--load=module-native-protocol-unix auth-anonymous=1 socket={self.folder}/native",
                null_sink.format("speaker"),
                null_sink.format("mouth"),
                "--load=module-remap-source master=mouth.monitor source_name=mic",
            ],
            env=self.env,
            stderr=subprocess.DEVNULL,
        )
        self._wait_until_ready()
        self._keep_prompt("speaker")
        self._keep_prompt("mouth")

    def _keep_prompt(self, sink: str) -> None:
        """A null sink that nobody listens to works in steps of two seconds, and starves or floods whatever uses it."""
        listen = ["parec", f"--device={sink}.monitor", "--latency-msec=10"]
        self._running.append(subprocess.Popen([*listen, "/dev/null"], env=self.env))
        with subprocess.Popen(listen, env=self.env, stdout=subprocess.PIPE) as listener:
            assert listener.stdout
            for _ in range(3):
                listener.stdout.read(4096)
            listener.terminate()

    def stop_daemon(self) -> None:
        """As if the device were pulled out."""
        self._daemon.kill()
        self._daemon.wait(5)
        (self.folder / "native").unlink(missing_ok=True)

    def _wait_until_ready(self) -> None:
        for _ in range(100):
            if subprocess.run(["pactl", "info"], env=self.env, capture_output=True).returncode == 0:
                self.pactl("set-default-sink", "speaker")
                self.pactl("set-default-source", "mic")
                return
            time.sleep(0.1)
        pytest.fail("PulseAudio did not start within ten seconds")

    def pactl(self, *words: str) -> str:
        return subprocess.run(["pactl", *words], env=self.env, capture_output=True, text=True, check=True).stdout

    def play(self, wav: Path, wait: bool = True) -> subprocess.Popen[bytes]:
        """Speak a recording into the microphone; returns when its last sample was heard, unless told not to wait."""
        player = subprocess.Popen(["paplay", "--device=mouth", "--latency-msec=30", str(wav)], env=self.env)
        self._running.append(player)
        if wait:
            player.wait()
        return player

    def echo(self, decibels_down: float, delay_milliseconds: int = 60) -> None:
        """Let the microphone hear the loudspeaker, so many decibels below it."""
        loop = ("module-loopback", "source=speaker.monitor", "sink=mouth", f"latency_msec={delay_milliseconds}")
        self.pactl("load-module", *loop)
        for block in self.pactl("list", "sink-inputs").split("Sink Input #")[1:]:
            if "loopback" in block.lower():
                self.pactl("set-sink-input-volume", block.split()[0], f"-{abs(decibels_down)}dB")

    def record(self, sink: str = "speaker") -> Recording:
        """What the loudspeaker plays, from now on."""
        command = [*("parec", f"--device={sink}.monitor", "--format=s16le", "--channels=1"), f"--rate={RATE}"]
        recorder = subprocess.Popen([*command, "--latency-msec=10"], env=self.env, stdout=subprocess.PIPE)
        self._running.append(recorder)
        return Recording(recorder)

    def close(self) -> None:
        for process in (*self._running, self._daemon):
            process.terminate()
            process.wait(5)


class Recording(threading.Thread):
    """Times are seconds since the recording began."""

    def __init__(self, recorder: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True, name="recording")
        self._recorder = recorder
        self._frames: list[np.ndarray] = []
        self._levels: list[float] = []
        self.start()
        while not self._levels:
            time.sleep(0.01)

    def run(self) -> None:
        assert self._recorder.stdout
        while len(data := self._recorder.stdout.read(_FRAME * 2)) == _FRAME * 2:
            frame = np.frombuffer(data, "<i2").astype(np.float32) / 32768
            self._frames.append(frame)
            self._levels.append(float(np.sqrt(np.mean(frame**2))))

    def stop(self) -> None:
        self._recorder.terminate()
        self.join(5)

    def now(self) -> float:
        return len(self._levels) * FRAME_SECONDS

    def levels(self, start: float = 0.0, end: float | None = None) -> np.ndarray:
        """RMS of each frame of FRAME_SECONDS."""
        return np.array(self._levels[_index(start) : None if end is None else _index(end)])

    def audio(self, start: float = 0.0, end: float | None = None) -> np.ndarray:
        """Samples at RATE, float32."""
        frames = self._frames[_index(start) : None if end is None else _index(end)]
        return np.concatenate(frames) if frames else np.zeros(0, np.float32)

    def loud_at(self, start: float = 0.0, end: float | None = None) -> list[float]:
        """The moments at which something sounded."""
        return [start + i * FRAME_SECONDS for i, level in enumerate(self.levels(start, end)) if level > LOUD]

    def until_loud(self, start: float, within: float = 10.0) -> float:
        """Waits for a sound after `start`, and says when it began."""
        deadline = time.monotonic() + within
        while not (loud := self.loud_at(start)):
            if time.monotonic() > deadline:
                raise TimeoutError(f"nothing was played within {within} s")
            time.sleep(0.01)
        return loud[0]

    def until_quiet(
        self, start: float, within: float = 10.0, gap: float = 1.0, longest: float = 120.0
    ) -> tuple[float, float]:
        """Waits until something was played and then nothing for `gap` seconds; when it began and ended."""
        began = self.until_loud(start, within)
        deadline = time.monotonic() + longest
        while self.now() - (ended := self.loud_at(start)[-1]) < gap:
            if time.monotonic() > deadline:
                raise TimeoutError(f"still playing after {longest} s")
            time.sleep(0.02)
        return began, ended + FRAME_SECONDS


def _index(seconds: float) -> int:
    return round(max(0.0, seconds) / FRAME_SECONDS)


@pytest.fixture(scope="session")
def card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundCard]:
    """One card for the whole test run; this process and its children play and record on it."""
    # Paths of sockets are limited to about 100 characters, so the folder's name stays short.
    sound_card = SoundCard(tmp_path_factory.mktemp("card"))
    before = dict(os.environ)
    os.environ.update(sound_card.env)
    _forget_devices()
    yield sound_card
    sound_card.close()
    os.environ.clear()
    os.environ.update(before)


def _forget_devices() -> None:
    """PortAudio lists devices once, when it is first loaded; have it look again."""
    import sounddevice

    sounddevice._terminate()
    sounddevice._initialize()
