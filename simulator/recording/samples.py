"""The recordings that come with the program, to be listened to and never changed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from simulator.content.library import SHIPPED
from simulator.recording.errors import RecordingError
from simulator.recording.folder import find_recording

SAMPLES = SHIPPED / "recordings" / "samples"


def find_recording_or_sample(recordings: Path, name: str) -> Path:
    """Return the folder of a recording as `find_recording` does, or else of a sample; RecordingError."""
    try:
        return find_recording(recordings, name)
    except RecordingError:
        with suppress(RecordingError):
            return find_recording(SAMPLES, name)
        raise


def is_sample(folder: Path) -> bool:
    """Tell whether a recording comes with the program."""
    return folder.resolve().is_relative_to(SAMPLES.resolve())
