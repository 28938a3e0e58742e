"""What the candidate has typed and not sent, kept beside the journal: a crash takes none of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from simulator.interview.events import CandidateSaid
from simulator.recording.entry import Entry
from simulator.recording.layout import DRAFT


class Draft:
    """The prompt of one recording. Keeping it is a kindness: a disk that does not take it stops nobody."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / DRAFT
        self.left = _read(self._path)
        """What a process that died had left in the prompt."""

    def keep(self, text: str) -> None:
        """Put `text` in the place of what was kept. It survives the process, and not always the machine."""
        beside = _beside(self._path)
        with suppress(OSError):
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(text.encode(errors="replace"))
            beside.replace(self._path)


def forget_draft(folder: Path) -> None:
    """Remove what is kept, as it is in the journal or of no more use."""
    for path in (folder / DRAFT, _beside(folder / DRAFT)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def forget_sent_draft(folder: Path, entries: Sequence[Entry]) -> None:
    """Remove what is kept where it was sent: it is what was said last."""
    said = (entry.event.text for entry in reversed(entries) if isinstance(entry.event, CandidateSaid))
    if next(said, None) == _read(folder / DRAFT).strip():
        forget_draft(folder)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:
        return ""
