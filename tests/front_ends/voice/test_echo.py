"""The interviewer's own voice, back from a simulated room, is not taken for the candidate's; the candidate is."""

import sys

import numpy as np
import pytest

from simulator.engines.failure import UnavailableError
from simulator.engines.voice_activity import FRAME, FRAME_S
from simulator.engines.voice_activity.silero import Silero
from simulator.front_ends.voice.echo import Echo, EchoCanceller, HalfDuplex, Headphones
from simulator.front_ends.voice.segmenting import Began, Segmenter
from simulator.sound import BLOCK, RATE, Samples, count, silence
from tests.spoken import HELEN, MAREK, speech

LINES = (
    "Hello, I am Helen Ashworth. What would you build, and for whom?",
    "What happens when the model fails, and who gets woken up by it?",
    "Which number would tell you that it does not work, and how soon would you see it?",
)


def interviewer(seconds: float) -> Samples:
    once = np.concatenate([np.concatenate([speech(line, HELEN), silence(count(0.6))]) for line in LINES])
    played = np.tile(once, int(seconds * RATE / len(once)) + 1)[: count(seconds)]
    return played[: len(played) // BLOCK * BLOCK]


def room(played: Samples) -> np.ndarray:
    """Return what of it comes back: 85 ms late, 10 dB less, with 40 ms of reverberation and some noise."""
    rng = np.random.default_rng(1)
    reverberation = rng.normal(size=count(0.25)) * np.exp(-np.arange(count(0.25)) / count(0.04))
    reverberation[0] = 3.0
    reverberation *= 0.35 / np.sqrt(np.sum(reverberation**2))
    spectrum = np.fft.rfft(played.astype(float), 2 ** int(np.ceil(np.log2(len(played) + RATE))))
    spectrum *= np.fft.rfft(np.concatenate([np.zeros(count(0.085)), reverberation]), (len(spectrum) - 1) * 2)
    return np.fft.irfft(spectrum)[: len(played)] + rng.normal(size=len(played)) * 20


def begins(echo: Echo, played: Samples, recorded: np.ndarray) -> list[float]:
    """Return the seconds at which somebody is found to have begun to speak."""
    microphone = np.clip(recorded, -32768, 32767).astype(np.int16)
    cleaned = []
    for at in range(0, len(played), BLOCK):
        echo.far(played[at : at + BLOCK])
        cleaned.append(echo.near(microphone[at : at + BLOCK]))
        assert len(cleaned[-1]) == BLOCK
    frames = np.concatenate(cleaned)[: len(played) // FRAME * FRAME].reshape(-1, FRAME)
    detector, segmenter = Silero(), Segmenter()
    found = []
    for number, frame in enumerate(frames, 1):
        heard = segmenter.hear(detector.probability(frame), over=True)
        if any(isinstance(finding, Began) for finding in heard):
            found.append(number * FRAME_S)
    return found


def with_candidate(recorded: np.ndarray, *seconds: float) -> np.ndarray:
    recorded = recorded.copy()
    said = speech("sorry can i stop you there for a second", MAREK)
    for second in seconds:
        recorded[count(second) : count(second) + len(said)] += said * 0.6
    return recorded


def test_without_help_the_interviewer_would_hear_herself():
    played = interviewer(20.0)
    assert begins(Headphones(), played, room(played))


def test_cancelled_echo_interrupts_nobody_and_a_barge_in_is_found():
    pytest.importorskip("livekit.rtc.apm", reason="the extra echo is not installed")
    played = interviewer(40.0)
    assert begins(EchoCanceller(), played, room(played)) == []
    found = begins(EchoCanceller(), played, with_candidate(room(played), 20.0, 30.0))
    for second in (20.0, 30.0):
        assert any(second < at < second + 0.35 for at in found)


@pytest.mark.slow
def test_ten_minutes_of_echo_interrupt_nobody():
    pytest.importorskip("livekit.rtc.apm", reason="the extra echo is not installed")
    played = interviewer(600.0)
    assert begins(EchoCanceller(), played, room(played)) == []


def test_half_duplex_is_deaf_while_the_interviewer_speaks_and_not_after():
    played = np.concatenate([interviewer(10.0), silence(4 * RATE)])
    recorded = with_candidate(room(played), 5.5, 11.0)
    found = begins(HalfDuplex(), played, recorded)
    assert len(found) == 1
    assert 11.0 < found[0] < 11.5


def test_what_is_not_installed_is_told_with_what_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "livekit.rtc.apm", None)
    with pytest.raises(UnavailableError, match=r"pip install 'interview-simulator\[echo\]'"):
        EchoCanceller()
