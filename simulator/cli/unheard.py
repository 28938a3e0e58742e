"""What was being said when an interview broke off: there is its sound, and nobody made out its words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from simulator.engines.speech_to_text import SpeechToText
    from simulator.recording.entry import Entry

LEAD_S = 0.45
"""Before the moment at which speech is known to have begun; the silence before it was longer."""


def unheard_words(folder: Path, entries: Sequence[Entry], hears: Callable[[], SpeechToText]) -> str:
    """Return them, or an empty string; RecordingError where the sound cannot be read.

    `hears` is asked who listens where there is something to hear; it may raise UnavailableError. Where words
    were held back, the sound may be theirs, and it is left alone.
    """
    from simulator.engines.failure import EngineError, UnavailableError
    from simulator.engines.voice_activity.silero import Silero
    from simulator.front_ends.voice.listening_back import words_in
    from simulator.recording.draft import Draft
    from simulator.recording.tracks import read_track
    from simulator.recording.transcript_of import TranscriptSoFar
    from simulator.transcript import Speaker

    since = TranscriptSoFar(entries).unheard_since
    if since is None or Draft(folder).left:
        return ""
    samples = read_track(folder, Speaker.CANDIDATE, since - LEAD_S)
    if not samples.any():
        return ""
    sys.stderr.write("What you were saying when it broke off is made out ...\n")
    try:
        speech_to_text = hears()
        speech_to_text.load()
        return words_in(samples, speech_to_text, Silero())
    except (UnavailableError, EngineError) as error:
        sys.stderr.write(f"It could not be made out ({error}); its sound is kept.\n")
        return ""
