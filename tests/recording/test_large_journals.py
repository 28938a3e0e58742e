"""Journals far larger than any interview."""

from __future__ import annotations

import time
from pathlib import Path
from zlib import crc32

import pytest

from simulator.interview.events import CandidateBrokeIn
from simulator.recording.header import HEADER as HEADER_CODEC
from simulator.recording.layout import journal_path
from simulator.recording.line import frame
from simulator.recording.reading import read_recording
from tests.recording.samples import HEADER

MILLION = 1_000_000
WORDS = (
    "the words of somebody who breaks in on another and goes on for much longer than anybody could in a line"
)


@pytest.mark.slow
def test_a_million_entries_in_200_megabytes_open_in_under_5_seconds(tmp_path: Path) -> None:
    path = journal_path(tmp_path, 1)
    entry = b'{"seq":%d,"at":12.5,"event":{"type":"CandidateBrokeIn","words":"%b"},"actions":[]}'
    with path.open("wb") as file:
        file.write(frame(HEADER_CODEC.encode(HEADER)))
        for seq in range(1, MILLION + 1):
            text = entry % (seq, WORDS.encode())
            file.write(b"%08x %b\n" % (crc32(text), text))
    assert path.stat().st_size > 195e6
    began = time.process_time()  # what others do on the machine does not count
    recording = read_recording(tmp_path)
    took = time.process_time() - began
    assert (recording.problem, len(recording.entries)) == (None, MILLION)
    assert recording.entries[-1].event == CandidateBrokeIn(WORDS)
    assert took < 5
