"""How a recording is deleted: its own folder and nothing else, and not while somebody writes it."""

from __future__ import annotations

import shutil
from pathlib import Path

from simulator.recording.errors import RecordingError, RecordingInUseError, told
from simulator.recording.journal import is_being_written
from simulator.recording.layout import SCORECARDS, journal_path, journal_paths


def check_deletable(folder: Path) -> None:
    """Raise RecordingError where `folder` is a link, or holds no recording, or more than one can own."""
    with told(folder, "cannot be deleted"):
        if folder.is_symlink():
            raise RecordingError(f"{folder}: a link to a recording, not one; nothing is deleted")
        if not journal_paths(folder):
            raise RecordingError(f"{folder}: not a recording: it holds no events.jsonl")
        for path in sorted(folder.iterdir()):
            if path.is_dir() and not path.is_symlink() and path.name != SCORECARDS:
                strange = f"holds the folder {path.name}, which is no part of a recording"
                raise RecordingError(f"{folder}: {strange}; nothing is deleted")
    if journal_path(folder, 1).exists() and is_being_written(folder):
        raise RecordingInUseError(folder)


def delete_recording(folder: Path) -> None:
    """Delete a recording with all it holds; a link in it goes, never what it points to. RecordingError."""
    check_deletable(folder)
    with told(folder, "cannot be deleted"):
        shutil.rmtree(folder)
