"""A disk that fails as told, and whose power can be cut: then only what was synced is still there.

To sync is to note what would survive, as the real call is slow.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from simulator.recording.disk import Disk

BLOCK = 512
"""A write that fails may take the whole last block with it, with what stood in it before."""


class FaultyDisk(Disk):
    """Set the attributes to make calls fail until they are set back."""

    def __init__(self) -> None:
        self.once = False
        """The next failure is the last."""
        self.room: int | None = None
        """Bytes that are still free; a write may be cut short by it."""
        self.most_at_once: int | None = None
        self.write_error: int | None = None
        self.sync_error: int | None = None
        self.create_error: int | None = None
        self.remove_error: int | None = None
        self.rename_error: int | None = None
        self.calls: list[str] = []
        self._paths: dict[int, Path] = {}
        self._safe: dict[Path, int] = {}
        """How much of each file survives a power cut."""
        self._unnamed: set[Path] = set()
        """Files whose folder has not been synced since."""

    def heal(self) -> None:
        self.once = False
        self.room = self.most_at_once = self.write_error = self.sync_error = None
        self.create_error = self.remove_error = self.rename_error = None

    def cut_power(self) -> None:
        for path, safe in self._safe.items():
            if path in self._unnamed:
                path.unlink()
            else:
                os.truncate(path, safe)

    def create(self, path: Path) -> int:
        self._fail(self.create_error)
        descriptor = super().create(path)
        self._paths[descriptor] = path
        self._safe[path] = 0
        self._unnamed.add(path)
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        self.calls.append("write")
        self._fail(self.write_error)
        if self.room is not None:
            if not self.room:
                self._fail(errno.ENOSPC)
            data = data[: self.room]
            self.room -= len(data)
        return super().write(descriptor, data[: self.most_at_once])

    def sync(self, descriptor: int) -> None:
        self.calls.append("sync")
        path = self._paths.get(descriptor)
        if self.sync_error is not None:
            if path is not None and self.sync_error != errno.ENOSPC:
                self._safe[path] -= self._safe[path] % BLOCK
            self._fail(self.sync_error)
        if path is not None:
            self._safe[path] = os.fstat(descriptor).st_size

    def sync_folder(self, folder: Path) -> None:
        self._unnamed = {path for path in self._unnamed if path.parent != folder}

    def rename(self, old: Path, new: Path) -> None:
        self._fail(self.rename_error)
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        self._fail(self.remove_error)
        super().remove(path)
        self._safe.pop(path, None)
        self._unnamed.discard(path)

    def _fail(self, error: int | None) -> None:
        if error is not None:
            if self.once:
                self.heal()
            raise OSError(error, os.strerror(error))
