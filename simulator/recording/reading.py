"""What a recording folder holds: every entry that is as it was written, and a count of what is not.

Nothing is ever changed. A torn or damaged line is passed over and reported; its checksum keeps it from being
read as something else. An entry in two files is read from the later one, as its writer distrusted the other.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from simulator.interview.actions import EndInterview
from simulator.recording.codec import MalformedError
from simulator.recording.entry import ENTRY, Entry
from simulator.recording.errors import NewerFormatError, RecordingError, reason, told
from simulator.recording.header import FORMAT, Header, Mode, decode_header
from simulator.recording.layout import HEADER_COPY, journal_paths
from simulator.recording.line import unframe


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in a journal that could not be read."""

    file: str
    line: int
    """Counted from 1."""
    fault: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.fault}"


@dataclass(frozen=True, slots=True)
class Recording:
    """What could be read."""

    folder: Path
    header: Header
    entries: tuple[Entry, ...]
    """In the order of their sequence numbers, each once."""
    damage: tuple[Damage, ...]
    """A line may be damaged in one file and its entry whole in the next; `missing` tells what is gone."""
    is_cut_off: bool = False
    """What its last file ends with cannot be read: nobody knows how much that was."""

    @property
    def missing(self) -> int:
        """How many entries before the last one are gone."""
        return self.entries[-1].seq - len(self.entries) if self.entries else 0

    @property
    def problem(self) -> str | None:
        """What is wrong with it in one line, or None."""
        if not self.damage and not self.missing:
            return None
        entries = "1 entry is" if self.missing == 1 else f"{self.missing or 'no'} entries are"
        gone = f"{entries} missing"
        if self.is_cut_off:
            gone = f"{gone} before it, and its end" if self.missing else "its end is missing"
        if not self.damage:
            return gone
        lines = "1 damaged line" if len(self.damage) == 1 else f"{len(self.damage)} damaged lines"
        return f"{lines}, the first at {self.damage[0]}; {gone}"

    @property
    def ended(self) -> bool:
        """The interview came to its end; an imported one is kept whole or not at all."""
        return self.header.mode is Mode.IMPORTED or any(
            isinstance(action, EndInterview) for entry in reversed(self.entries) for action in entry.actions
        )

    @property
    def minutes(self) -> float:
        """How long the interview went on."""
        return self.entries[-1].at / 60 if self.entries else 0.0


def read_recording(folder: Path) -> Recording:
    """Read a recording; RecordingError where none is, NewerFormatError where it takes a newer program."""
    with told(folder, "cannot read this recording"):
        paths = journal_paths(folder)
    if not paths:
        raise RecordingError(f"{folder}: not a recording: it holds no events.jsonl")
    header: Header | None = None
    damage: list[Damage] = []
    files: list[list[Entry]] = []
    is_cut_off = False
    for path in paths.values():
        with _collector_paused():
            its_header, entries, lost_its_end = _read_file(folder, path, damage)
        if header is None:
            header = its_header
        elif its_header not in (None, header):
            damage.append(Damage(path.name, 1, "part of another recording; the whole file is left out"))
            continue
        files.append(entries)
        is_cut_off = lost_its_end
    header = header or _copied_header(folder)
    if header is None:
        raise RecordingError(f"{folder}: this recording has lost its header ({damage[0]})")
    return Recording(folder, header, _merged(files), tuple(damage), is_cut_off)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from looking for cycles among entries, which have none: it takes as long as reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_file(folder: Path, path: Path, damage: list[Damage]) -> tuple[Header | None, list[Entry], bool]:
    """Return the header, the entries and whether the end of one file is lost; add what is to `damage`."""
    header: Header | None = None
    entries: list[Entry] = []
    append, decode = entries.append, ENTRY.decode
    number = 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    text = unframe(line)
                    if number > 1:
                        append(decode(text))
                    else:
                        header = _header(folder, text)
                except MalformedError as fault:
                    torn = not line.endswith(b"\n")
                    damage.append(Damage(path.name, number, "cut off" if torn else str(fault)))
    except OSError as error:
        damage.append(Damage(path.name, number + 1, reason(error)))
    else:
        if number == 0:
            damage.append(Damage(path.name, 1, "empty"))
    last = damage[-1] if damage else None
    return header, entries, last is not None and last.file == path.name and last.line >= max(number, 2)


def _copied_header(folder: Path) -> Header | None:
    """Return the header from the file of its own, or None where it cannot be read there either."""
    try:
        return _header(folder, unframe((folder / HEADER_COPY).read_bytes()))
    except (OSError, MalformedError):
        return None


def _header(folder: Path, text: bytes) -> Header:
    """Return the header in `text`, refusing a newer one before its fields are looked at."""
    try:
        document = json.loads(text)
        recorded = document["format"]
    except (ValueError, RecursionError, TypeError, KeyError):
        raise MalformedError("not a header") from None
    if isinstance(recorded, int) and recorded > FORMAT:
        raise NewerFormatError(folder, recorded, FORMAT, document.get("program"))
    return decode_header(text)


def _merged(files: list[list[Entry]]) -> tuple[Entry, ...]:
    if len(files) == 1 and all(entry.seq == seq for seq, entry in enumerate(files[0], 1)):
        return tuple(files[0])
    by_seq = {entry.seq: entry for entries in files for entry in entries}
    return tuple(by_seq[seq] for seq in sorted(by_seq))
