"""Every microphone, the recorded one too, keeps the contract of `Microphone`."""

from __future__ import annotations

import time
import wave
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from card import SoundCard

from assistant.edges.microphone import (
    BLOCK_SECONDS,
    RATE,
    Block,
    Microphone,
    MicrophoneError,
    RecordedMicrophone,
    Resampler,
    SoundCardMicrophone,
)
from assistant.errors import InputError

HERTZ = 440


def tone(seconds: float, rate: int, channels: int = 1) -> np.ndarray:
    mono = 8000 * np.sin(2 * np.pi * HERTZ * np.arange(round(seconds * rate)) / rate)
    return np.repeat(mono[:, None], channels, axis=1).astype("<i2")


def write(path: Path, samples: np.ndarray, rate: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path


@pytest.fixture(params=["recorded", pytest.param("sound card", marks=pytest.mark.card)])
def microphone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Microphone]:
    """One that hears a tone."""
    path = write(tmp_path / "tone.wav", tone(6, RATE), RATE)
    if request.param == "recorded":
        yield RecordedMicrophone(path, began_at=time.time())
        return
    card: SoundCard = request.getfixturevalue("card")
    player = card.play(path, wait=False)
    microphone = SoundCardMicrophone()
    yield microphone
    microphone.close()
    player.terminate()


def test_it_hears_the_tone(microphone: Microphone) -> None:
    blocks = list(islice(microphone.blocks(), 60))
    heard = np.frombuffer(b"".join(b.samples for b in blocks[30:]), "<i2").astype(float)
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.argmax(spectrum) * RATE / len(heard) == pytest.approx(HERTZ, abs=5)
    assert np.abs(heard).max() == pytest.approx(8000, rel=0.1)


def test_blocks_are_short_and_their_times_follow_the_clock(microphone: Microphone) -> None:
    began = time.time()
    blocks: list[Block] = list(islice(microphone.blocks(), 60))
    assert all(0.01 <= b.seconds <= 0.05 for b in blocks)
    times = [b.ended_at for b in blocks]
    assert times == sorted(times)
    assert times[-1] - times[0] == pytest.approx(59 * BLOCK_SECONDS, abs=0.3)
    assert began - 0.5 < times[0] < began + 2


def test_closing_ends_the_blocks(microphone: Microphone) -> None:
    blocks = microphone.blocks()
    next(blocks)
    microphone.close()
    assert len(list(blocks)) < 500


@pytest.mark.card
def test_an_unknown_microphone_says_what_to_do(card: SoundCard) -> None:
    with pytest.raises(MicrophoneError, match=r"no such device.*--microphone") as error:
        SoundCardMicrophone("no such device")
    assert error.value.exit_code == 3


@pytest.mark.parametrize(("rate", "channels"), [(RATE, 2), (44100, 1), (48000, 2), (8000, 1)])
def test_recordings_of_other_kinds_are_converted(tmp_path: Path, rate: int, channels: int) -> None:
    path = write(tmp_path / "tone.wav", tone(1, rate, channels), rate)
    samples = np.frombuffer(b"".join(b.samples for b in RecordedMicrophone(path).blocks()), "<i2").astype(float)
    assert len(samples) == RATE
    assert np.abs(samples - tone(1, RATE)[:, 0]).max() < 200


@pytest.mark.parametrize("content", [b"", b"not a recording"])
def test_what_is_no_recording_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"bad\.wav"):
        RecordedMicrophone(path)


@pytest.mark.parametrize("rate", [22050, 32000, 44100, 48000, 96000])
def test_a_resampled_stream_keeps_the_tone_and_the_length(rate: int) -> None:
    resampler, sound = Resampler(rate), tone(2, rate)[:, 0]
    size = round(rate * BLOCK_SECONDS)
    blocks = [resampler.resample(sound[i : i + size].tobytes()) for i in range(0, len(sound), size)]
    heard = np.frombuffer(b"".join(blocks), "<i2").astype(float)[1000:-1000]
    assert len(heard) == pytest.approx(2 * RATE - 2000, abs=20)
    at = 2 * np.pi * HERTZ * np.arange(len(heard)) / RATE
    waves = np.stack([np.sin(at), np.cos(at)], axis=1)
    fitted = waves @ np.linalg.lstsq(waves, heard, rcond=None)[0]
    assert np.abs(fitted).max() == pytest.approx(8000, rel=0.02)
    assert np.sqrt(np.mean((heard - fitted) ** 2)) < 60


def test_resampling_removes_what_would_be_an_alias() -> None:
    resampler = Resampler(48000)
    high = (8000 * np.sin(2 * np.pi * 15000 * np.arange(48000) / 48000)).astype("<i2")
    heard = np.frombuffer(resampler.resample(high.tobytes()), "<i2").astype(float)
    assert np.abs(heard[200:-200]).max() < 80
