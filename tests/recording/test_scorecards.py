from __future__ import annotations

import stat
from pathlib import Path

import pytest

from simulator.recording.errors import RecordingError
from simulator.recording.layout import SCORECARD, SCORECARDS
from simulator.recording.scorecards import earlier_scorecards, last_scorecard, replace_scorecard
from tests.recording.faulty_disk import FaultyDisk


def _kept(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in earlier_scorecards(folder)}


def test_the_first_is_beside_the_journal_and_nothing_else_is_made(tmp_path: Path) -> None:
    assert last_scorecard(tmp_path) is None
    assert replace_scorecard(tmp_path, b"one", "")
    assert [path.name for path in tmp_path.iterdir()] == [SCORECARD]
    assert last_scorecard(tmp_path) == b"one"


def test_each_before_the_latest_is_kept_in_order_whoever_made_it(tmp_path: Path) -> None:
    makers = ["rules-0.1.0", "rules-0.1.0", "judge some/model:v2-1", "../../etc", *["rules-0.2.0"] * 8]
    for number, maker in enumerate(["", *makers]):
        assert replace_scorecard(tmp_path, b"%d" % number, maker)
    kept = _kept(tmp_path)
    assert list(kept.values()) == [b"%d" % number for number in range(len(makers))]
    assert list(kept)[:4] == [
        "1-rules-0.1.0.json",
        "2-rules-0.1.0.json",
        "3-judge-some-model-v2-1.json",
        "4-etc.json",
    ]
    assert last_scorecard(tmp_path) == b"%d" % len(makers)
    assert stat.S_IMODE((tmp_path / SCORECARDS).stat().st_mode) == 0o700


def test_the_same_again_is_not_kept_twice(tmp_path: Path) -> None:
    replace_scorecard(tmp_path, b"one", "")
    assert not replace_scorecard(tmp_path, b"one", "rules")
    assert _kept(tmp_path) == {}


def test_a_crash_between_keeping_and_replacing_keeps_no_second_copy(tmp_path: Path) -> None:
    replace_scorecard(tmp_path, b"one", "")
    (tmp_path / SCORECARDS).mkdir()
    (tmp_path / SCORECARDS / "1-rules.json").write_bytes(b"one")
    replace_scorecard(tmp_path, b"two", "rules")
    assert _kept(tmp_path) == {"1-rules.json": b"one"}


def test_what_is_no_scorecard_there_is_left_alone(tmp_path: Path) -> None:
    replace_scorecard(tmp_path, b"one", "")
    (tmp_path / SCORECARDS).mkdir()
    (tmp_path / SCORECARDS / "notes.txt").write_text("mine")
    (tmp_path / SCORECARDS / "7-rules.json").write_bytes(b"zero")
    replace_scorecard(tmp_path, b"two", "rules")
    assert list(_kept(tmp_path)) == ["7-rules.json", "8-rules.json"]


def test_on_a_full_disk_the_latest_stays_as_it_was(tmp_path: Path) -> None:
    replace_scorecard(tmp_path, b"one", "")
    disk = FaultyDisk()
    disk.room = 1
    with pytest.raises(RecordingError):
        replace_scorecard(tmp_path, b"two", "rules", disk)
    assert last_scorecard(tmp_path) == b"one"
    assert _kept(tmp_path) == {}
