"""`simulate progress`: how the interviews went, one after another."""

from __future__ import annotations

import argparse
import sys

from simulator.cli.shared_options import OK, Commands, add_recordings, recordings_of


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser("progress", help="show how you do over all recordings")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.recording.errors import RecordingError
    from simulator.recording.folder import recording_names
    from simulator.recording.header import scenario_of
    from simulator.recording.reading import read_recording
    from simulator.reporting import progress
    from simulator.run_grading import kept_scorecard

    recordings = recordings_of(arguments)
    graded, ungraded = [], []
    for name in recording_names(recordings):
        try:
            scorecard = kept_scorecard(recordings / name)
            if scorecard is None:
                ungraded.append(name)
                continue
            recording = read_recording(recordings / name)
            rubric = scenario_of(recording.header).rubric
        except RecordingError as error:
            sys.stderr.write(f"simulate: {error}\n")
            continue
        header = recording.header
        persona = header.persona.get("id")
        graded.append(progress.Graded(name, header.created, persona, recording.minutes, scorecard, rubric))
    done = progress.progress(graded, ungraded)
    if arguments.json:
        sys.stdout.write(progress.as_json(done))
    else:
        from rich.console import Console

        progress.show(done, Console())
    return OK
