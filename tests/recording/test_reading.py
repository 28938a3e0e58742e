from __future__ import annotations

import gc
import json
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.recording.entry import ENTRY, Entry
from simulator.recording.errors import NewerFormatError, RecordingError
from simulator.recording.header import FORMAT, HEADER, Header
from simulator.recording.layout import HEADER_COPY, journal_path
from simulator.recording.line import frame, unframe
from simulator.recording.reading import Damage, Recording, read_recording
from tests.recording import samples
from tests.recording.samples import ENTRIES, entry_about, write_sample


def _file(entries: list[Entry], header: Header = samples.HEADER) -> bytes:
    return frame(HEADER.encode(header)) + b"".join(frame(ENTRY.encode(entry)) for entry in entries)


def _recording(folder: Path, *files: bytes) -> Recording:
    for number, data in enumerate(files, 1):
        path = journal_path(folder, number)
        path.unlink(
            missing_ok=True
        )  # to cut an old file to nothing can make the file system wait for the disk
        path.write_bytes(data)
    return read_recording(folder)


def test_every_prefix_holds_exactly_the_entries_it_holds_whole(tmp_path: Path) -> None:
    data = write_sample(tmp_path)
    ends = [i for i, byte in enumerate(data) if byte == ord("\n")]
    for cut in range(len(data), -1, -1):
        os.truncate(journal_path(tmp_path, 1), cut)
        whole = sum(end <= cut for end in ends)
        recording = read_recording(tmp_path)
        assert recording.header == samples.HEADER
        assert recording.entries == ENTRIES[: max(whole - 1, 0)]
        torn = cut not in (*ends, *(end + 1 for end in ends))
        fault = "cut off" if cut else "empty"
        assert recording.damage == ((Damage("events.jsonl", whole + 1, fault),) if torn else ())
        assert recording.is_cut_off == (torn and whole > 0)
        assert recording.missing == 0
        assert journal_path(tmp_path, 1).read_bytes() == data[:cut]


@pytest.mark.parametrize("seeds", [range(start, start + 500) for start in range(0, 3000, 500)])
def test_flipped_bytes_are_never_read_as_other_entries(tmp_path: Path, seeds: range) -> None:
    data = write_sample(tmp_path)
    for seed in seeds:
        rng = random.Random(seed)
        damaged = bytearray(data)
        for _ in range(rng.choice([1, 1, 2, 5, 40])):
            place = rng.randrange(len(damaged))
            damaged[place] ^= rng.randrange(1, 256)
        recording = _recording(tmp_path, bytes(damaged))
        assert recording.header == samples.HEADER
        assert set(recording.entries) <= set(ENTRIES)
        assert list(recording.entries) == sorted(recording.entries, key=lambda entry: entry.seq)
        if recording.entries != ENTRIES:
            assert recording.damage


def test_a_damaged_line_in_the_middle_is_passed_over_and_counted(tmp_path: Path) -> None:
    lines = write_sample(tmp_path).splitlines(keepends=True)
    lines[3] = lines[3].replace(b"CandidateStarted", b"CandidateStopped")
    recording = _recording(tmp_path, b"".join(lines))
    assert recording.entries == (*ENTRIES[:2], *ENTRIES[3:])
    assert recording.damage == (Damage("events.jsonl", 4, "the checksum does not fit"),)
    assert recording.missing == 1
    assert recording.problem == (
        "1 damaged line, the first at events.jsonl:4: the checksum does not fit; 1 entry is missing"
    )


def test_a_whole_line_that_is_no_entry_is_passed_over(tmp_path: Path) -> None:
    lines = write_sample(tmp_path).splitlines(keepends=True)
    lines[2] = frame({"seq": 2})
    recording = _recording(tmp_path, b"".join(lines))
    assert [str(damage) for damage in recording.damage] == ["events.jsonl:3: at: Field required"]
    assert recording.missing == 1


def test_an_entry_in_two_files_is_read_from_the_later(tmp_path: Path) -> None:
    other = replace(entry_about(2), at=99.0)
    recording = _recording(tmp_path, _file([entry_about(1), entry_about(2)]), _file([other, entry_about(3)]))
    assert recording.entries == (entry_about(1), other, entry_about(3))
    assert recording.damage == ()


