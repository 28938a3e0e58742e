"""The sound of a session: a WAV file for each side on one clock, whole and valid at every moment.

Each block is written at the place that its time gives it, so the two never drift apart, what is missing is
silence, and a recording that goes on later is continued. A program killed leaves all but the last block.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path

import numpy as np

from simulator.recording.errors import RecordingError, told
from simulator.recording.layout import track_path
from simulator.sound import RATE, Samples, count, silence
from simulator.transcript import Speaker

HEADER_BYTES = 44
BYTES = 2
"""Of a sample."""
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_MOST_SAMPLES = (2**32 - 1 - HEADER_BYTES) // BYTES
"""What the header can count: 37 hours."""
_READ_S = 10.0
"""Of both sides at a time."""


class Tracks:
    """Both tracks of a recording being written; one thread at a time."""

    def __init__(self, folder: Path, trouble: Callable[[OSError], None]) -> None:
        """Begin the tracks in the recording's folder or continue those there.

        `trouble` is told when the disk takes no sound, and again only after it has taken that of both sides;
        nothing is raised.
        """
        self._trouble = trouble
        self._in_trouble: set[Speaker] = set()
        """Whose sound was not taken when it was last written."""
        self._tracks = {speaker: _Track(track_path(folder, speaker)) for speaker in Speaker}

    def write(self, speaker: Speaker, at: int, samples: Samples) -> None:
        """Put samples where the session's sample `at` is."""
        try:
            if self._tracks[speaker].write(at, samples):
                self._in_trouble.discard(speaker)
        except OSError as error:
            if not self._in_trouble:
                self._trouble(error)
            self._in_trouble.add(speaker)

    def close(self) -> None:
        """Let go of the files."""
        for track in self._tracks.values():
            track.close()


class _Track:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None
        self._length = 0

    def write(self, at: int, samples: Samples) -> bool:
        """Return whether there was anything to write."""
        if at + len(samples) > _MOST_SAMPLES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        if self._file is None and not samples.any():
            return False  # this side has not been heard yet
        file = self._opened()
        if at >= self._length and not samples.any():
            return False  # whatever comes behind it leaves a hole, which reads as silence
        data = memoryview(samples.astype("<i2").tobytes())
        file.seek(HEADER_BYTES + at * BYTES)
        while data:
            data = data[_some(file.write(data)) :]
        if at + len(samples) > self._length:
            self._length = at + len(samples)
            file.seek(0)
            _some(file.write(_header(self._length)))
        return True

    def _opened(self) -> FileIO:
        if self._file is None:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            file = FileIO(os.open(self._path, flags, 0o600), "r+")
            try:
                self._length = max(0, file.seek(0, os.SEEK_END) - HEADER_BYTES) // BYTES
                file.seek(0)
                _some(file.write(_header(self._length)))
            except OSError:
                file.close()
                raise
            self._file = file
        return self._file

    def close(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()


def _some(written: int | None) -> int:
    if not written:
        raise OSError(errno.EIO, "no byte was written")
    return written


def _header(samples: int) -> bytes:
    size = samples * BYTES
    return _HEADER.pack(
        b"RIFF", HEADER_BYTES - 8 + size, b"WAVE",
        b"fmt ", 16, 1, 1, RATE, RATE * BYTES, BYTES, 8 * BYTES,
        b"data", size,
    )  # fmt: skip


def read_track(folder: Path, speaker: Speaker, start_s: float = 0.0, end_s: float | None = None) -> Samples:
    """Return what a side's track holds from one time to another; less where it ends before.

    Raises RecordingError where there is a track that cannot be read.
    """
    path = track_path(folder, speaker)
    first = max(0, count(start_s))
    wanted = -1 if end_s is None else max(0, count(end_s) - first)
    with told(path, "cannot be read"):
        try:
            with path.open("rb") as file:
                header = file.read(HEADER_BYTES)
                if header[8:40] != _header(0)[8:40]:
                    raise RecordingError(f"{path}: not a track that this program wrote")
                file.seek(HEADER_BYTES + first * BYTES)
                data = file.read(wanted if wanted < 0 else wanted * BYTES)
        except FileNotFoundError:
            return silence(0)
    return np.frombuffer(data[: len(data) // BYTES * BYTES], "<i2").astype(np.int16)


def length_s(folder: Path) -> float:
    """Return to which second of the interview a recording has sound, 0 where it has none; RecordingError."""
    return max(_samples(track_path(folder, speaker)) for speaker in Speaker) / RATE


def side_by_side(folder: Path, start_s: float = 0.0) -> Iterator[tuple[Samples, Samples]]:
    """Yield the candidate's and the interviewer's sound from a time on, piece by piece, both of one length.

    Raises RecordingError where there is a track that cannot be read.
    """
    start, length = max(0, count(start_s)), count(length_s(folder))
    for at in range(start, length, count(_READ_S)):
        piece = min(count(_READ_S), length - at)
        heard = [read_track(folder, side, at / RATE, (at + piece) / RATE) for side in Speaker]
        candidate, interviewer = (np.pad(side, (0, piece - len(side))) for side in heard)
        yield candidate, interviewer


def _samples(path: Path) -> int:
    with told(path, "cannot be read"):
        try:
            return max(0, path.stat().st_size - HEADER_BYTES) // BYTES
        except FileNotFoundError:
            return 0
