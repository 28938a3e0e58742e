from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.interview.events import TimePassed
from simulator.recording.codec import MalformedError
from simulator.recording.disk import Disk
from simulator.recording.entry import Entry
from simulator.recording.errors import RecordingError, RecordingInUseError
from simulator.recording.journal import Journal, Trouble
from simulator.recording.layout import journal_path, journal_paths
from simulator.recording.reading import read_recording
from tests.recording.faulty_disk import FaultyDisk
from tests.recording.samples import ENTRIES, HEADER, STEPS, entry_about, write_sample


def _append(journal: Journal, entry: Entry) -> Trouble | None:
    return journal.append(entry.at, entry.event, entry.actions)


def _read(folder: Path) -> list[Entry]:
    return list(read_recording(folder).entries)


def test_lines_are_checksum_space_json_newline(tmp_path: Path) -> None:
    data = write_sample(tmp_path)
    assert data.endswith(b"\n")
    for line in data[:-1].split(b"\n"):
        assert line[:9] == f"{crc32(line[9:]):08x} ".encode()
        assert line[9:10] == b"{"
    assert len(data.splitlines()) == 1 + len(STEPS)


def test_what_was_appended_is_read(tmp_path: Path) -> None:
    write_sample(tmp_path)
    recording = read_recording(tmp_path)
    assert recording.header == HEADER
    assert recording.entries == ENTRIES
    assert recording.damage == ()
    assert recording.missing == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    write_sample(tmp_path)
    assert stat.S_IMODE(journal_path(tmp_path, 1).stat().st_mode) == 0o600


def test_an_entry_is_written_and_synced_before_it_is_acknowledged(tmp_path: Path) -> None:
    disk = FaultyDisk()
    journal = Journal.create(tmp_path, HEADER, disk)
    for entry in ENTRIES:
        disk.calls.clear()
        assert _append(journal, entry) is None
        assert disk.calls == ["write", "sync"]
        assert _read(tmp_path)[-1] == entry
    disk.cut_power()
    assert _read(tmp_path) == list(ENTRIES)
    journal.close()


def test_short_writes_are_completed(tmp_path: Path) -> None:
    disk = FaultyDisk()
    disk.most_at_once = 7
    journal = Journal.create(tmp_path, HEADER, disk)
    assert all(_append(journal, entry) is None for entry in ENTRIES)
    journal.close()
    assert read_recording(tmp_path).damage == ()
    assert _read(tmp_path) == list(ENTRIES)


def test_full_disk_keeps_entries_in_memory_until_there_is_room(tmp_path: Path) -> None:
    disk = FaultyDisk()
    journal = Journal.create(tmp_path, HEADER, disk)
    assert _append(journal, ENTRIES[0]) is None
    disk.room = 40
    full = os.strerror(errno.ENOSPC)
    assert _append(journal, ENTRIES[1]) == Trouble(full, 1, "events.jsonl")
    assert _append(journal, ENTRIES[2]) == Trouble(full, 2, "events.jsonl")
    assert {path.name for path in tmp_path.iterdir()} == {"header.jsonl", "events.jsonl"}, (
        "no litter of tries"
    )
    disk.heal()
    assert _append(journal, ENTRIES[3]) is None
    first, second = (path.read_bytes() for path in journal_paths(tmp_path).values())
    assert second.splitlines()[0] == first.splitlines()[0], "the second file can be read alone"
    assert len(second.splitlines()) == 4, "it has the header and what the first could not take"
    recording = read_recording(tmp_path)
    assert [str(damage) for damage in recording.damage] == ["events.jsonl:3: cut off"]
    assert recording.missing == 0
    assert recording.entries == ENTRIES[:4]
    disk.cut_power()
    assert _read(tmp_path) == list(ENTRIES[:4])
    journal.close()


@pytest.mark.parametrize("kind", ["write_error", "sync_error"])
def test_after_an_input_output_error_nothing_in_that_file_is_relied_on(tmp_path: Path, kind: str) -> None:
    disk = FaultyDisk()
    journal = Journal.create(tmp_path, HEADER, disk)
    assert _append(journal, ENTRIES[0]) is None
    setattr(disk, kind, errno.EIO)
    assert _append(journal, ENTRIES[1]) == Trouble(os.strerror(errno.EIO), 2, "events.jsonl")
    disk.heal()
    before = journal_path(tmp_path, 1).read_bytes()
    assert _append(journal, ENTRIES[2]) is None
    assert journal_path(tmp_path, 1).read_bytes() == before, "the old file is never written again"
    journal_path(tmp_path, 1).unlink()
    assert _read(tmp_path) == list(ENTRIES[:3]), "the new one does without the old"
    journal.close()


