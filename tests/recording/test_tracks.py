"""The sound of both sides: on one clock, valid at every moment, and there after a kill."""

import errno
import os
import signal
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.recording.errors import RecordingError
from simulator.recording.layout import has_sound, track_path
from simulator.recording.tracks import Tracks, length_s, read_track, side_by_side
from simulator.sound import BLOCK, RATE, Samples, silence
from simulator.transcript import Speaker

YOU, THEM = Speaker.CANDIDATE, Speaker.INTERVIEWER


def tone(length: int, size: int = 1000) -> Samples:
    return np.full(length, size, np.int16)


def as_wav(path: Path) -> Samples:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


@pytest.fixture
def tracks(tmp_path):
    written = Tracks(tmp_path, lambda error: pytest.fail(str(error)))
    yield written
    written.close()


def test_each_side_has_a_file_that_only_its_owner_may_read(tracks, tmp_path):
    assert not has_sound(tmp_path)
    tracks.write(YOU, 0, tone(BLOCK))
    tracks.write(THEM, 0, tone(BLOCK))
    assert has_sound(tmp_path)
    for side in Speaker:
        assert track_path(tmp_path, side).stat().st_mode & 0o777 == 0o600


def test_the_header_is_valid_after_every_block(tracks, tmp_path):
    for number in range(20):
        tracks.write(YOU, number * BLOCK, tone(BLOCK, number + 1))
        heard = as_wav(track_path(tmp_path, YOU))
        assert len(heard) == (number + 1) * BLOCK
        assert heard[-1] == number + 1


def test_a_side_that_never_spoke_has_no_file(tracks, tmp_path):
    tracks.write(THEM, 0, silence(BLOCK))
    assert not track_path(tmp_path, THEM).exists()


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 900)), max_size=12))
def test_every_block_is_where_its_time_puts_it(tmp_path_factory, blocks):
    folder = tmp_path_factory.mktemp("recording")
    expected = silence(10_000)
    tracks = Tracks(folder, lambda error: pytest.fail(str(error)))
    for number, (at, length) in enumerate(blocks, 1):
        tracks.write(YOU, at, tone(length, number))
        expected[at : at + length] = number
    tracks.close()
    end = max((at + length for at, length in blocks), default=0)
    assert np.array_equal(read_track(folder, YOU), expected[:end])


def test_a_recording_that_goes_on_keeps_what_it_has(tmp_path):
    for start in (0, RATE):
        tracks = Tracks(tmp_path, lambda error: pytest.fail(str(error)))
        tracks.write(YOU, start, tone(BLOCK))
        tracks.close()
    heard = as_wav(track_path(tmp_path, YOU))
    assert len(heard) == RATE + BLOCK
    assert heard[:BLOCK].all()
    assert not heard[BLOCK:RATE].any()
    assert heard[RATE:].all()


def test_a_part_of_a_track_is_read(tracks, tmp_path):
    tracks.write(YOU, RATE, tone(RATE, 7))
    assert len(read_track(tmp_path, YOU, 0.5, 1.5)) == RATE
    assert np.count_nonzero(read_track(tmp_path, YOU, 0.5, 1.5)) == RATE // 2
    assert len(read_track(tmp_path, YOU, 5.0)) == 0
    assert len(read_track(tmp_path, THEM)) == 0


def test_both_sides_are_read_beside_each_other_from_a_time_on(tracks, tmp_path):
    tracks.write(YOU, 25 * RATE, tone(RATE, 3))
    tracks.write(THEM, 4 * RATE, tone(RATE, 5))
    assert length_s(tmp_path) == 26.0
    for start_s in (0.0, 4.5, 25.25):
        pieces = list(side_by_side(tmp_path, start_s))
        you, them = (np.concatenate(side) for side in zip(*pieces, strict=True))
        assert len(you) == len(them) == (26 - start_s) * RATE
        assert np.array_equal(you, read_track(tmp_path, YOU, start_s))
        heard = read_track(tmp_path, THEM, start_s)
        assert np.array_equal(them[: len(heard)], heard)
        assert not them[len(heard) :].any()
    assert list(side_by_side(tmp_path, 26.0)) == []
    assert list(side_by_side(tmp_path / "typed")) == []


def test_what_is_no_track_is_not_read_as_one(tmp_path):
    track_path(tmp_path, YOU).write_bytes(b"something else that is long enough to be a header of a file")
    with pytest.raises(RecordingError, match="not a track"):
        read_track(tmp_path, YOU)


def test_a_full_disk_is_told_once_and_the_rest_is_kept_in_its_place(tmp_path, monkeypatch):
    told: list[int | None] = []
    tracks = Tracks(tmp_path, lambda error: told.append(error.errno))
    tracks.write(YOU, 0, tone(BLOCK))
    file = tracks._tracks[YOU]._file

    class Full:
        def __init__(self):
            self.is_full = True

        def seek(self, *where):
            return file.seek(*where)

        def write(self, data):
            if self.is_full:
                file.write(data[:100])
                raise OSError(errno.ENOSPC, "full")
            return file.write(data)

        def close(self):
            file.close()

    disk = tracks._tracks[YOU]._file = Full()
    tracks.write(YOU, BLOCK, tone(BLOCK))
    tracks.write(YOU, 2 * BLOCK, tone(BLOCK))
    assert told == [errno.ENOSPC]
    assert len(as_wav(track_path(tmp_path, YOU))) == BLOCK
    disk.is_full = False
    tracks.write(YOU, 3 * BLOCK, tone(BLOCK, 9))
    assert (as_wav(track_path(tmp_path, YOU))[3 * BLOCK :] == 9).all()
    disk.is_full = True
    tracks.write(YOU, 4 * BLOCK, tone(BLOCK))
    assert told == [errno.ENOSPC] * 2
    tracks.close()


def test_a_folder_that_is_gone_is_trouble_and_no_fault(tmp_path):
    told: list[OSError] = []
    tracks = Tracks(tmp_path / "gone", told.append)
    tracks.write(YOU, 0, tone(BLOCK))
    assert told
    tracks.close()


def test_a_kill_loses_no_more_than_a_block(tmp_path):
    program = f"""
import sys
import numpy as np
from pathlib import Path
from simulator.recording.tracks import Tracks
from simulator.sound import BLOCK
from simulator.transcript import Speaker
tracks = Tracks(Path({str(tmp_path)!r}), lambda error: sys.exit(str(error)))
for number in range(10 ** 9):
    tracks.write(Speaker.CANDIDATE, number * BLOCK, np.full(BLOCK, 5, np.int16))
    print(number + 1, flush=True)
"""
    writer = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    for _ in range(200):
        acknowledged = int(writer.stdout.readline())
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged = max([acknowledged, *(int(line) for line in writer.stdout.read().split(b"\n")[:-1])])
    writer.wait()
    writer.stdout.close()
    heard = as_wav(track_path(tmp_path, YOU))
    assert len(heard) >= acknowledged * BLOCK
    assert (heard == 5).all()
