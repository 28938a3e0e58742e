"""What a recording asks of the operating system: files of one owner, written until they are on the disk."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCKED_BYTE = 2**31 - 2
"""The byte locked on Windows, where a lock keeps others from reading: far behind the end of any journal."""


class Disk:
    """The few calls through which every byte of a recording goes; each raises OSError."""

    def create(self, path: Path) -> int:
        """Return a descriptor of a new file for appending that only its owner may read; FileExistsError."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return os.open(path, flags, 0o600)

    def write(self, descriptor: int, data: bytes) -> int:
        """Write some of `data` and return how many bytes."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Return when what was written is on the disk itself."""
        if sys.platform == "darwin":
            # fsync there stops at the drive's cache, but some network file systems know nothing else.
            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                    raise
                os.fsync(descriptor)
        elif sys.platform == "win32":
            os.fsync(descriptor)
        else:
            os.fdatasync(descriptor)

    def sync_file(self, path: Path) -> None:
        """Return when what an existing file holds is on the disk itself."""
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            self.sync(descriptor)
        finally:
            os.close(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in `folder` are on the disk; Windows has no call for it."""
        if sys.platform != "win32":
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Put `old` in the place of `new` in one step."""
        os.replace(old, new)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        os.unlink(path)

    def close(self, descriptor: int) -> None:
        """Give the descriptor back."""
        os.close(descriptor)


def write_all(disk: Disk, descriptor: int, data: bytes) -> None:
    """Write all of `data` and see it onto the disk, however few bytes a call takes."""
    while data:
        written = disk.write(descriptor, data)
        if written <= 0:
            raise OSError(errno.EIO, "no byte was written")
        data = data[written:]
    disk.sync(descriptor)


def write_new(disk: Disk, path: Path, data: bytes) -> None:
    """Write a new file and see it onto the disk, or leave none and raise OSError."""
    descriptor = disk.create(path)
    try:
        try:
            write_all(disk, descriptor, data)
        finally:
            disk.close(descriptor)
    except OSError:
        with suppress(OSError):
            disk.remove(path)
        raise


def lock(path: Path) -> int | None:
    """Return a descriptor that holds the only lock on `path` until closed, or None where another has it."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
