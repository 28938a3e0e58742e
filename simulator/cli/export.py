"""`simulate export`: what was said, in a form for elsewhere."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from simulator.cli.shared_options import OK, Commands, add_recordings, recordings_of


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser(
        "export", help="write a recording's transcript as Markdown, JSON or captions"
    )
    parser.add_argument("recording", metavar="RECORDING", help="its name or folder")
    parser.add_argument(
        "--transcript",
        choices=("md", "json", "vtt"),
        required=True,
        help="md to read, json and vtt to read and to grade again",
    )
    parser.add_argument(
        "--output", metavar="FILE", help="a file that does not exist yet (else it is printed)"
    )
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.recording.reading import read_recording
    from simulator.recording.samples import find_recording_or_sample
    from simulator.recording.transcript_of import transcript_of
    from simulator.reporting import transcript_forms

    folder = find_recording_or_sample(recordings_of(arguments), arguments.recording)
    recording = read_recording(folder)
    if recording.problem:
        sys.stderr.write(f"simulate: {recording.problem}\n")
    header, transcript = recording.header, transcript_of(recording.entries)
    persona = header.persona.get("id")
    interviewer = str(header.persona.get("name") or persona or "Interviewer")
    scenario = header.scenario
    if arguments.transcript == "json":
        text = transcript_forms.as_json(transcript, folder.resolve().name, scenario["id"], persona)
    elif arguments.transcript == "vtt":
        text = transcript_forms.as_vtt(transcript, interviewer)
    else:
        date = header.created[:16].replace("T", " ")
        text = transcript_forms.as_markdown(transcript, scenario["title"], date, interviewer)
    if arguments.output is None:
        sys.stdout.write(text)
    else:
        _write(Path(arguments.output), text)
    return OK


def _write(path: Path, text: str) -> None:
    """Write a new file, never over one that exists: it may be a recording."""
    from simulator.recording.errors import RecordingError, told

    with told(path, "cannot be written"):
        try:
            file = path.open("x", encoding="utf-8")
        except FileExistsError:
            raise RecordingError(f"{path}: is there already and is left as it is") from None
        with file:
            file.write(text)
