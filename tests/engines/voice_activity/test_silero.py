"""The stream hears what a whole file would, and tells speech from everything else."""

import sys

import numpy as np
import pytest

from simulator.engines.failure import UnavailableError
from simulator.engines.voice_activity import FRAME, silero
from simulator.engines.voice_activity.silero import Silero, model_path
from simulator.sound import RATE, Samples, as_floats, silence
from tests.spoken import spoken


def likelihoods(samples: Samples) -> np.ndarray:
    detector = Silero()
    whole = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    return np.array([detector.probability(frame) for frame in whole])


def test_a_stream_is_heard_as_the_same_file_would_be():
    from faster_whisper.vad import SileroVADModel

    samples = spoken(0.3, "i would define the success metric first", 0.7, "let me think for a moment", 0.4)
    samples = samples[: len(samples) // FRAME * FRAME]
    before = samples.copy()

    streamed = likelihoods(samples)

    whole = SileroVADModel(str(model_path()))(as_floats(samples)).ravel()
    assert np.array_equal(streamed, whole)
    assert np.array_equal(samples, before)


def test_it_tells_speech_from_silence_noise_and_a_tone():
    rng = np.random.default_rng(5)
    noise = (rng.normal(size=RATE) * 300).astype(np.int16)
    tone = (8000 * np.sin(np.arange(RATE) * 2 * np.pi * 440 / RATE)).astype(np.int16)

    for nobody in (silence(RATE), noise, tone):
        assert likelihoods(nobody)[8:].max() < 0.5
    assert np.median(likelihoods(spoken("the latency budget is two hundred milliseconds"))) > 0.9


@pytest.mark.parametrize("seconds", [3.0, 10.0, 40.0])
@pytest.mark.parametrize("noise", [0, 100])
def test_a_long_silence_makes_it_no_deafer(seconds, noise):
    said = spoken("the latency budget is")
    before = round(seconds * RATE) // FRAME * FRAME
    room = np.random.default_rng(5).normal(size=before + len(said)) * noise
    heard = (np.concatenate([silence(before), said]) + room).astype(np.int16)
    assert likelihoods(heard)[before // FRAME + 2 :][:8].min() > 0.7


def test_the_model_is_found_without_importing_the_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    monkeypatch.setattr(silero, "find_spec", lambda name: None)
    with pytest.raises(UnavailableError, match=r"voice detector is missing: pip install"):
        Silero()