def test_trouble_that_the_next_file_ends_is_told_once(tmp_path: Path) -> None:
    disk = FaultyDisk()
    journal = Journal.create(tmp_path, HEADER, disk)
    disk.once, disk.sync_error = True, errno.EIO
    trouble = _append(journal, ENTRIES[0])
    assert trouble == Trouble(os.strerror(errno.EIO), 0, "events-2.jsonl")
    assert str(trouble).endswith("goes on in events-2.jsonl; nothing is lost.")
    assert _append(journal, ENTRIES[1]) is None
    journal.close()
    assert _read(tmp_path) == list(ENTRIES[:2])


def test_closing_tries_once_more(tmp_path: Path) -> None:
    disk = FaultyDisk()
    journal = Journal.create(tmp_path, HEADER, disk)
    disk.room = 0
    _append(journal, ENTRIES[0])
    disk.heal()
    assert journal.close() is None
    assert _read(tmp_path) == [ENTRIES[0]]


def test_closing_on_a_full_disk_says_what_is_lost(tmp_path: Path) -> None:
    disk = FaultyDisk()
    journal = Journal.create(tmp_path, HEADER, disk)
    disk.room = 0
    _append(journal, ENTRIES[0])
    trouble = journal.close()
    assert trouble is not None
    assert "1 entry is kept in memory" in str(trouble)


_FAULTS = st.fixed_dictionaries(
    {},
    optional={
        "once": st.booleans(),
        "room": st.integers(0, 3000),
        "most_at_once": st.integers(1, 50),
        "write_error": st.sampled_from([errno.EIO, errno.ENOSPC]),
        "sync_error": st.sampled_from([errno.EIO, errno.ENOSPC]),
        "create_error": st.sampled_from([errno.EROFS, errno.ENOSPC]),
        "remove_error": st.just(errno.EIO),
    },
)


