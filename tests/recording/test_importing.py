from __future__ import annotations

from pathlib import Path

import pytest

from simulator.recording.errors import RecordingError
from simulator.recording.folder import list_recordings
from simulator.recording.header import Header, Mode, imported_header, persona_of
from simulator.recording.importing import import_transcript
from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
from simulator.recording.transcript_of import transcript_of
from simulator.transcript import Speaker, Transcript, Turn
from tests.interview.small import SCENARIO
from tests.recording.faulty_disk import FaultyDisk

TRANSCRIPT = Transcript(
    (
        Turn(Speaker.INTERVIEWER, "Go.", 0.5, 1.0),
        Turn(Speaker.CANDIDATE, "Größe? \N{PILE OF POO}", 1.0, 61.5),
        Turn(Speaker.CANDIDATE, "Two in a row.", 61.5, 61.5),
    )
)


def _header(persona: str | None = None) -> Header:
    return imported_header(
        SCENARIO, persona, created="2026-01-31T20:15:00+01:00", settings={"source": "mock.vtt"}
    )


def test_an_import_is_a_recording_of_turns_and_of_nothing_that_was_not(tmp_path: Path) -> None:
    folder = import_transcript(tmp_path / "recordings", _header(), TRANSCRIPT)
    recording = read_recording(folder)
    assert transcript_of(recording.entries) == TRANSCRIPT
    assert recording.problem is None
    assert all(entry.actions == () for entry in recording.entries)
    assert recording.header.mode is Mode.IMPORTED
    (listed,) = list_recordings(tmp_path / "recordings")
    assert (listed.persona, listed.mode, listed.ended, listed.minutes) == (None, "imported", True, 61.5 / 60)


def test_there_is_no_interviewer_to_replay(tmp_path: Path) -> None:
    recording = read_recording(import_transcript(tmp_path, _header("vp"), TRANSCRIPT))
    with pytest.raises(RecordingError, match="was imported"):
        verify(recording.header, recording.entries)
    with pytest.raises(RecordingError, match="was imported"):
        persona_of(recording.header)
    assert recording.header.persona == {"id": "vp"}


def test_on_a_full_disk_nothing_is_left(tmp_path: Path) -> None:
    disk = FaultyDisk()
    disk.room = 500
    with pytest.raises(RecordingError):
        import_transcript(tmp_path, _header(), TRANSCRIPT, disk)
    assert list(tmp_path.iterdir()) == []
