"""What a person is told, in one line, when a recording cannot be made, found or read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.content.authoring_error import printable


class RecordingError(Exception):
    """A recording cannot be made, found or read; its `str` is one line that says which and why."""


class RecordingInUseError(RecordingError):
    """Another process is writing the recording."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: this recording is being written by another process")


class NewerFormatError(RecordingError):
    """The recording was made by a newer program in a format that this one does not know."""

    def __init__(self, folder: Path, recorded: int, known: int, program: object) -> None:
        super().__init__(
            f"{folder}: recorded in format {recorded}, and this program reads up to format {known};"
            f" it takes interview-simulator {printable(str(program))} or newer"
        )


def reason(error: OSError) -> str:
    """Return the operating system's own words for `error`, without the path."""
    return error.strerror or str(error)


@contextmanager
def told(path: Path, what: str) -> Iterator[None]:
    """Turn an OSError inside into a RecordingError that names `path` and says `what` failed."""
    try:
        yield
    except OSError as error:
        raise RecordingError(f"{path}: {what}: {reason(error)}") from None
