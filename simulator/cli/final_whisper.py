"""The answers of a spoken interview heard again, by a larger model than keeps up with speech."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from simulator.engines.speech_to_text.whisper import Whisper
    from simulator.recording.heard_again import HeardAnswer
    from simulator.transcript import Turn

LEAD_S = 0.6
"""Before the moment at which a turn is known to have begun: the time to find out, and a soft first sound."""


def hear_again(folder: Path, model: str, glossary: Sequence[str], warn: Callable[[str], None]) -> None:
    """Keep what `model` makes out of the answers in a recording; `warn` tells where that is not possible."""
    from simulator.engines.failure import EngineError, UnavailableError
    from simulator.engines.speech_to_text.whisper import Whisper
    from simulator.recording.errors import RecordingError
    from simulator.recording.heard_again import HeardAgain, keep_heard_again
    from simulator.recording.reading import read_recording
    from simulator.recording.transcript_of import transcript_of

    whisper = Whisper(model, glossary)
    turns = transcript_of(read_recording(folder).entries).candidate_turns()
    try:
        whisper.load()
        answers = tuple(_answers(folder, whisper, turns))
        keep_heard_again(folder, HeardAgain(whisper.name, answers))
    except KeyboardInterrupt:
        warn("Your answers were not heard again: you stopped it.")
    except (UnavailableError, EngineError, RecordingError) as error:
        warn(f"Your answers were not heard again: {error}.")


def _answers(folder: Path, whisper: Whisper, turns: list[tuple[int, Turn]]) -> Iterator[HeardAnswer]:
    from rich.console import Console
    from rich.progress import track

    from simulator.recording.heard_again import HeardAnswer, HeardWord
    from simulator.recording.tracks import read_track
    from simulator.transcript import Speaker

    console = Console(stderr=True)
    told = f"{whisper.name} hears your answers again (Ctrl-C leaves it)"
    free_from = 0.0
    is_watched = console.is_terminal and sys.stdout.isatty()
    for index, turn in track(turns, told, console=console, transient=True, disable=not is_watched):
        start = max(free_from, turn.start - LEAD_S)
        free_from = turn.end
        samples = read_track(folder, Speaker.CANDIDATE, start, turn.end)
        if not samples.any():
            continue  # typed
        words = tuple(
            HeardWord(word.text, start + word.start_s, start + word.end_s)
            for word in whisper.timed_words(samples)
        )
        if words:
            yield HeardAnswer(index, words)
