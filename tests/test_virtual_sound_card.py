"""The sound card that the voice tests use: what goes in comes out."""

from __future__ import annotations

import subprocess
import sys
import wave
from pathlib import Path

import numpy as np

from simulator.sound import RATE, read_sound
from tests.virtual_sound_card import VirtualSoundCard, loud_seconds

RECORD_AND_PLAY = """
import sys, wave, numpy as np, sounddevice as sd
heard = []
def listen(inward, frames, time, status): heard.append(inward.copy())
def play(outward, frames, time, status): outward[:] = heard[-1]
settings = dict(samplerate=16000, blocksize=320, dtype="int16", channels=1)
with sd.InputStream(callback=listen, **settings):
    while not heard: sd.sleep(10)
    with sd.OutputStream(callback=play, **settings):
        print("ready", flush=True); sys.stdin.read()
with wave.open(sys.argv[1], "wb") as file:
    file.setparams((1, 2, 16000, 0, "NONE", "")); file.writeframes(np.concatenate(heard).tobytes())
"""


def test_what_is_spoken_into_it_is_heard_and_what_is_played_is_captured(
    sound_card: VirtualSoundCard, tmp_path: Path
) -> None:
    tone = (8000 * np.sin(np.arange(RATE) * (2 * np.pi * 440 / RATE))).astype(np.int16)
    with wave.open(str(tmp_path / "tone.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(tone.tobytes())
    with (
        sound_card.captured(tmp_path / "played.wav"),
        subprocess.Popen(
            [sys.executable, "-c", RECORD_AND_PLAY, tmp_path / "heard.wav"],
            env=sound_card.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # ALSA's complaints
        ) as program,
    ):
        assert program.stdout is not None
        program.stdout.readline()
        assert sound_card.speak(tmp_path / "tone.wav").wait(10) == 0
        program.communicate()
    heard = read_sound(tmp_path / "heard.wav").astype(np.float64)
    assert 0.9 < loud_seconds(tmp_path / "heard.wav") < 1.1
    assert 0.9 < loud_seconds(tmp_path / "played.wav") < 1.1
    match = np.correlate(heard, tone.astype(np.float64), "valid")
    start = int(match.argmax())
    part = heard[start : start + RATE]
    assert match.max() / np.linalg.norm(part) / np.linalg.norm(tone.astype(np.float64)) > 0.99
