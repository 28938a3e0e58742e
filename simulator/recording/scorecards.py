"""Every scorecard ever made of a recording: the latest beside its journal, those before it in `scorecards/`.

The earlier ones are numbered in the order they were made, whoever made them: `1-rules-0.1.0.json`.
"""

from __future__ import annotations

import re
from pathlib import Path

from simulator.recording.disk import Disk
from simulator.recording.errors import told
from simulator.recording.folder import write_result
from simulator.recording.layout import SCORECARD, SCORECARDS

_KEPT = re.compile(r"([1-9][0-9]{0,8})-.+\.json")
_UNSAFE = re.compile(r"[^A-Za-z0-9._]+")


def last_scorecard(folder: Path) -> bytes | None:
    """Return the latest scorecard, or None where there is none yet; RecordingError."""
    with told(folder / SCORECARD, "cannot be read"):
        try:
            return (folder / SCORECARD).read_bytes()
        except FileNotFoundError:
            return None


def earlier_scorecards(folder: Path) -> list[Path]:
    """Return the scorecards before the latest in the order they were made; RecordingError."""
    kept = folder / SCORECARDS
    with told(kept, "cannot be read"):
        found = [(path, _KEPT.fullmatch(path.name)) for path in kept.iterdir()] if kept.is_dir() else []
    return [path for path, match in sorted(found, key=_number) if match]


def replace_scorecard(folder: Path, data: bytes, made_by: str, disk: Disk | None = None) -> bool:
    """Make `data` the latest scorecard and keep the one before it; False where that is the same.

    `made_by` names the grader of the one before. Raises RecordingError; the latest is then as it was.
    """
    before = last_scorecard(folder)
    if before == data:
        return False
    if before is not None:
        _keep(folder, before, made_by, disk)
    write_result(folder, SCORECARD, data, disk)
    return True


def _keep(folder: Path, data: bytes, made_by: str, disk: Disk | None) -> None:
    earlier = earlier_scorecards(folder)
    with told(folder / SCORECARDS, "cannot be written"):
        # A crash may have come after this and before the replacing.
        if earlier and earlier[-1].read_bytes() == data:
            return
        (folder / SCORECARDS).mkdir(mode=0o700, exist_ok=True)
    number = _number((earlier[-1], _KEPT.fullmatch(earlier[-1].name))) + 1 if earlier else 1
    name = _UNSAFE.sub("-", made_by).strip("-.")[:80] or "unknown"
    write_result(folder / SCORECARDS, f"{number}-{name}.json", data, disk)


def _number(kept: tuple[Path, re.Match[str] | None]) -> int:
    return int(kept[1][1]) if kept[1] else 0
