"""An interview held elsewhere becomes a recording: a header that says so, and its turns as entries."""

from __future__ import annotations

import shutil
from pathlib import Path

from simulator.recording.disk import Disk
from simulator.recording.entry import ENTRY, Entry, TurnImported
from simulator.recording.errors import RecordingError, told
from simulator.recording.folder import new_folder, write_result
from simulator.recording.header import HEADER, Header
from simulator.recording.layout import journal_path
from simulator.recording.line import frame
from simulator.transcript import Transcript


def import_transcript(
    recordings: Path, header: Header, transcript: Transcript, disk: Disk | None = None
) -> Path:
    """Keep a transcript as a recording, whole or not at all, and return its folder; RecordingError."""
    lines = [frame(HEADER.encode(header))]
    for seq, turn in enumerate(transcript.turns, 1):
        event = TurnImported(turn.speaker, turn.text, turn.start, turn.end)
        lines.append(frame(ENTRY.encode(Entry(seq, turn.end, event, ()))))
    with told(recordings, "cannot keep recordings here"):
        recordings.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = new_folder(recordings, header)
    try:
        write_result(folder, journal_path(folder, 1).name, b"".join(lines), disk)
    except RecordingError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder
