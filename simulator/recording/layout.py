"""The files of a recording folder by name."""

from __future__ import annotations

import re
from pathlib import Path

from simulator.transcript import Speaker

HEADER_COPY = "header.jsonl"
"""The header once more: it is the one line without which the others say nothing."""
SCORECARD = "scorecard.json"
SCORECARDS = "scorecards"
"""A folder of the scorecards before the latest."""
REPORT = "report.md"
JUDGE_ANSWERS = "judge.jsonl"
"""What a judge was asked and what it answered."""
DRAFT = "draft.txt"
"""What was typed and not sent."""
HEARD_AGAIN = "heard-again.json"
"""The answers as a second hearing made them out, with the time of each word."""

_JOURNAL = re.compile(r"events(?:-([2-9]|[1-9][0-9]{1,8}))?\.jsonl")


def track_path(folder: Path, speaker: Speaker) -> Path:
    """Return the path of the sound of one side."""
    return folder / f"{speaker}.wav"


def has_sound(folder: Path) -> bool:
    """Tell whether a recording has a track."""
    return any(track_path(folder, speaker).is_file() for speaker in Speaker)


def journal_path(folder: Path, number: int) -> Path:
    """Return the path of the journal's file `number`, counted from 1; a next one exists where one failed."""
    return folder / ("events.jsonl" if number == 1 else f"events-{number}.jsonl")


def journal_paths(folder: Path) -> dict[int, Path]:
    """Return the journal's files by number, in order; OSError where the folder cannot be read."""
    found = {}
    for path in folder.iterdir():
        if match := _JOURNAL.fullmatch(path.name):
            found[int(match[1] or 1)] = path
    return dict(sorted(found.items()))
