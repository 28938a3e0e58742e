"""Where recordings live: the folder of them all, a new one's name, and how an old one is found and listed."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import platformdirs

from simulator.content.authoring_error import nearest, shown
from simulator.recording.disk import Disk, write_new
from simulator.recording.errors import RecordingError, told
from simulator.recording.header import Header
from simulator.recording.journal import Journal
from simulator.recording.layout import SCORECARD, has_sound, journal_paths
from simulator.recording.reading import read_recording

VARIABLE = "SIMULATE_RECORDINGS"


@dataclass(frozen=True, slots=True)
class Listed:
    """A recording in a list; None where it cannot be read or there is none."""

    id: str
    """Name of its folder."""
    created: str | None
    """ISO 8601."""
    scenario: str | None
    persona: str | None
    minutes: float | None
    verdict: str | None
    """Of the last grading."""
    mode: str | None
    """How it was held."""
    ended: bool
    sound: bool
    """It can be heard."""
    problem: str | None
    """Why it cannot be read, or what of it cannot."""


def recordings_folder(given: str | Path | None = None) -> Path:
    """Return where recordings are: `given`, else $SIMULATE_RECORDINGS, else ./recordings where that exists.

    Else it is in the user's data folder. What is returned need not exist.
    """
    chosen = given or os.environ.get(VARIABLE)
    if chosen:
        return Path(os.path.expanduser(chosen))
    here = Path("recordings")
    return here if here.is_dir() else platformdirs.user_data_path("interview-simulator", False) / "recordings"


def start_recording(recordings: Path, header: Header, disk: Disk | None = None) -> Journal:
    """Make a folder for a new session, named by its date, time, scenario and persona, and begin its journal.

    Raises RecordingError where that cannot be done, and leaves no recording behind then.
    """
    disk = disk or Disk()
    with told(recordings, "cannot keep recordings here"):
        if recordings.exists() and not recordings.is_dir():
            raise RecordingError(f"{recordings}: cannot keep recordings here: not a folder")
        recordings.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = new_folder(recordings, header)
    try:
        with told(recordings, "cannot keep recordings here"):
            disk.sync_folder(recordings)
        return Journal.create(folder, header, disk)
    except RecordingError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def new_folder(recordings: Path, header: Header) -> Path:
    """Make the folder of a recording, named by its date, time, scenario and persona; OSError."""
    begun = datetime.fromisoformat(header.created)
    name = f"{begun:%Y-%m-%d-%H%M}-{header.scenario['id']}-{header.persona.get('id', header.mode)}"
    for number in count(1):
        folder = recordings / (name if number == 1 else f"{name}-{number}")
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            break
    return folder


def recording_names(recordings: Path) -> list[str]:
    """Return the names of all recordings, the latest last; none where the folder does not exist."""
    with told(recordings, "cannot read the recordings here"):
        if not recordings.exists():
            return []
        names = (path.name for path in recordings.iterdir() if _holds_journal(path))
        return sorted(names, key=_in_time)


def _in_time(name: str) -> list[tuple[int, str]]:
    """Order names by their parts, numbers by value: the tenth of a minute comes after its second."""
    return [(int(part) if part.isdecimal() else -1, part) for part in re.split(r"([0-9]+)", name)]


def list_recordings(recordings: Path) -> list[Listed]:
    """Return what is known of each recording, the latest last; RecordingError where that cannot be read."""
    return [_listed(recordings / name) for name in recording_names(recordings)]


def find_recording(recordings: Path, name: str) -> Path:
    """Return the folder of the recording that `name` is the name, the path or the beginning of the name of.

    Raises RecordingError where there is none or more than one.
    """
    names = recording_names(recordings)
    if name in names:
        return recordings / name
    path = Path(os.path.expanduser(name))
    if name and _holds_journal(path):
        return path
    fitting = [known for known in names if known.startswith(name)]
    if len(fitting) == 1:
        return recordings / fitting[0]
    if fitting:
        raise RecordingError(
            f"{shown(name)} may be {fitting[0]} or {fitting[-1]}: {len(fitting)} recordings begin so"
        )
    near = nearest(name, names)
    hint = f'; did you mean "{near}"?' if near else "; `simulate list recordings` shows which there are"
    raise RecordingError(f"no recording {shown(name)} in {recordings}{hint}")


def write_result(folder: Path, name: str, content: str | bytes, disk: Disk | None = None) -> None:
    """Put a file such as the scorecard into a recording's folder, whole or not at all, in place of any older.

    Raises RecordingError where it cannot be written; an older one is then as it was.
    """
    disk = disk or Disk()
    draft = folder / f".{name}.{os.getpid()}"
    with told(folder / name, "cannot be written"):
        draft.unlink(missing_ok=True)
        write_new(disk, draft, content.encode() if isinstance(content, str) else content)
        try:
            disk.rename(draft, folder / name)
            disk.sync_folder(folder)
        except OSError:
            draft.unlink(missing_ok=True)
            raise


def _holds_journal(folder: Path) -> bool:
    try:
        return bool(journal_paths(folder))
    except (OSError, ValueError):
        return False


def _listed(folder: Path) -> Listed:
    try:
        recording = read_recording(folder)
    except RecordingError as error:
        return Listed(
            folder.name, None, None, None, None, _verdict(folder), None, False, has_sound(folder), str(error)
        )
    header = recording.header
    return Listed(
        id=folder.name,
        created=header.created,
        scenario=header.scenario.get("id"),
        persona=header.persona.get("id"),
        minutes=recording.minutes,
        verdict=_verdict(folder),
        mode=header.mode,
        ended=recording.ended,
        sound=has_sound(folder),
        problem=recording.problem,
    )


def _verdict(folder: Path) -> str | None:
    """Return the verdict of the last grading, or None where there is none that can be read."""
    try:
        verdict = json.loads((folder / SCORECARD).read_bytes())["verdict"]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return None
    return verdict if isinstance(verdict, str) else None
