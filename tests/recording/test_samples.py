from __future__ import annotations

from pathlib import Path

import pytest

from simulator.recording import samples
from simulator.recording.errors import RecordingError
from simulator.recording.samples import find_recording_or_sample
from tests.recording.samples import write_sample


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    write_sample(path)
    return path


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(samples, "SAMPLES", tmp_path / "shipped")
    return tmp_path / "shipped"


def test_a_sample_is_found_when_there_is_no_recording_of_that_name(tmp_path: Path, shipped: Path) -> None:
    sample = _folder(shipped / "sample")
    assert find_recording_or_sample(tmp_path / "mine", "sample") == sample
    mine = _folder(tmp_path / "mine" / "sample")
    assert find_recording_or_sample(tmp_path / "mine", "sample") == mine


def test_what_is_nowhere_is_told_of_ones_own_recordings(tmp_path: Path, shipped: Path) -> None:
    _folder(shipped / "sample")
    with pytest.raises(RecordingError, match=f"no recording .* in {tmp_path / 'mine'}"):
        find_recording_or_sample(tmp_path / "mine", "smaple")