def test_files_are_taken_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for number in (2, 10, 1):
        journal_path(tmp_path, number).write_bytes(_file([replace(entry_about(1), at=float(number))]))
    assert [entry.at for entry in read_recording(tmp_path).entries] == [10.0]


def test_a_file_that_lost_its_header_still_gives_its_entries(tmp_path: Path) -> None:
    headless = b"x" + _file([entry_about(1)])
    recording = _recording(tmp_path, headless, _file([entry_about(2)]))
    assert recording.entries == (entry_about(1), entry_about(2))
    assert recording.damage == (Damage("events.jsonl", 1, "the checksum does not fit"),)


def test_a_file_of_another_recording_is_left_out(tmp_path: Path) -> None:
    stranger = replace(samples.HEADER, seed=8)
    recording = _recording(tmp_path, _file([entry_about(1)]), _file([entry_about(2)], stranger))
    assert recording.entries == (entry_about(1),)
    assert "another recording" in str(recording.damage[0])


def test_a_newer_format_is_refused_with_the_version_it_takes(tmp_path: Path) -> None:
    newer = frame(
        HEADER.encode(samples.HEADER) | {"format": FORMAT + 1, "program": "9.1.0", "weather": "fine"}
    )
    with pytest.raises(NewerFormatError) as caught:
        _recording(tmp_path, newer)
    assert str(caught.value) == (
        f"{tmp_path}: recorded in format {FORMAT + 1}, and this program reads up to format {FORMAT};"
        " it takes interview-simulator 9.1.0 or newer"
    )


@pytest.mark.parametrize("first", [b"", b"\n", b"\x00" * 100, frame([]), frame({"seq": 1}), frame("text")])
def test_a_journal_without_a_header_is_one_line(tmp_path: Path, first: bytes) -> None:
    with pytest.raises(RecordingError, match=r"lost its header \(events.jsonl:1: ") as caught:
        _recording(tmp_path, first)
    assert "\n" not in str(caught.value)


def test_a_header_that_its_copy_does_not_make_good_is_lost(tmp_path: Path) -> None:
    data = write_sample(tmp_path)
    for torn in (
        b"",
        frame(HEADER.encode(samples.HEADER))[:-9],
        b"x" + frame(HEADER.encode(samples.HEADER))[1:],
    ):
        (tmp_path / HEADER_COPY).write_bytes(torn)
        with pytest.raises(RecordingError, match="lost its header"):
            _recording(tmp_path, b"x" + data[1:])
        assert _recording(tmp_path, data).entries == ENTRIES


def test_what_is_torn_at_the_end_is_not_said_to_be_whole(tmp_path: Path) -> None:
    data = write_sample(tmp_path)
    problem = _recording(tmp_path, data[:-5]).problem
    assert problem is not None
    assert problem.endswith(": cut off; its end is missing")
    lines = data.splitlines(keepends=True)
    problem = _recording(tmp_path, b"".join((*lines[:2], *lines[3:-1], lines[-1][:-5]))).problem
    assert problem is not None
    assert problem.endswith(": cut off; 1 entry is missing before it, and its end")


def test_no_recording_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"holds no events\.jsonl$"):
        read_recording(tmp_path)
    with pytest.raises(RecordingError, match="cannot read this recording: "):
        read_recording(tmp_path / "nowhere")
    (tmp_path / "events.jsonl").mkdir()
    with pytest.raises(RecordingError, match="lost its header"):
        read_recording(tmp_path)


def test_ended_and_minutes(tmp_path: Path) -> None:
    recording = _recording(tmp_path, _file(list(ENTRIES)))
    assert recording.ended
    assert recording.minutes == pytest.approx(ENTRIES[-1].at / 60)
    recording = _recording(tmp_path, _file(list(ENTRIES[:-1])))
    assert not recording.ended
    recording = _recording(tmp_path, _file([]))
    assert (recording.ended, recording.minutes, recording.problem) == (False, 0.0, None)


def test_reading_leaves_the_collector_as_it_was(tmp_path: Path) -> None:
    write_sample(tmp_path)
    assert gc.isenabled()
    read_recording(tmp_path)
    assert gc.isenabled()
    gc.disable()
    try:
        read_recording(tmp_path)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_line_is_ascii_whatever_it_says() -> None:
    line = frame({"text": "é\n\u2028\x00"})
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert json.loads(unframe(line)) == {"text": "é\n\u2028\x00"}
    assert unframe(line[:-1]) == unframe(line)
