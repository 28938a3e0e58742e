"""Speech for the tests: synthesised on the spot by this program's own engines, and the small Whisper that hears it."""

from __future__ import annotations

import wave
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from simulator.content.persona import Voice
from simulator.engines.speech_to_text.whisper import Whisper
from simulator.engines.text_to_speech.chain import Chain, installed_engines
from simulator.sound import RATE, Samples, count, silence

MICRO_WHISPER = Path(__file__).parent / "fixtures" / "micro-whisper"
HELEN = Voice(timbre="female", rate_wpm=165, pitch=45)
MAREK = Voice(timbre="male", rate_wpm=165, pitch=50)


def as_fast_as_it_goes(samples: int) -> None:
    """Keep no pace."""


@cache
def speech(text: str, voice: Voice = MAREK) -> Samples:
    """Return `text` as somebody says it, or skip the test where nothing here speaks."""
    engines = [engine for engine in installed_engines() if engine.name != "piper"]
    for engine in engines:
        if engine.name == "espeak-ng" or len(engines) == 1:
            chosen = Chain([engine], lambda failed: None)
            break
    else:
        chosen = Chain(engines, lambda failed: None)
    if chosen.name == "none":
        pytest.skip("nothing on this machine can speak (espeakng-loader or espeak-ng)")
    try:
        return chosen.render(text, voice)
    finally:
        for engine in engines:
            engine.close()


def spoken(*parts: str | float) -> Samples:
    """Return texts as speech and numbers as so many seconds of silence, in their order."""
    sounds = [speech(part) if isinstance(part, str) else silence(count(part)) for part in parts]
    return np.concatenate(sounds)


def write_wav(path: Path, samples: Samples, rate: int = RATE, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(np.repeat(samples, channels).tobytes())
    return path


@cache
def micro_whisper() -> Whisper:
    """Return the recogniser of the tests, ready."""
    whisper = Whisper(MICRO_WHISPER, threads=1)
    whisper.load()
    return whisper


class Scripted:
    """A recogniser that answers in order with a text, or does what it is told to do."""

    name = "scripted"

    def __init__(self, *answers: str | Callable[[], str], load: Callable[[], None] = lambda: None) -> None:
        self._answers = list(answers)
        self.load = load
        self.heard: list[Samples] = []

    def words(self, samples: Samples) -> str:
        self.heard.append(samples)
        answer = self._answers.pop(0)
        return answer if isinstance(answer, str) else answer()
