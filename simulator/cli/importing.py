"""`simulate import`: an interview held elsewhere becomes a recording."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.shared_options import (
    OK,
    Commands,
    OptionError,
    add_candidate,
    add_recordings,
    recordings_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.recording.foreign import ForeignTranscript


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser("import", help="keep a transcript made elsewhere as a recording")
    parser.add_argument("file", metavar="FILE", type=Path, help="JSON, WebVTT, SubRip or 'Name: words' text")
    add_candidate(parser)
    parser.add_argument(
        "--scenario", metavar="ID", help="grade it by this one's rubric (else the file's, else general)"
    )
    parser.add_argument(
        "--date",
        metavar="ISO",
        help="when it was held: 2026-01-31 or 2026-01-31T20:15 (else what the file says, else its own date)",
    )
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from hashlib import sha256

    from simulator.content import library
    from simulator.content.authoring_error import printable
    from simulator.recording.errors import told
    from simulator.recording.foreign import read_transcript
    from simulator.recording.header import imported_header
    from simulator.recording.importing import import_transcript
    from simulator.run_grading import grade_recording, keep

    file: Path = arguments.file
    foreign = read_transcript(file, arguments.candidate)
    scenario = library.scenario(arguments.scenario or _scenario(foreign))
    with told(file, "cannot be read"):
        held = (_date(arguments.date) if arguments.date else foreign.created) or _changed(file)
        source = sha256(file.read_bytes()).hexdigest()
    header = imported_header(
        scenario,
        foreign.persona if foreign.persona in library.persona_files() else None,
        created=held.isoformat(timespec="seconds"),
        settings={"source": printable(file.name), "source_sha256": source},
    )
    folder = import_transcript(recordings_of(arguments), header, foreign.transcript)
    graded = grade_recording(folder)
    for note in (*foreign.notes, *keep(folder, graded)):
        sys.stderr.write(f"simulate: {note}\n")
    if not (arguments.date or foreign.created):
        sys.stderr.write(f"simulate: dated {held:%Y-%m-%d %H:%M} as its file is; --date tells another\n")
    sys.stdout.write(f"{folder.name}: {graded.scorecard.verdict}\n")
    return OK


def _scenario(foreign: ForeignTranscript) -> str:
    """Return the scenario that a transcript names, where it is known here."""
    from simulator.content import library
    from simulator.run_grading import GENERAL

    if foreign.scenario in library.scenario_files():
        return str(foreign.scenario)
    if foreign.scenario is not None:
        from simulator.content.authoring_error import shown

        sys.stderr.write(f"simulate: no scenario {shown(foreign.scenario)} here; kept as {GENERAL}\n")
    return GENERAL


def _date(text: str) -> datetime:
    from datetime import datetime

    from simulator.content.authoring_error import shown

    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        raise OptionError(f"{shown(text)} is no date; expected 2026-01-31 or 2026-01-31T20:15") from None


def _changed(file: Path) -> datetime:
    from datetime import datetime

    return datetime.fromtimestamp(file.stat().st_mtime).astimezone()
