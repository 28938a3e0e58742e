from __future__ import annotations

from pathlib import Path

import pytest

from simulator.recording.deletion import delete_recording
from simulator.recording.errors import RecordingError
from simulator.recording.folder import start_recording
from simulator.recording.journal import Journal
from simulator.recording.layout import SCORECARDS
from tests.recording.samples import HEADER, write_sample


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    folder = tmp_path / "recordings" / "mine"
    folder.mkdir(parents=True)
    write_sample(folder)
    (folder / SCORECARDS).mkdir()
    (folder / SCORECARDS / "1-rules.json").write_text("{}")
    return folder


def test_a_recording_goes_whole_and_alone(recording: Path) -> None:
    (recording.parent / "other").mkdir()
    delete_recording(recording)
    assert [path.name for path in recording.parent.iterdir()] == ["other"]


def test_what_a_link_inside_points_to_stays(recording: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "dear.txt").write_text("dear")
    (recording / "link").symlink_to(outside)
    (recording / "file-link").symlink_to(outside / "dear.txt")
    (recording / SCORECARDS / "deep").symlink_to(outside)
    delete_recording(recording)
    assert not recording.exists()
    assert (outside / "dear.txt").read_text() == "dear"


def test_a_link_to_a_recording_is_refused(recording: Path) -> None:
    link = recording.parent / "link"
    link.symlink_to(recording)
    with pytest.raises(RecordingError, match="a link to a recording"):
        delete_recording(link)
    assert recording.is_dir()


def test_a_folder_with_more_than_a_recording_in_it_is_refused(recording: Path) -> None:
    (recording / "src").mkdir()
    with pytest.raises(RecordingError, match="holds the folder src"):
        delete_recording(recording)
    assert (recording / "events.jsonl").exists()


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("")
    with pytest.raises(RecordingError, match="not a recording"):
        delete_recording(tmp_path)
    assert (tmp_path / "thesis.txt").exists()


def test_one_being_written_is_refused_and_one_without_a_header_is_not(tmp_path: Path) -> None:
    journal: Journal = start_recording(tmp_path, HEADER)
    with pytest.raises(RecordingError, match="written by another process"):
        delete_recording(journal.folder)
    journal.close()
    (journal.folder / "events.jsonl").write_text("nonsense")
    delete_recording(journal.folder)
    assert not journal.folder.exists()
