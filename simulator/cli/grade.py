"""`simulate grade`: the scorecard of a recording or of a transcript held elsewhere."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from simulator.cli.shared_options import OK, Commands, add_candidate, add_recordings, recordings_of
from simulator.cli.show import FORMATS, print_scorecard


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser("grade", help="grade a recording or a transcript")
    parser.add_argument(
        "target",
        metavar="TARGET",
        help="a recording (name or folder), or a transcript: JSON, WebVTT, SubRip or 'Name: words' text",
    )
    add_candidate(parser)
    parser.add_argument("--scenario", metavar="ID", help="grade by this scenario's rubric")
    parser.add_argument("--format", choices=FORMATS, default="terminal")
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.recording.folder import find_recording
    from simulator.run_grading import grade_recording, grade_transcript

    target = Path(arguments.target)
    if target.is_file():
        graded = grade_transcript(target, arguments.scenario, arguments.candidate)
    else:
        graded = grade_recording(
            find_recording(recordings_of(arguments), arguments.target), arguments.scenario
        )
    for note in graded.notes:
        sys.stderr.write(f"simulate: {note}\n")
    print_scorecard(graded, arguments.format)
    return OK
