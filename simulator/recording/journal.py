"""The one writer of a recording: an entry that it acknowledges is on the disk, and no other is lost.

The header lies in a file of its own too, written first: a recording never stands there without one.
A file that gave trouble is never written again. What it does not safely hold goes into the next one, which
begins with the same header and continues the sequence. While no file takes it, it is kept and tried again.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from simulator.interview.actions import Action
from simulator.interview.events import Event
from simulator.recording.disk import Disk, lock, write_all, write_new
from simulator.recording.entry import ENTRY, Entry
from simulator.recording.errors import RecordingError, RecordingInUseError, reason, told
from simulator.recording.header import HEADER, Header
from simulator.recording.layout import HEADER_COPY, journal_path, journal_paths
from simulator.recording.line import frame
from simulator.recording.reading import Recording, read_recording

FULL = (errno.ENOSPC, errno.EDQUOT)
"""Faults that leave what was on the disk as it was; after any other a file's last block may be lost whole."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong with the writing of an entry; its `str` tells the candidate."""

    fault: str
    """The operating system's words."""
    unwritten: int
    """How many entries are safe in memory alone; 0 where another file has taken them."""
    file: str
    """Name of the file that was written last."""

    def __str__(self) -> str:
        if self.unwritten:
            entries = "1 entry is" if self.unwritten == 1 else f"{self.unwritten} entries are"
            return (
                f"The recording cannot be written ({self.fault}); {entries} kept in memory and tried again."
            )
        return f"The recording had trouble ({self.fault}) and goes on in {self.file}; nothing is lost."


class Journal:
    """A recording being written; `create` or `resume` it. Each call blocks, and there is one at a time."""

    def __init__(self, folder: Path, header: Header, disk: Disk, *, seq: int, number: int) -> None:
        """Continue after entry `seq` and file `number`."""
        self._folder = folder
        self._header = frame(HEADER.encode(header))
        self._disk = disk
        self._seq = seq
        self._number = number
        self._locked: int | None = None
        self._descriptor: int | None = None
        self._written: list[bytes] = []
        """The entries in the present file, for the day it turns out not to hold them."""
        self._unwritten: list[bytes] = []

    @classmethod
    def create(cls, folder: Path, header: Header, disk: Disk | None = None) -> Journal:
        """Begin a recording in an existing folder; RecordingError where it cannot be or there is one."""
        journal = cls(folder, header, disk or Disk(), seq=0, number=0)
        try:
            with told(folder, "cannot write a recording here"):
                if journal_paths(folder):
                    raise RecordingError(f"{folder}: there is a recording here already")
                journal._begin_recording()
            journal._locked = _lock(folder)
        except RecordingError:
            journal.close()
            raise
        return journal

    @classmethod
    def resume(cls, folder: Path, disk: Disk | None = None) -> tuple[Journal, Recording]:
        """Continue a recording in a further file, leaving those there are as they are; return what they hold.

        Raises RecordingInUseError where another process writes it, RecordingError where it cannot be read.
        """
        disk = disk or Disk()
        locked = _lock(folder)
        try:
            recording = read_recording(folder)
        except RecordingError:
            os.close(locked)
            raise
        entries = recording.entries
        paths = journal_paths(folder)
        journal = cls(
            folder, recording.header, disk, seq=entries[-1].seq if entries else 0, number=max(paths)
        )
        journal._locked = locked
        try:
            # A crash may have left entries that never reached the disk itself; they count from now on.
            for path in paths.values():
                disk.sync_file(path)
        except OSError:
            journal._unwritten = [frame(ENTRY.encode(entry)) for entry in entries]
        return journal, recording

    @property
    def folder(self) -> Path:
        """Where the recording is."""
        return self._folder

    def append(self, at: float, event: Event, actions: Sequence[Action]) -> Trouble | None:
        """Keep an entry; None when it and all before it are on the disk.

        On trouble the interview may go on: what is not on the disk is tried again with the next entry and on
        closing. Raises MalformedError for a value without a JSON form, such as a number that is not finite,
        and ValueError on a closed journal.
        """
        if self._locked is None:
            raise ValueError(f"{self._folder}: the journal is closed")
        line = frame(ENTRY.encode(Entry(self._seq + 1, at, event, tuple(actions))))
        self._seq += 1
        self._unwritten.append(line)
        return self._flush()

    def try_again(self) -> Trouble | None:
        """Try once more what is unwritten; None when nothing is."""
        return self._flush() if self._unwritten else None

    def close(self) -> Trouble | None:
        """Try once more what is unwritten and let go of the recording; nothing may be appended afterwards."""
        trouble = self.try_again()
        self._leave_file()
        if self._locked is not None:
            os.close(self._locked)
            self._locked = None
        return trouble

    def _flush(self) -> Trouble | None:
        fault = None
        if self._descriptor is not None:
            try:
                write_all(self._disk, self._descriptor, b"".join(self._unwritten))
            except OSError as error:
                fault = error
                self._leave_file()
                if error.errno not in FULL:
                    self._unwritten = self._written + self._unwritten
            else:
                self._written += self._unwritten
                self._unwritten = []
                return None
        try:
            self._begin_file()
        except OSError as error:
            return Trouble(reason(fault or error), len(self._unwritten), self._file)
        return Trouble(reason(fault), 0, self._file) if fault else None

    def _begin_recording(self) -> None:
        """Write the header by itself and begin the first file, or leave neither and raise OSError."""
        copy = self._folder / HEADER_COPY
        write_new(self._disk, copy, self._header)
        try:
            self._begin_file()
        except OSError:
            with suppress(OSError):
                self._disk.remove(copy)
            raise

    def _begin_file(self) -> None:
        """Put the header and all that is unwritten into the next file, or leave no file and raise OSError."""
        number = self._number + 1
        while True:
            path = journal_path(self._folder, number)
            try:
                descriptor = self._disk.create(path)
                break
            except FileExistsError:
                number += 1
        try:
            write_all(self._disk, descriptor, self._header + b"".join(self._unwritten))
            self._disk.sync_folder(self._folder)
        except OSError:
            with suppress(OSError):
                self._disk.close(descriptor)
            with suppress(OSError):
                self._disk.remove(path)
            raise
        self._descriptor, self._number = descriptor, number
        self._written, self._unwritten = self._unwritten, []

    def _leave_file(self) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                self._disk.close(self._descriptor)
            self._descriptor = None

    @property
    def _file(self) -> str:
        return journal_path(self._folder, self._number).name


def is_being_written(folder: Path) -> bool:
    """Return whether another process writes a recording; RecordingError where that cannot be found out."""
    with told(folder, "cannot lock this recording"):
        locked = lock(journal_path(folder, 1))
    if locked is not None:
        os.close(locked)
    return locked is None


def _lock(folder: Path) -> int:
    with told(folder, "cannot lock this recording"):
        locked = lock(journal_path(folder, 1))
    if locked is None:
        raise RecordingInUseError(folder)
    return locked
