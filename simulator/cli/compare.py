"""`simulate compare`: two interviews side by side."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from simulator.cli.shared_options import OK, Commands, add_recordings, recordings_of

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.grading.scorecard import Scorecard


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser("compare", help="show two interviews side by side: gained, lost, verdict")
    parser.add_argument("one", metavar="A", help="a recording, by name or folder; the earlier one")
    parser.add_argument("other", metavar="B", help="another of the same rubric")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import json

    from simulator.recording.errors import RecordingError
    from simulator.recording.header import scenario_of
    from simulator.recording.reading import read_recording
    from simulator.recording.samples import find_recording_or_sample
    from simulator.reporting import comparison

    recordings = recordings_of(arguments)
    folders = [find_recording_or_sample(recordings, name) for name in (arguments.one, arguments.other)]
    before, after = (_scorecard(folder) for folder in folders)
    reason = comparison.incomparable(before, after)
    if reason:
        raise RecordingError(f"{folders[0].name} and {folders[1].name} cannot be compared: {reason}")
    if before.grader != after.grader:
        one, other = (f"{card.grader.name} {card.grader.version}" for card in (before, after))
        sys.stderr.write(f"simulate: graded by {one} and by {other}; `simulate regrade` makes them alike\n")
    difference = comparison.compare(before, after)
    if arguments.json:
        document = {"a": folders[0].name, "b": folders[1].name, **comparison.as_json(difference)}
        sys.stdout.write(json.dumps(document, indent=2) + "\n")
        return OK
    from rich.console import Console

    from simulator.reporting import side_by_side

    rubric = scenario_of(read_recording(folders[0]).header).rubric
    side_by_side.show(difference, (folders[0].name, folders[1].name), rubric, Console())
    return OK


def _scorecard(folder: Path) -> Scorecard:
    from simulator.recording.errors import RecordingError
    from simulator.run_grading import kept_scorecard

    scorecard = kept_scorecard(folder)
    if scorecard is None:
        raise RecordingError(f"{folder}: has no scorecard yet; `simulate regrade {folder.name}` makes it")
    return scorecard
