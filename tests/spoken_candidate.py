"""A candidate who speaks: answers in the small Whisper's vocabulary, in espeak-ng's voice, as sound files."""

from __future__ import annotations

import wave
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from simulator.content.persona import Voice
from simulator.engines.text_to_speech import espeak
from simulator.engines.text_to_speech.espeak import Espeak
from simulator.engines.text_to_speech.pyttsx3_process import Pyttsx3
from simulator.sound import RATE, Samples, count, silence

MICRO_WHISPER = Path(__file__).parent / "fixtures" / "micro-whisper"
VOICE = Voice(timbre="male", rate_wpm=165, pitch=50)
"""One of the many that the small Whisper has learnt by."""

ANSWERS = (
    (
        "let me start with the goal",
        "i would define the success metric first",
        "the goal is a low error rate",
    ),
    (
        "the latency budget is two hundred milliseconds p ninety five",
        "we expect five thousand requests per second",
        "we keep the data in one region",
    ),
    (
        "if the model fails we fall back to a smaller model",
        "we send an alert if precision drops",
        "human review checks ten percent of the documents",
    ),
    (
        "the data is private so we mask the documents",
        "guardrails filter the documents before the model",
    ),
    (
        "we deploy to ten percent of requests as a canary",
        "we roll back if the error rate goes up",
    ),
    (
        "user feedback gives us new labels every week",
        "we retrain the model every week",
        "the trade off is latency against precision",
    ),
    ("thank you that is all",),
)
"""Each a turn of several sentences, in the order in which they are given whatever is asked."""
BETWEEN_SENTENCES_S = 0.3


@cache
def spoken(sentence: str) -> Samples:
    """Return how a sentence sounds; the program is quicker than the library, which needs none installed."""
    return (Espeak() if espeak.is_installed() else Pyttsx3()).render(sentence, VOICE)


def spoken_answer(sentences: Sequence[str], pauses_s: Iterable[float] | None = None) -> Samples:
    """Return sentences one after another, with `pauses_s` behind each but the last."""
    pauses = list(pauses_s) if pauses_s is not None else [BETWEEN_SENTENCES_S] * (len(sentences) - 1)
    parts: list[Samples] = []
    for sentence, pause in zip(sentences, [*pauses, 0.0], strict=True):
        parts += [spoken(sentence), silence(count(pause))]
    return np.concatenate(parts)


def write(samples: Samples, path: Path) -> Path:
    """Write a WAV file and return its path."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return path


def write_answers(folder: Path, answers: Sequence[Sequence[str]] = ANSWERS) -> list[Path]:
    """Write each answer as a file of its own."""
    return [
        write(spoken_answer(answer), folder / f"answer-{number}.wav")
        for number, answer in enumerate(answers, 1)
    ]
