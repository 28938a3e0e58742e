"""`simulate grade`: the scorecard of a recording or of a transcript held elsewhere."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.judge_options import add_budget, add_judge, judge_of
from simulator.cli.shared_options import BAD_INPUT, OK, Commands, add_candidate, add_recordings, recordings_of
from simulator.cli.show import FORMATS, print_scorecard

if TYPE_CHECKING:
    from simulator.run_grading import Graded


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
    parser.add_argument(
        "--explain", metavar="CRITERION", help="show what decided one criterion instead of the scorecard"
    )
    add_judge(parser)
    add_budget(parser)
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.recording.samples import find_recording_or_sample
    from simulator.run_grading import grade_recording, grade_transcript

    target = Path(arguments.target)
    with judge_of(arguments).bench() as judge:
        if target.is_file():
            graded = grade_transcript(target, arguments.scenario, arguments.candidate, judge)
        else:
            folder = find_recording_or_sample(recordings_of(arguments), arguments.target)
            graded = grade_recording(folder, arguments.scenario, judge)
    for note in graded.notes:
        sys.stderr.write(f"simulate: {note}\n")
    if arguments.explain is None:
        print_scorecard(graded, arguments.format)
        return OK
    return _explain(graded, arguments.explain)


def _explain(graded: Graded, criterion: str) -> int:
    from simulator.content.authoring_error import shown, suggestion
    from simulator.grading.explain import explain

    known = [line.id for line in graded.rubric.criteria]
    if criterion not in known:
        sys.stderr.write(f"simulate: no criterion {shown(criterion)}{suggestion(criterion, known)}\n")
        return BAD_INPUT
    for line in explain(graded.transcript, graded.rubric, criterion, graded.probes):
        sys.stdout.write(f"{line}\n")
    return OK
