"""The words of sound recorded earlier: parted and decoded like what a microphone hears, but at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from simulator.engines.voice_activity import FRAME, VoiceActivity
from simulator.front_ends.voice.segmenting import Ended, Finding, Guess, GuessedWrong, Piece, Segmenter
from simulator.sound import Samples

if TYPE_CHECKING:
    from simulator.engines.speech_to_text import SpeechToText


def words_in(samples: Samples, speech_to_text: SpeechToText, voice_activity: VoiceActivity) -> str:
    """Return what is said in sound of any length; EngineError."""
    pieces = [samples[piece.first * FRAME : piece.last * FRAME] for piece in _pieces(samples, voice_activity)]
    return " ".join(filter(None, map(speech_to_text.words, pieces)))


def _pieces(samples: Samples, voice_activity: VoiceActivity) -> Iterator[Piece | Guess]:
    guess: Guess | None = None
    for finding in _findings(samples, voice_activity):
        match finding:
            case Piece():
                yield finding
            case Guess():
                guess = finding
            case GuessedWrong():
                guess = None
            case Ended() if guess is not None:
                yield guess
                guess = None


def _findings(samples: Samples, voice_activity: VoiceActivity) -> Iterator[Finding]:
    segmenter = Segmenter()
    padded = np.pad(samples, (0, -len(samples) % FRAME))
    for frame in padded.reshape(-1, FRAME):
        yield from segmenter.hear(voice_activity.probability(frame))
    yield from segmenter.end()