@settings(max_examples=150, deadline=None)
@given(faults=st.lists(_FAULTS, max_size=12), closes=st.booleans())
def test_whatever_fails_entries_said_to_be_on_disk_are_and_none_is_lost_where_it_heals(
    faults: list[dict[str, int]], closes: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, disk = Path(name), FaultyDisk()
        journal = Journal.create(folder, HEADER, disk)
        safe = 0
        for seq, fault in enumerate(faults, 1):
            disk.heal()
            for attribute, value in fault.items():
                setattr(disk, attribute, value)
            trouble = _append(journal, entry_about(seq))
            # An I/O error may take entries back that were acknowledged; then the trouble counts them.
            safe = seq - (trouble.unwritten if trouble else 0)
        disk.heal()
        if closes:
            assert journal.close() is None
            safe = len(faults)
        disk.cut_power()
        # Of a recording with nothing acknowledged in it even the header may have stood in the lost block.
        entries = _read(folder) if safe else []
        assert entries[:safe] == [entry_about(seq) for seq in range(1, safe + 1)]
        assert entries[safe:] == [entry_about(seq) for seq in range(safe + 1, len(entries) + 1)]
        journal.close()


def test_an_entry_that_cannot_be_encoded_leaves_the_journal_as_it_was(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path, HEADER)
    with pytest.raises(MalformedError):
        journal.append(float("nan"), TimePassed(), ())
    assert _append(journal, ENTRIES[0]) is None
    journal.close()
    assert _read(tmp_path) == [ENTRIES[0]]


def test_nothing_is_appended_to_a_closed_journal(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path, HEADER)
    journal.close()
    with pytest.raises(ValueError, match="closed"):
        _append(journal, ENTRIES[0])
    assert _read(tmp_path) == []


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_kill_while_it_begins_leaves_no_recording_or_one_with_its_header(
    tmp_path: Path, writes: int
) -> None:
    class KillError(BaseException):
        pass

    class Killed(Disk):
        done = 0

        def write(self, descriptor: int, data: bytes) -> int:
            if self.done == writes:
                raise KillError
            self.done += 1
            return super().write(descriptor, data)

    with suppress(KillError):
        Journal.create(tmp_path, HEADER, Killed())
    if writes:
        recording = read_recording(tmp_path)
        assert (recording.header, recording.entries) == (HEADER, ())
    else:
        assert journal_paths(tmp_path) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is another call")
def test_what_is_synced_is_synced_by_the_operating_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    monkeypatch.setattr(os, "fdatasync", lambda descriptor: calls.append(os.fstat(descriptor).st_ino))
    journal = Journal.create(tmp_path, HEADER)
    before = len(calls)
    _append(journal, ENTRIES[0])
    assert calls[before:] == [journal_path(tmp_path, 1).stat().st_ino]
    journal.close()


def test_on_a_mac_it_is_seen_through_to_the_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    calls: list[object] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", "to the drive", raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda descriptor, command: calls.append(command))
    Disk().sync(0)
    assert calls == ["to the drive"]

    def refuses(descriptor: int, command: object) -> None:
        raise OSError(errno.ENOTSUP, "not on this file system")

    monkeypatch.setattr(fcntl, "fcntl", refuses)
    monkeypatch.setattr(os, "fsync", lambda descriptor: calls.append("fsync"))
    Disk().sync(0)
    assert calls == ["to the drive", "fsync"]


def test_a_recording_is_never_begun_over_another(tmp_path: Path) -> None:
    data = write_sample(tmp_path)
    with pytest.raises(RecordingError, match="there is a recording here already"):
        Journal.create(tmp_path, HEADER)
    assert journal_path(tmp_path, 1).read_bytes() == data


@pytest.mark.parametrize("fault", [{"room": 100}, {"sync_error": errno.EIO}, {"create_error": errno.EROFS}])
def test_a_recording_that_cannot_begin_is_one_line_and_leaves_nothing(
    tmp_path: Path, fault: dict[str, int]
) -> None:
    disk = FaultyDisk()
    for attribute, value in fault.items():
        setattr(disk, attribute, value)
    with pytest.raises(RecordingError, match="cannot write a recording here: ") as caught:
        Journal.create(tmp_path, HEADER, disk)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_resuming_goes_on_in_a_new_file_and_leaves_the_old_one_as_it_is(tmp_path: Path) -> None:
    data = write_sample(tmp_path)
    torn = data[:-20]
    journal_path(tmp_path, 1).write_bytes(torn)
    journal, recording = Journal.resume(tmp_path)
    assert recording.entries == ENTRIES[:-1]
    assert _append(journal, entry_about(len(ENTRIES))) is None
    journal.close()
    assert journal_path(tmp_path, 1).read_bytes() == torn
    assert _read(tmp_path) == [*ENTRIES[:-1], entry_about(len(ENTRIES))]
    journal, recording = Journal.resume(tmp_path)
    assert recording.missing == 0
    assert _append(journal, entry_about(len(ENTRIES) + 1)) is None
    journal.close()
    assert list(journal_paths(tmp_path)) == [1, 2, 3]
    assert _read(tmp_path)[-1] == entry_about(len(ENTRIES) + 1)


def test_resuming_a_recording_that_does_not_reach_the_disk_writes_it_anew(tmp_path: Path) -> None:
    class NoMoreSync(FaultyDisk):
        def sync_file(self, path: Path) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    write_sample(tmp_path)
    journal, _ = Journal.resume(tmp_path, NoMoreSync())
    _append(journal, entry_about(len(ENTRIES) + 1))
    journal.close()
    journal_path(tmp_path, 1).unlink()
    assert _read(tmp_path) == [*ENTRIES, entry_about(len(ENTRIES) + 1)]


def test_a_recording_has_one_writer(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path, HEADER)
    with pytest.raises(RecordingInUseError, match="is being written by another process"):
        Journal.resume(tmp_path)
    assert _append(journal, ENTRIES[0]) is None
    journal.close()
    resumed, _ = Journal.resume(tmp_path)
    resumed.close()


_RESUME = """
import sys
from pathlib import Path
from simulator.recording.errors import RecordingError
from simulator.recording.journal import Journal
try:
    journal, recording = Journal.resume(Path(sys.argv[1]))
except RecordingError as error:
    sys.exit(f"{type(error).__name__}: {error}")
print(len(recording.entries))
"""


def test_two_processes_on_one_recording(tmp_path: Path) -> None:
    def resume_elsewhere() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", _RESUME, str(tmp_path)]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    journal = Journal.create(tmp_path, HEADER)
    _append(journal, ENTRIES[0])
    refused = resume_elsewhere()
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"RecordingInUseError: {tmp_path}")
    journal.close()
    allowed = resume_elsewhere()
    assert (allowed.returncode, allowed.stdout) == (0, "1\n")


def test_resuming_what_cannot_be_read_lets_go_of_it(tmp_path: Path) -> None:
    journal_path(tmp_path, 1).write_bytes(b"nonsense\n")
    for _ in range(2):
        with pytest.raises(RecordingError, match="lost its header"):
            Journal.resume(tmp_path)
    with pytest.raises(RecordingError, match="cannot lock this recording: "):
        Journal.resume(tmp_path / "nowhere")
