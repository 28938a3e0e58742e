"""A file for elsewhere that comes into being whole or not at all, and never over one that is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from simulator.recording.errors import RecordingError, told


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write and to seek in; at the end of the block it is at `path` and on the disk.

    Raises RecordingError where there is a file already, which may be a recording, or none can be written.
    A fault in the block leaves nothing behind.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with told(path, "cannot be written"):
        _refuse_another(path)
        draft.unlink(missing_ok=True)
        try:
            with draft.open("x+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _refuse_another(path)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def _refuse_another(path: Path) -> None:
    if os.path.lexists(path):
        raise RecordingError(f"{path}: is there already and is left as it is")
