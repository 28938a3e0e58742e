from __future__ import annotations

import errno
import json
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.recording import folder as module
from simulator.recording.errors import RecordingError
from simulator.recording.folder import (
    Listed,
    find_recording,
    list_recordings,
    recording_names,
    recordings_folder,
    start_recording,
    write_result,
)
from simulator.recording.header import Header
from simulator.recording.layout import REPORT, SCORECARD, track_path
from simulator.recording.reading import read_recording
from simulator.transcript import Speaker
from tests.recording.faulty_disk import FaultyDisk
from tests.recording.samples import HEADER, STEPS

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")


def _recorded(recordings: Path, header: Header = HEADER, steps: int = len(STEPS)) -> Path:
    journal = start_recording(recordings, header)
    for at, event, actions in STEPS[:steps]:
        assert journal.append(at, event, actions) is None
    assert journal.close() is None
    return journal.folder


@contextmanager
def _without_privileges() -> Iterator[None]:
    """Be somebody whom permission bits bind: root is not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that may be read but not written, outside of pytest's own, which only its owner may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        with _without_privileges():
            yield Path(name)


# Where recordings live


def test_order_of_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIMULATE_RECORDINGS", raising=False)
    monkeypatch.setattr(module.platformdirs, "user_data_path", lambda name, author: tmp_path / "data" / name)
    assert recordings_folder() == tmp_path / "data" / "interview-simulator" / "recordings"
    Path("recordings").mkdir()
    assert recordings_folder() == Path("recordings")
    monkeypatch.setenv("SIMULATE_RECORDINGS", str(tmp_path / "env"))
    assert recordings_folder() == tmp_path / "env"
    assert recordings_folder("given") == Path("given")
    assert recordings_folder("~/given") == Path.home() / "given"
    assert recordings_folder("~nobody-of-that-name") == Path("~nobody-of-that-name")
    monkeypatch.setenv("SIMULATE_RECORDINGS", "")
    assert recordings_folder() == Path("recordings")


# A new one


def test_new_recording_is_named_by_its_time_scenario_and_persona(tmp_path: Path) -> None:
    names = [_recorded(tmp_path / "new" / "recordings").name for _ in range(3)]
    assert names == ["2026-11-21-2043-small-vp", "2026-11-21-2043-small-vp-2", "2026-11-21-2043-small-vp-3"]


@posix
def test_new_recording_is_its_owners_alone(tmp_path: Path) -> None:
    folder = _recorded(tmp_path / "recordings")
    write_result(folder, SCORECARD, "{}")
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder.parent, folder, *folder.iterdir())
    }
    assert modes == {
        "recordings": 0o700,
        folder.name: 0o700,
        "header.jsonl": 0o600,
        "events.jsonl": 0o600,
        SCORECARD: 0o600,
    }


def test_full_disk_is_one_line_and_nothing_is_left(tmp_path: Path) -> None:
    disk = FaultyDisk()
    disk.room = 100
    with pytest.raises(RecordingError) as caught:
        start_recording(tmp_path, HEADER, disk)
    assert os.strerror(errno.ENOSPC) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "recordings").write_text("")
    with pytest.raises(RecordingError, match=r"cannot keep recordings here: not a folder$"):
        start_recording(tmp_path / "recordings", HEADER)
    with pytest.raises(RecordingError, match="cannot keep recordings here: "):
        start_recording(tmp_path / "recordings" / "below", HEADER)


@posix
def test_read_only_folder_is_one_line(read_only_folder: Path) -> None:
    with pytest.raises(RecordingError, match=r"cannot keep recordings here: Permission denied$"):
        start_recording(read_only_folder, HEADER)
    with pytest.raises(RecordingError, match=r"cannot be written: Permission denied$"):
        write_result(read_only_folder, REPORT, "text")


# Results


def test_result_replaces_the_older_one_whole(tmp_path: Path) -> None:
    write_result(tmp_path, REPORT, "old")
    write_result(tmp_path, REPORT, "nü")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [(REPORT, "nü")]


@pytest.mark.parametrize(
    "fault", [{"room": 2}, {"write_error": errno.EIO}, {"sync_error": errno.EIO}, {"rename_error": errno.EIO}]
)
def test_result_that_cannot_be_written_leaves_the_older_one(tmp_path: Path, fault: dict[str, int]) -> None:
    write_result(tmp_path, REPORT, "old")
    disk = FaultyDisk()
    for attribute, value in fault.items():
        setattr(disk, attribute, value)
    with pytest.raises(RecordingError, match=r"report\.md: cannot be written: "):
        write_result(tmp_path, REPORT, "newer", disk)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(REPORT, "old")]


# Finding and listing


def test_found_by_name_by_beginning_and_by_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recordings = tmp_path / "recordings"
    first = _recorded(recordings)
    second = _recorded(recordings)
    other = _recorded(recordings, replace(HEADER, created="2026-12-01T08:00:00+00:00"))
    assert find_recording(recordings, first.name) == first, "a whole name goes before a beginning"
    assert find_recording(recordings, second.name) == second
    assert find_recording(recordings, "2026-12") == other
    assert find_recording(tmp_path, str(second)) == second
    monkeypatch.chdir(recordings)
    assert find_recording(tmp_path, first.name) == Path(first.name)
    for unclear in ("2026-11", ""):
        with pytest.raises(RecordingError, match=r'^"[0-9-]*" may be .+ or .+: [23] recordings begin so$'):
            find_recording(recordings, unclear)
    with pytest.raises(RecordingError, match=r'; did you mean "2026-12-01-0800-small-vp"\?$'):
        find_recording(recordings, "2026-12-01-0801-small-vp")
    for wrong in ("nothing", "../../etc", str(tmp_path), "~nobody-of-that-name", "a\0b"):
        with pytest.raises(
            RecordingError, match=r"`simulate list recordings` shows which there are$"
        ) as caught:
            find_recording(recordings, wrong)
        assert str(caught.value).isprintable()


def test_list_of_whole_unended_graded_and_unreadable_recordings(tmp_path: Path) -> None:
    whole = _recorded(tmp_path)
    write_result(whole, SCORECARD, json.dumps({"verdict": "hire"}))
    unended = _recorded(tmp_path, steps=2)
    write_result(unended, SCORECARD, "not JSON")
    lost = _recorded(tmp_path)
    (lost / "events.jsonl").write_bytes(b"nonsense")
    (lost / "header.jsonl").unlink()
    track_path(unended, Speaker.INTERVIEWER).write_bytes(b"")
    (tmp_path / "README.md").write_text("")
    (tmp_path / "notes").mkdir()
    created = HEADER.created
    assert list_recordings(tmp_path) == [
        Listed(
            whole.name, created, "small", "vp", 68 / 60, "hire", mode="realistic", ended=True, sound=False,
            problem=None,
        ),
        Listed(
            unended.name, created, "small", "vp", 4.5 / 60, None, mode="realistic", ended=False, sound=True,
            problem=None,
        ),
        Listed(
            lost.name, None, None, None, None, None, mode=None, ended=False, sound=False,
            problem=f"{lost}: this recording has lost its header (events.jsonl:1: cut off)",
        ),
    ]  # fmt: skip


def test_damage_shows_in_the_list(tmp_path: Path) -> None:
    folder = _recorded(tmp_path)
    (folder / "events.jsonl").write_bytes((folder / "events.jsonl").read_bytes()[:-3])
    (listed,) = list_recordings(tmp_path)
    assert listed.problem == read_recording(folder).problem
    last = len(STEPS) + 1
    assert listed.problem == f"1 damaged line, the first at events.jsonl:{last}: cut off; its end is missing"


def test_names_of_one_minute_are_in_their_order(tmp_path: Path) -> None:
    names = [_recorded(tmp_path).name for _ in range(11)]
    assert recording_names(tmp_path) == names


def test_no_folder_yet_is_an_empty_list(tmp_path: Path) -> None:
    assert list_recordings(tmp_path / "recordings") == []
    with pytest.raises(RecordingError, match="shows which there are"):
        find_recording(tmp_path / "recordings", "x")


@posix
def test_unreadable_folder_is_one_line() -> None:
    with _without_privileges(), tempfile.TemporaryDirectory() as closed:
        Path(closed).chmod(0)
        with pytest.raises(RecordingError, match=r"cannot read the recordings here: Permission denied$"):
            list_recordings(Path(closed))
        Path(closed).chmod(0o700)
